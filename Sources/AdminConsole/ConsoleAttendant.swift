import CLineEdit
import CaseAPI
import Glibc
import LuaScripting

/// Carries out what comes in, and turns every outcome into an exit code and a sentence.
final class ConsoleAttendant {
    private let options: ConsoleOptions
    private let desk: CommandDesk
    private let scripts: ScriptDesk
    private let session: LuaSession?
    private let completer: Completer
    private let keeper: SessionKeeper

    init(_ options: ConsoleOptions, format: OutputFormat) {
        self.options = options
        let server = UnixCaseServer(path: options.socketPath, account: options.account) {
            let descriptor = le_signal_descriptor()
            return descriptor < 0 ? nil : (descriptor, { le_drain() == SIGINT })
        }
        keeper = SessionKeeper(
            server,
            reason: options.reason.map { (options.reasonCode, $0) },
            now: { WireTime(seconds: Int64(time(nil))) }
        )
        let client = CaseClient(server: keeper, makeKey: ConsoleAttendant.makeKey)
        var renderer = Renderer()
        renderer.format = format
        renderer.width.ambiguous = options.ambiguousWidth == 2 ? 2 : 1
        desk = CommandDesk(
            client: client,
            renderer: renderer,
            language: options.language ?? "zh-Hant",
            now: { WireTime(seconds: Int64(time(nil))) },
            write: StandardStreams.write,
            note: StandardStreams.note
        )
        desk.applies = options.applies
        desk.keeper = keeper
        scripts = ScriptDesk(desk: desk, write: StandardStreams.write)
        var limits = LuaLimits()
        limits.milliseconds = Int64(min(600, max(1, options.maximumSeconds ?? 30))) * 1_000
        session = LuaSession(limits: limits, host: scripts)
        completer = Completer(client: client, session: session, now: { Int64(time(nil)) * 1_000 })
        prepareScripts()
        prepareSession()
    }

    /// What the session asks for and tells; outside a terminal nobody can be asked.
    private func prepareSession() {
        let path = options.credentialPath
        desk.readCredential = { question throws(ConsoleError) in
            if let path { return try CredentialReader.read(file: path) }
            return isatty(STDIN_FILENO) == 1 ? CredentialReader.ask(question) : nil
        }
        keeper.attached = { [desk] _, again in
            guard again else { return }
            desk.tell("連線已更新,恢復唯讀", "attached anew, read-only")
        }
    }

    /// Lets the session write, where the command line says so.
    private func unlockIfWanted() throws(ConsoleError) {
        guard options.writes else { return }
        var words = ["unlock", "理由=\(options.reason ?? keeper.session?.reason ?? "")"]
        if let code = options.reasonCode { words.append("代碼=\(code)") }
        if let document = options.document { words.append("文號=\(document)") }
        try desk.run(words: words)
    }

    /// What the process may map: sixteen times what a script may hold, so that only a runaway meets it.
    private static let addressSpace = 1 << 30

    private func prepareScripts() {
        guard let session else { return }
        session.armLastLine(
            addressSpace: ConsoleAttendant.addressSpace,
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

    // MARK: Batch

    /// Carries out one command of the shell; nothing is asked.
    func runCommand(_ words: [String]) -> Int32 {
        measureTerminal()
        // Also what goes wrong is told in the format that was asked for.
        let input = try? CommandInput(words: words)
        if let format = input?.options["format"].flatMap({ OutputFormat(rawValue: $0) }) {
            desk.renderer.format = format
        }
        defer { keeper.detach() }
        return perform { () throws(ConsoleError) in
            try self.unlockIfWanted()
            try self.desk.run(words: words)
        }.rawValue
    }

    /// Carries out inputs in order; nothing is asked, the first failure ends it unless told otherwise.
    func runBatch(_ inputs: [ConsoleOptions.Input]) -> Int32 {
        measureTerminal()
        defer { keeper.detach() }
        var worst = perform { () throws(ConsoleError) in try self.unlockIfWanted() }.rawValue
        guard worst == 0 else { return worst }
        for input in inputs {
            let code = run(input)
            if code != 0 {
                worst = code
                guard options.keepsGoing else { break }
            }
        }
        return worst
    }

    private func run(_ input: ConsoleOptions.Input) -> Int32 {
        switch input {
        case .text(let text):
            let first = text.drop(while: \.isWhitespace).first
            guard first == "\\" || first == "＼" else { return evaluate(text, chunk: "=-c") }
            return perform { () throws(ConsoleError) in try self.desk.run(text) }.rawValue
        case .file(let path):
            guard let text = ConsoleAttendant.contents(of: path) else {
                let problem = ConsoleError(
                    .unknown,
                    "無法讀取檔案 \(path):\(String(cString: strerror(errno)))",
                    "cannot read \(path): \(String(cString: strerror(errno)))"
                )
                return report(problem).rawValue
            }
            return evaluate(text, chunk: "@" + path)
        case .standardInput:
            return evaluate(ConsoleAttendant.contents(of: "/dev/stdin") ?? "", chunk: "=stdin")
        }
    }

    private static func contents(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            // The host refuses more than 256 KiB anyway.
            if count == 0 || bytes.count > 1 << 20 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    private func perform(_ work: () throws(ConsoleError) -> Void) -> ExitCode {
        do {
            try work()
            return .done
        } catch {
            return report(error)
        }
    }

    private func evaluate(_ text: String, chunk: String) -> Int32 {
        guard let session else { return report(ConsoleAttendant.noLua).rawValue }
        switch session.evaluate(text, chunk: chunk) {
        case .done: return 0
        case .exited(let code): return code
        case .incomplete:
            let problem = ConsoleError(.failed, "程式不完整,尚有未結束的區塊", "the script ends too early")
            return report(problem).rawValue
        case .failed(let failure): return report(ConsoleError(failure, source: text)).rawValue
        }
    }

    /// Fits results to the terminal; what goes into a file or a pipe is never cut or turned.
    private func measureTerminal() {
        let columns = isatty(STDOUT_FILENO) == 1 ? Int(le_columns(STDOUT_FILENO)) : 0
        desk.renderer.columns = columns > 0 ? columns : nil
    }

    private static let noLua = ConsoleError(
        .failed,
        "本程式建置時未安裝 Lua,僅能使用 \\ 指令;請安裝 liblua5.4-dev 後重新建置:apt-get install liblua5.4-dev",
        "built without Lua, only \\ commands work; for Lua: apt-get install liblua5.4-dev, build again"
    )

    /// Says what went wrong, in the reader's language, or as JSON where JSON was asked for.
    private func report(_ error: ConsoleError) -> ExitCode {
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

    // MARK: At the terminal

    /// Talks with the person at the terminal until they leave.
    func converse() -> Int32 {
        let editor = LineEditor(completer: completer)
        desk.ask = { question in
            if case .line(let answer) = editor.read(SafeText.line(question)) { answer } else { nil }
        }
        keeper.askReason = { [weak self] () throws(ConsoleError) in
            guard let self else { throw .cancelled }
            return try self.askReason()
        }
        defer { keeper.detach() }
        let account: WireAccount
        do {
            try keeper.attach()
            account = try desk.client.account()
            if options.language == nil { desk.language = account.language }
            try unlockIfWanted()
        } catch {
            return report(error).rawValue
        }
        desk.offer = { [completer] in completer.offered = $0 }
        let history = loadHistory(into: editor)
        greet(account)
        return converse(editor, history)
    }

    /// Why somebody is here: what kind of reason, and in words.
    private func askReason() throws(ConsoleError) -> (code: String?, text: String) {
        desk.tell(
            "理由代碼:casework 案件辦理(預設)、inquiry 查詢陳情、correction 更正登錄、recompute 時限重算、"
                + "export 資料匯出、fault 系統障礙、drill 演練",
            "codes: casework (the default), inquiry, correction, recompute, export, fault, drill"
        )
        let question = desk.label(
            "使用理由(至少 6 個字,可於前加代碼):",
            "why, at least 6 characters, a code may stand before: "
        )
        guard let answer = desk.ask?(question), !answer.isEmpty else {
            throw ConsoleError(.notAllowed, "未說明理由,未連線", "no reason, not attached")
        }
        let words = answer.split(separator: " ", maxSplits: 1).map(String.init)
        let codes = ["casework", "inquiry", "correction", "recompute", "export", "fault", "drill"]
        guard words.count == 2, codes.contains(words[0]) else { return (options.reasonCode, answer) }
        return (words[0], words[1])
    }

    /// What stands before the cursor, as the session is now.
    private var prompt: String {
        keeper.lapse()
        return keeper.session.map { SafeText.line(desk.prompt(for: $0)) } ?? "> "
    }

    private func greet(_ account: WireAccount) {
        guard !options.isQuiet else { return }
        let lua = LuaSession.release ?? desk.label("無 Lua", "no Lua")
        let who = "[\(account.environment)] \(account.name) (\(account.account)) \(lua)"
        desk.tell("安維主控台 " + who, "Anwei console " + who)
        let last = keeper.session?.lastSession.map { desk.time($0) } ?? "—"
        desk.tell(
            "上次使用:\(last)。您的每個指令都會被記錄並由稽核人員檢視",
            "last session: \(last). Each command is recorded and reviewed"
        )
        desk.tell("\\h 說明,\\q 離開;其他輸入為 Lua", "\\h help, \\q leave; anything else is Lua")
    }

    private func loadHistory(into editor: LineEditor) -> HistoryFile? {
        guard let path = options.historyPath ?? ConsoleAttendant.historyPath() else { return nil }
        let file = HistoryFile(path: path)
        do {
            for entry in try file.entries() { editor.addHistory(entry) }
            return file
        } catch {
            _ = report(error)
            return nil
        }
    }

    private static func historyPath() -> String? {
        if let state = getenv("XDG_STATE_HOME"), state.pointee != 0 {
            return String(cString: state) + "/anwei/console/history"
        }
        return getenv("HOME").map { String(cString: $0) + "/.local/state/anwei/console/history" }
    }

    private func converse(_ editor: LineEditor, _ history: HistoryFile?) -> Int32 {
        var pending = ""
        while !desk.isOver {
            switch editor.read(pending.isEmpty ? prompt : "   …> ") {
            case .interrupt: pending = ""
            case .terminated(let number): return 128 + number
            case .end:
                desk.tell("已離線", "detached")
                return 0
            case .line(let line):
                // Two empty lines leave a block that was never meant to be one.
                if !pending.isEmpty, line.isEmpty, pending.hasSuffix("\n") {
                    pending = ""
                    continue
                }
                let input = pending.isEmpty ? line : pending + "\n" + line
                guard let code = takeLine(input) else {
                    pending = input
                    continue
                }
                pending = ""
                keep(input, editor, history)
                if code > 255 { return code - 256 }
            }
        }
        return 0
    }

    private func keep(_ input: String, _ editor: LineEditor, _ history: HistoryFile?) {
        guard HistoryFile.keeps(input) else { return }
        editor.addHistory(input)
        history?.append(input, at: desk.now().seconds)
        completer.remember(input)
    }

    /// Carries out one input; nil if it is the beginning of something, 256 + code if the script leaves.
    private func takeLine(_ input: String) -> Int32? {
        let trimmed = input.drop(while: \.isWhitespace)
        guard let first = trimmed.first else { return 0 }
        measureTerminal()
        le_busy(1, session == nil ? nil : LuaSession.interruptFunction, session?.interruptContext)
        defer { le_busy(0, nil, nil) }
        if first == "\\" || first == "＼" {
            return perform { () throws(ConsoleError) in try self.desk.run(String(trimmed)) }.rawValue
        }
        guard let session else { return report(ConsoleAttendant.noLua).rawValue }
        switch session.evaluate(input, chunk: "=輸入") {
        case .done: return 0
        case .incomplete: return nil
        case .exited(let code): return 256 + (code & 255)
        case .failed(let failure): return report(ConsoleError(failure, source: input)).rawValue
        }
    }
}
