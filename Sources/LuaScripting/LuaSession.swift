import CLuaHost

/// A Lua state with a whitelisted environment and limits that a script cannot shake off.
///
/// It is used from one thread. Only `interrupter` may be called from elsewhere, a signal handler included.
/// Every call into Lua is in C below one protected call: an error in Lua is a longjmp, which must never cross
/// a Swift frame.
public final class LuaSession {
    private let state: OpaquePointer
    private let bridge: Bridge

    /// The release of the Lua that is linked ("Lua 5.4.4"); nil where the program was built without it.
    public static var release: String? {
        let text = String(cString: lh_release())
        return text.isEmpty ? nil : text
    }

    /// A fresh state; nil where the program was built without Lua, or without memory.
    public init?(limits: LuaLimits = LuaLimits(), host: any LuaHost) {
        let bridge = Bridge(host)
        var limits = lh_limits(
            memory: limits.memory,
            milliseconds: limits.milliseconds,
            requests: limits.requests,
            output: limits.output
        )
        guard let state = lh_new(&limits, answerLua, Unmanaged.passUnretained(bridge).toOpaque()) else {
            return nil
        }
        self.state = state
        self.bridge = bridge
    }

    deinit { lh_free(state) }

    /// Runs the program's own trusted source, once, before any input.
    ///
    /// It gets `ask` (request, value), the scripts' environment, and the real `setmetatable`, a
    /// `getmetatable` that nothing hides from, and `rawget` as `...`; the function that it returns displays
    /// the values of expressions.
    public func loadPrelude(_ source: String) -> LuaOutcome {
        run(source, chunk: "=anwei", with: lh_prelude)
    }

    /// Runs one input: as an expression whose values are displayed, else as statements.
    public func evaluate(_ source: String, chunk: String = "=輸入") -> LuaOutcome {
        run(source, chunk: chunk, with: lh_eval)
    }

    /// Puts a text into the scripts' `args` table.
    public func setArgument(_ name: String, to value: String) {
        _ = lh_argument(state, name, value)
    }

    /// The names that may follow the last dot or colon of a path, such as `string.fo`; nothing of it is run.
    public func completions(of path: String) -> [String] {
        var out = lh_out()
        defer { lh_out_free(&out) }
        guard lh_complete(state, path, &out) == Int32(LH_OK) else { return [] }
        let bytes = UnsafeBufferPointer(start: out.bytes, count: out.size)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }

    /// Asks the running input to stop; it cannot refuse.
    public func interrupt() { lh_interrupt(UnsafeMutableRawPointer(state)) }

    /// What a signal handler calls, with `interruptContext`, to stop the running input.
    public static let interruptFunction: @convention(c) (UnsafeMutableRawPointer?) -> Void = lh_interrupt

    /// The argument of `interruptFunction`; valid as long as the session.
    public var interruptContext: UnsafeMutableRawPointer { UnsafeMutableRawPointer(state) }

    /// How many bytes the Lua objects take now.
    public var memory: Int { lh_memory(state) }

    /// Arms the last line for a process that is a console and nothing else.
    ///
    /// It limits the address space (bytes, 0 = not), writes no core files, and ends the process with `code`
    /// when an input overruns its time by `grace` seconds in spite of everything. `restore` runs before
    /// that, in a signal handler.
    public func armLastLine(
        addressSpace: Int,
        grace: Int32,
        code: Int32,
        restore: (@convention(c) () -> Void)?
    ) {
        lh_last_line(state, addressSpace, grace, code, restore)
    }

    private typealias Door =
        (OpaquePointer?, UnsafePointer<CChar>?, Int, UnsafePointer<CChar>?, UnsafeMutablePointer<lh_out>?) ->
        Int32

    private func run(_ source: String, chunk: String, with door: Door) -> LuaOutcome {
        var out = lh_out()
        defer { lh_out_free(&out) }
        var source = source
        let status = source.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { door(state, $0.baseAddress, $0.count, chunk, &out) }
        }
        let value = LuaValue(packed: UnsafeBufferPointer(start: out.bytes, count: out.size))
        return LuaOutcome(status: Int(status), value: value)
    }
}

extension LuaOutcome {
    /// What a status of the C host means.
    fileprivate init(status: Int, value: LuaValue) {
        func failed(_ kind: LuaFailure.Kind) -> LuaOutcome { .failed(LuaFailure(kind: kind, value: value)) }
        switch status {
        case Int(LH_OK): self = .done
        case Int(LH_INCOMPLETE): self = .incomplete
        case Int(LH_SYNTAX): self = failed(.syntax)
        case Int(LH_MEMORY): self = failed(.memory)
        case Int(LH_TIME): self = failed(.time)
        case Int(LH_CANCELLED): self = failed(.cancelled)
        case Int(LH_REQUESTS): self = failed(.requests)
        case Int(LH_OUTPUT_LIMIT): self = failed(.output)
        case Int(LH_EXIT): self = .exited(Int32(truncatingIfNeeded: value.int ?? 0))
        case Int(LH_ABSENT): self = failed(.absent)
        default: self = failed(.runtime)
        }
    }
}
