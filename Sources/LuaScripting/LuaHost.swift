/// What a script can ask of the program around it.
public protocol LuaHost: AnyObject {
    /// Prints bytes that the script wrote.
    func print(_ bytes: [UInt8])
    /// Answers a request of the prelude: a number that both know, and a value.
    func answer(_ request: UInt32, _ argument: LuaValue) -> LuaAnswer
}

/// What the host answers a script.
public enum LuaAnswer: Sendable, Hashable {
    /// The result.
    case value(LuaValue)
    /// An error value to raise in the script.
    case failure(LuaValue)
    /// The script is over, with this exit code.
    case exit(Int32)
}
