import LuaScripting

/// A host that keeps what is printed and answers by a closure.
final class Recorder: LuaHost {
    var printed = ""
    var respond: (UInt32, LuaValue) -> LuaAnswer = { .value(["request": .int(Int64($0)), "value": $1]) }

    func print(_ bytes: [UInt8]) { printed += String(decoding: bytes, as: UTF8.self) }

    func answer(_ request: UInt32, _ argument: LuaValue) -> LuaAnswer { respond(request, argument) }

    /// A prelude that gives scripts `ask`, and displays values by printing them.
    static let prelude = """
        local ask, environment = ...
        environment.ask = ask
        return function(...)
            for i = 1, select("#", ...) do
                local value = select(i, ...)
                if value ~= nil then environment.print(value) end
            end
        end
        """
}

/// A session with its recorder, as the tests use them; nil where Lua is not built in.
struct Bench {
    let recorder = Recorder()
    let session: LuaSession

    init?(limits: LuaLimits = LuaLimits()) {
        guard let session = LuaSession(limits: limits, host: recorder) else { return nil }
        self.session = session
        guard session.loadPrelude(Recorder.prelude) == .done else { return nil }
    }

    /// What an input prints, or how it fails.
    func output(of source: String) -> String {
        recorder.printed = ""
        switch session.evaluate(source) {
        case .done: return recorder.printed
        case .incomplete: return "incomplete"
        case .exited(let code): return "exit \(code)"
        case .failed(let failure): return "\(failure.kind): \(failure.value.string ?? "\(failure.value)")"
        }
    }
}
