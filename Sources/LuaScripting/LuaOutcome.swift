/// How one input ended.
public enum LuaOutcome: Sendable, Hashable {
    /// It ran to its end, and its values were displayed.
    case done
    /// It is the beginning of something: more lines are needed.
    case incomplete
    /// It raised an error or was stopped.
    case failed(LuaFailure)
    /// It asked to leave with this code.
    case exited(Int32)
}

/// Why an input did not run to its end.
public struct LuaFailure: Error, Sendable, Hashable {
    /// The kinds of failure.
    public enum Kind: String, Sendable, Hashable {
        /// The text is not Lua.
        case syntax
        /// An error was raised and not caught.
        case runtime
        /// A limit of the input.
        case memory, time, requests, output
        /// The user interrupted it.
        case cancelled
        /// The program was built without Lua.
        case absent
    }
    /// What kind of failure it is.
    public let kind: Kind
    /// The error value: a text with the place, or the host's structured error.
    public let value: LuaValue
}
