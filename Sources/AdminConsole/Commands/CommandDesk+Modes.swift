import CaseAPI

// What the session may do: the server decides, and here it is asked for and shown.
extension CommandDesk {
    /// The session's number; there is none where no server was asked yet.
    private func sessionID() throws(ConsoleError) -> Int64 {
        guard let keeper else { throw ConsoleError(.failed, "尚未連線", "not attached") }
        try keeper.attach()
        guard let session = keeper.session else { throw ConsoleError(.failed, "尚未連線", "not attached") }
        return session.id
    }

    private func change(_ verb: String, _ members: [String: WireValue]) throws(ConsoleError) -> WireSession {
        let session = try client.change(sessionID(), verb, members)
        keeper?.keep(session)
        return session
    }

    func unlock(_ input: CommandInput) throws(ConsoleError) {
        var members = try reason(of: input, words: input.words[...])
        guard let credential = try readCredential?(label("個人憑證(不顯示):", "your credential (not shown): ")),
            !credential.isEmpty
        else {
            throw ConsoleError(
                .notAllowed,
                "須個人憑證:--credential-file 檔案(僅本人可讀)",
                "your credential is needed: --credential-file FILE, readable by you alone"
            )
        }
        members["credential"] = .string(credential)
        _ = try change("unlock", members)
        tell("已解鎖:可寫,閒置 15 分或滿 60 分恢復唯讀", "unlocked: ends after 15 idle or 60 minutes")
    }

    func lock() throws(ConsoleError) {
        _ = try change("lock", [:])
        tell("唯讀", "read-only")
    }

    func reveal(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        var rest = input.words.dropFirst()
        var minutes: Int64 = 15
        if let first = rest.first, let number = Int64(first) {
            guard (1...15).contains(number) else {
                throw .usage("分鐘須為 1 至 15", "minutes are 1 to 15")
            }
            minutes = number
            rest = rest.dropFirst()
        }
        var members = try reason(of: input, words: rest)
        members["number"] = .string(number)
        members["minutes"] = .int(minutes)
        let session = try change("reveal", members)
        let until = time(session.reveal?.until)
        tell(
            "已揭示 \(number),至 \(until) 止;每次讀取均留紀錄",
            "\(number) is shown until \(until); each look is recorded"
        )
    }

    func mask() throws(ConsoleError) {
        _ = try change("mask", [:])
        tell("已遮蔽", "masked")
    }

    func restate(_ input: CommandInput) throws(ConsoleError) {
        _ = try change("reason", reason(of: input, words: input.words[...]))
        tell("已改填理由", "noted")
    }

    /// The reason that was typed, or that a person is asked for.
    private func reason(of input: CommandInput, words: ArraySlice<String>) throws(ConsoleError)
        -> [String: WireValue]
    {
        var members: [String: WireValue] = [:]
        for assignment in input.assignments {
            switch assignment.name {
            case "代碼", "code": members["code"] = .string(assignment.value)
            case "理由", "reason": members["reason"] = .string(assignment.value)
            case "文號", "document": members["document"] = .string(assignment.value)
            default:
                throw .usage(
                    "無此項「\(assignment.name)」,可用:理由、代碼、文號",
                    "no such member \"\(assignment.name)\", known: reason, code, document"
                )
            }
        }
        if !words.isEmpty { members["reason"] = .string(words.joined(separator: " ")) }
        guard members["reason"] == nil else { return members }
        guard let text = ask?(label("理由(至少 6 個字):", "why (at least 6 characters): ")), !text.isEmpty else {
            throw ConsoleError(.notAllowed, "須說明理由", "say why")
        }
        members["reason"] = .string(text)
        return members
    }

    // MARK: Who is here

    func listSessions() throws(ConsoleError) {
        let sessions = try client.sessions().items
        var table = Table([
            Table.Column(key: "id", title: label("連線", "session"), alignsRight: true),
            Table.Column(key: "name", title: label("姓名", "name")),
            Table.Column(key: "mode", title: label("模式", "mode")),
            Table.Column(key: "began", title: label("開始", "began")),
            Table.Column(key: "lastUsed", title: label("最後使用", "last used")),
            Table.Column(key: "reason", title: label("理由", "reason")),
        ])
        table.rows = sessions.map { session in
            let mark = session.id == keeper?.session?.id ? "* " : ""
            return [
                mark + String(session.id), "\(session.name) (\(session.account))", modeName(of: session),
                time(session.began), time(session.lastUsed), session.reason ?? "",
            ]
        }
        show(Presentation("session.list/1", .list(sessions.map { WireValue(encoding: $0) }), [.table(table)]))
    }

    /// What a session may do, in words.
    func modeName(of session: WireSession) -> String {
        let mode = session.mode == "writing" ? label("可寫", "writing") : label("唯讀", "reading")
        return mode + (session.reveal == nil ? "" : label("+揭示", "+revealing"))
    }

    /// What stands before the cursor: 測試:唯讀 林示例> , 測試:唯讀+揭示 危-1 14:02> .
    func prompt(for session: WireSession) -> String {
        let mode = "\(session.environment):\(modeName(of: session))"
        let draft = openChanges.map { label(" (\($0)更動)*", " (\($0) changes)*") } ?? ""
        guard let reveal = session.reveal else { return "\(mode) \(session.name)\(draft)> " }
        let until = WireTime(reveal.until)?.text(.iso).suffix(5) ?? ""
        return "\(mode) \(reveal.number) \(until)\(draft)> "
    }

    func kick(_ input: CommandInput) throws(ConsoleError) {
        guard let id = Int64(try word(0, of: input)) else {
            throw .usage("連線編號見 \\who", "\\who shows the numbers")
        }
        var members: [String: WireValue] = [:]
        let why = input.words.dropFirst().joined(separator: " ")
        if !why.isEmpty { members["reason"] = .string(why) }
        let ended = try client.change(id, "close", members)
        tell("已中斷:\(ended.name) (\(ended.id))", "ended: \(ended.name) (\(ended.id))")
    }
}
