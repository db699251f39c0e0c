import CaseAPI

// What was done in consoles.
extension CommandDesk {
    private static let auditFilters: [String: String] = [
        "案號": "case", "case": "case", "連線": "session", "session": "session", "帳號": "account",
        "account": "account",
        "步驟": "step", "step": "step",
    ]

    func audit(_ input: CommandInput) throws(ConsoleError) {
        if input.words.first == "review" { return try review(input) }
        var filter: [String: String] = [:]
        for assignment in input.assignments {
            guard let name = CommandDesk.auditFilters[assignment.name] else {
                throw .usage(
                    "無此篩選「\(assignment.name)」,可用:案號、連線、帳號、步驟",
                    "no such filter \"\(assignment.name)\", known: case, session, account, step"
                )
            }
            filter[name] = assignment.value
        }
        let limit = try count(input.options["limit"], otherwise: 50)
        var items: [WireAuditRecord] = []
        var cursor: String?
        repeat {
            let page = try client.audit(filter, cursor: cursor, limit: min(200, limit - items.count))
            items += page.items
            cursor = page.next
        } while cursor != nil && items.count < limit
        var result = auditList(items)
        result.isTruncated = cursor != nil
        show(result)
        tell("(\(items.count) 筆)", "(\(items.count) records)")
    }

    private func review(_ input: CommandInput) throws(ConsoleError) {
        guard let id = Int64(try word(1, of: input)) else {
            throw .usage("用法:\\audit review 連線編號 ok|flag 說明", "usage: \\audit review SESSION ok|flag TEXT")
        }
        let verdict = try word(2, of: input)
        try client.review(id, verdict, input.words.dropFirst(3).joined(separator: " "))
        tell("已登錄審閱", "the review is recorded")
    }

    private func auditList(_ items: [WireAuditRecord]) -> Presentation {
        var table = Table([
            Table.Column(key: "id", title: label("編號", "record"), alignsRight: true),
            Table.Column(key: "at", title: label("時間", "time")),
            Table.Column(key: "session", title: label("連線", "session"), alignsRight: true),
            Table.Column(key: "name", title: label("姓名", "name")),
            Table.Column(key: "step", title: label("步驟", "step")),
            Table.Column(key: "numbers", title: label("案號", "cases")),
            Table.Column(key: "what", title: label("內容", "what")),
        ])
        table.rows = items.map { item in
            [
                item.id == 0 ? "" : String(item.id), time(item.at),
                item.session == 0 ? "" : String(item.session),
                item.name ?? item.account, step(of: item), item.numbers.joined(separator: "、"), what(item),
            ]
        }
        return Presentation("audit.list/1", .list(items.map { WireValue(encoding: $0) }), [.table(table)])
    }

    private func step(of item: WireAuditRecord) -> String {
        if item.id == 0 { return label("查閱", "looked") }
        switch item.step {
        case "attached": return label("連線", "attached")
        case "mode": return label("模式", "mode")
        case "announced": return label("輸入", "typed")
        case "asked": return label("請求", "asked")
        case "answered": return label("結果", "answered")
        case "closed": return label("離線", "closed")
        case "reviewed": return label("審閱", "reviewed")
        default: return item.step
        }
    }

    /// The content in one line: what was asked and why, or how it ended and what was shown.
    private func what(_ item: WireAuditRecord) -> String {
        guard !item.masked else { return label("(應迴避,不顯示)", "(you are kept away)") }
        guard case .object(let members) = item.content else { return "" }
        let order = [
            "operation", "arguments", "to", "outcome", "problem", "status", "rows", "revealed", "looked",
            "sequence",
            "minutes", "number", "why", "by", "verdict", "text", "mode", "code", "reason", "document",
            "environment",
        ]
        return order.compactMap { name -> String? in
            guard let value = members[name] else { return nil }
            return ["operation", "reason", "text"].contains(name)
                ? self.value(value) : "\(name)=\(compact(value))"
        }.joined(separator: " ")
    }

    private func compact(_ value: WireValue) -> String {
        switch value {
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { "\($0.key)=\(compact($0.value))" }
                .joined(separator: " ") + "}"
        case .list(let elements): "[" + elements.map(compact).joined(separator: ",") + "]"
        case .null, .bool, .int, .double, .string, .tagged: self.value(value)
        }
    }
}
