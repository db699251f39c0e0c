import CLineEdit
import CaseAPI
import Glibc
import LuaScripting

/// Carries out what comes in, and turns every outcome into an exit code and a sentence.
final class ConsoleAttendant {
    let options: ConsoleOptions
    let desk: CommandDesk
    let scripts: ScriptDesk
    let session: LuaSession?
    let completer: Completer
    let keeper: SessionKeeper
    /// Asks without a session what is nobody's work: the release, news, what the shell completes.
    let background: CaseClient
    /// The code with which a script has left.
    var leaving: Int32?

    init(_ options: ConsoleOptions, format: OutputFormat) {
        self.options = options
        let socket = UnixCaseServer(path: options.socketPath, account: options.account) {
            let descriptor = le_signal_descriptor()
            return descriptor < 0 ? nil : (descriptor, { le_drain() == SIGINT })
        }
        let server = MeteredServer(socket)
        keeper = SessionKeeper(
            server,
            reason: options.reason.map { (options.reasonCode, $0) },
            now: { WireTime(seconds: Int64(time(nil))) }
        )
        var client = CaseClient(server: keeper, makeKey: ConsoleAttendant.makeKey)
        var background = CaseClient(server: socket, makeKey: ConsoleAttendant.makeKey)
        if let seconds = options.patienceSeconds {
            client.patience = max(1, seconds) * 1_000
            background.patience = client.patience
        }
        self.background = background
        var renderer = Renderer()
        renderer.format = format
        renderer.width.ambiguous = options.ambiguousWidth == 2 ? 2 : 1
        renderer.usesColor = TerminalTools.showsColor(unless: options.isColorless)
        desk = CommandDesk(
            client: client,
            renderer: renderer,
            language: options.language ?? "zh-Hant",
            now: { WireTime(seconds: Int64(time(nil))) },
            write: StandardStreams.write,
            note: StandardStreams.note
        )
        scripts = ScriptDesk(desk: desk)
        var limits = LuaLimits()
        limits.milliseconds = Int64(min(600, max(1, options.maximumSeconds ?? 30))) * 1_000
        session = LuaSession(limits: limits, host: scripts)
        // The shell completes words while nobody works here.
        let asking = options.errand == nil ? client : background
        completer = Completer(client: asking, session: session, now: { Int64(time(nil)) * 1_000 })
        prepareDesk(server)
        prepareScripts()
        prepareSession()
    }

    /// What the session asks for and tells; outside a terminal nobody can be asked.
    private func prepareSession() {
        let path = options.credentialPath
        let asks = !options.asksNothing
        desk.readCredential = { question throws(ConsoleError) in
            if let path { return try CredentialReader.read(file: path) }
            return asks && isatty(STDIN_FILENO) == 1 ? CredentialReader.ask(question) : nil
        }
        keeper.checkServer = { [weak self] () throws(ConsoleError) in try self?.checkRelease() }
        keeper.attached = { [desk] _, again in
            guard again else { return }
            desk.tell("連線已更新,恢復唯讀", "attached anew, read-only")
        }
    }

    /// Lets the session write, where the command line says so.
    func unlockIfWanted() throws(ConsoleError) {
        guard options.writes else { return }
        var words = ["unlock", "理由=\(options.reason ?? keeper.session?.reason ?? "")"]
        if let code = options.reasonCode { words.append("代碼=\(code)") }
        if let document = options.document { words.append("文號=\(document)") }
        try desk.run(words: words)
    }

    private func prepareDesk(_ server: MeteredServer) {
        desk.applies = options.applies
        desk.keeper = keeper
        desk.maximumRows = options.maximumRows
        desk.isPaged = !options.isUnpaged
        desk.page = { text in TerminalTools.page(text) }
        desk.demands = WriteDemands(
            count: options.expectedCount,
            fingerprint: options.expectedFingerprint,
            isDryRun: options.isDryRun,
            key: options.key
        )
        var surroundings = DeskSurroundings()
        surroundings.meter = { (server.requests, server.milliseconds) }
        surroundings.luaRelease = LuaSession.release
        surroundings.release = options.release
        surroundings.measureWidth = { Int(le_measure_width(100)) }
        surroundings.snippets = ConsoleAttendant.statePath("snippets").map { SnippetFolder(path: $0) }
        guard session != nil else {
            desk.surroundings = surroundings
            return
        }
        surroundings.evaluate = { [unowned self] text throws(ConsoleError) in
            try self.evaluate(text, chunk: "=輸入")
        }
        surroundings.holds = { [unowned self] condition throws(ConsoleError) in
            self.scripts.condition = nil
            try self.evaluate("test(\(condition))", chunk: "=條件")
            return self.scripts.condition ?? false
        }
        desk.surroundings = surroundings
    }

    private func prepareScripts() {
        guard let session else { return }
        session.armLastLine(
            addressSpace: options.addressSpace,
            grace: 5,
            code: ExitCode.limit.rawValue,
            restore: le_restore_terminal
        )
        if case .failed(let failure) = session.loadPrelude(LuaPrelude.source) {
            preconditionFailure("Invalid state: the prelude does not load: \(failure.value)")
        }
        for (name, value) in options.arguments { session.setArgument(name, to: value) }
    }

    private static func makeKey() -> String {
        var generator = SystemRandomNumberGenerator()
        return "console-" + (0..<2).map { _ in String(generator.next(), radix: 16) }.joined()
    }

    /// Where the console keeps something of the user's; nil without a home.
    static func statePath(_ name: String) -> String? {
        if let state = getenv("XDG_STATE_HOME"), state.pointee != 0 {
            return String(cString: state) + "/anwei/console/" + name
        }
        return getenv("HOME").map { String(cString: $0) + "/.local/state/anwei/console/" + name }
    }

    // MARK: What both ways of working share

    /// Runs one input as Lua.
    func evaluate(_ text: String, chunk: String) throws(ConsoleError) {
        guard let session else { throw ConsoleAttendant.noLua }
        scripts.begin()
        switch session.evaluate(text, chunk: chunk) {
        case .done: return
        case .exited(let code):
            leaving = code & 255
            desk.isOver = true
        case .incomplete:
            throw ConsoleError(.failed, "程式不完整,尚有未結束的區塊", "the script ends too early")
        case .failed(let failure): throw ConsoleError(failure, source: text)
        }
    }

    func perform(_ work: () throws(ConsoleError) -> Void) -> ExitCode {
        do {
            try work()
            return .done
        } catch {
            return report(error)
        }
    }

    /// Fits results to the terminal; what goes into a file or a pipe is never cut or turned.
    func measureTerminal() {
        let columns = isatty(STDOUT_FILENO) == 1 && desk.file == nil ? Int(le_columns(STDOUT_FILENO)) : 0
        desk.renderer.columns = columns > 0 ? columns : nil
    }

    static let noLua = ConsoleError(
        .failed,
        "本程式建置時未安裝 Lua,僅能使用 \\ 指令;請安裝 liblua5.4-dev 後重新建置:apt-get install liblua5.4-dev",
        "built without Lua, only \\ commands work; for Lua: apt-get install liblua5.4-dev, build again"
    )

    /// Says what went wrong, in the reader's language, or as JSON where JSON was asked for.
    func report(_ error: ConsoleError) -> ExitCode {
        if desk.renderer.format == .json || desk.renderer.format == .jsonl {
            let value: WireValue = [
                "error": [
                    "exit": .int(Int64(error.code.rawValue)), "zh-Hant": .string(error.text.zhHant),
                    "en": .string(error.text.en),
                    "refusal": error.refusal.map { WireValue(encoding: $0) } ?? .null,
                ]
            ]
            StandardStreams.note(value.json + "\n")
        } else {
            desk.tell(error.text.zhHant, error.text.en)
            if let refusal = error.refusal { desk.tell(refusal) }
        }
        return error.code
    }
}
