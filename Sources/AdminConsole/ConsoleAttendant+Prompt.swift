import CLineEdit
import CaseAPI
import Glibc
import LuaScripting

// Somebody at the terminal.
extension ConsoleAttendant {
    /// Talks with the person at the terminal until they leave.
    func converse() -> Int32 {
        // Before readline takes the terminal: the answer comes as if it were typed.
        let edits = isatty(STDIN_FILENO) == 1 && !TerminalTools.isDumb
        if options.ambiguousWidth == nil, edits, le_measure_width(100) == 2 {
            desk.renderer.width.ambiguous = 2
        }
        let editor = LineEditor(completer: completer)
        prepareQuestions(editor)
        defer { keeper.detach() }
        let account: WireAccount
        do {
            try checkRelease()
            account = try attach()
        } catch {
            return report(error).rawValue
        }
        desk.offer = { [completer] in completer.offered = $0 }
        let history = loadHistory(into: editor)
        if editor.edits {
            desk.surroundings.wait = { le_wait(Int32(clamping: $0)) == 0 }
            desk.surroundings.edit = { text throws(ConsoleError) in try TerminalTools.edit(text) }
        }
        greet(account)
        // News are looked for without the session, which they must not keep from falling idle.
        let watch = NewsWatch(client: background, desk: desk)
        if editor.edits, options.noticeSeconds > 0 { watch.begin(every: options.noticeSeconds) }
        defer { watch.end() }
        return converse(editor, history)
    }

    /// Begins the session, and lets it write where that was asked for.
    private func attach() throws(ConsoleError) -> WireAccount {
        try keeper.attach()
        let account = try desk.client.account()
        if options.language == nil { desk.language = account.language }
        try unlockIfWanted()
        return account
    }

    private func prepareQuestions(_ editor: LineEditor) {
        guard !options.asksNothing else { return }
        desk.ask = { question in
            if case .line(let answer) = editor.read(SafeText.line(question)) { answer } else { nil }
        }
        keeper.askReason = { [weak self] () throws(ConsoleError) in
            // Completing a word is no occasion for a question.
            guard let self, !editor.isReading else { throw .cancelled }
            return try self.askReason()
        }
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

    /// Refuses a server that speaks another API, before anything is misunderstood.
    func checkRelease() throws(ConsoleError) {
        let server: WireServer
        do {
            server = try background.serverState()
        } catch {
            guard error.code == .unknown else { throw error }
            throw ConsoleError(
                .unreachable,
                "伺服器的版本比本主控台(\(options.release))舊,請使用相同版本",
                "the server is older than this console (\(options.release)); use the same release"
            )
        }
        guard server.api != WireServer.knownAPI else { return }
        throw ConsoleError(
            .unreachable,
            "版本不合:伺服器 \(server.release)(API \(server.api)),本主控台 \(options.release)(API \(WireServer.knownAPI));請使用相同版本",
            "the releases differ: server \(server.release) (API \(server.api)), "
                + "console \(options.release) (API \(WireServer.knownAPI)); use the same"
        )
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
        guard let path = options.historyPath ?? ConsoleAttendant.statePath("history") else { return nil }
        let file = HistoryFile(path: path)
        do {
            for entry in try file.entries() { editor.addHistory(entry) }
            return file
        } catch {
            _ = report(error)
            return nil
        }
    }

    private func converse(_ editor: LineEditor, _ history: HistoryFile?) -> Int32 {
        var pending = ""
        while !desk.isOver {
            switch editor.read(pending.isEmpty ? prompt : "   …> ") {
            case .interrupt: pending = ""
            case .terminated(let number): return 128 + number
            case .end:
                desk.leave()
                if desk.isOver { desk.tell("已離線", "detached") }
            case .line(let line):
                // Two empty lines leave a block that was never meant to be one.
                if !pending.isEmpty, line.isEmpty, pending.hasSuffix("\n") {
                    pending = ""
                    continue
                }
                let input = pending.isEmpty ? line : pending + "\n" + line
                guard takeLine(input, typed: line) else {
                    pending = input
                    continue
                }
                pending = ""
                keep(input, editor, history)
                if let leaving { return leaving }
            }
        }
        return 0
    }

    private func keep(_ input: String, _ editor: LineEditor, _ history: HistoryFile?) {
        guard HistoryFile.keeps(input), editor.addHistory(input) else { return }
        history?.append(input, at: desk.now().seconds)
        completer.remember(input)
    }

    /// Carries out one input, of which the last lines were typed now; false if it is the beginning of something.
    private func takeLine(_ input: String, typed: String) -> Bool {
        let trimmed = input.drop(while: \.isWhitespace)
        guard let first = trimmed.first else { return true }
        measureTerminal()
        le_busy(1, session == nil ? nil : LuaSession.interruptFunction, session?.interruptContext)
        defer { le_busy(0, nil, nil) }
        let isAnnounced = perform { () throws(ConsoleError) in try self.announce(typed) } == .done
        guard isAnnounced else { return true }
        if first == "\\" || first == "＼" {
            _ = perform { () throws(ConsoleError) in try self.desk.run(String(trimmed)) }
            return true
        }
        var isWhole = true
        _ = perform { () throws(ConsoleError) in
            try self.desk.timed { () throws(ConsoleError) in isWhole = try self.evaluateTyped(input) }
        }
        if isWhole { desk.surroundings.lastInput = input }
        return isWhole
    }

    /// Runs what was typed as Lua; false if more lines are needed.
    private func evaluateTyped(_ input: String) throws(ConsoleError) -> Bool {
        guard let session else { throw ConsoleAttendant.noLua }
        scripts.begin()
        switch session.evaluate(input, chunk: "=輸入") {
        case .done: return true
        case .incomplete: return false
        case .exited(let code):
            leaving = code & 255
            return true
        case .failed(let failure): throw ConsoleError(failure, source: input)
        }
    }
}
