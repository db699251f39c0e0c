import CaseAPI

// Deadlines, the register and the session.
extension CommandDesk {
    /// The words for each filter, Chinese first.
    static let dueWords: [(word: String, filter: String)] = [
        ("逾期", "overdue"), ("今日", "today"), ("3日", "3d"), ("7日", "7d"),
        ("overdue", "overdue"), ("today", "today"), ("3d", "3d"), ("7d", "7d"),
    ]

    func showDeadlines(_ input: CommandInput) throws(ConsoleError) {
        let filter = try input.words.first.map { word throws(ConsoleError) in
            guard let known = CommandDesk.dueWords.first(where: { $0.word == word }) else {
                throw .usage("無此篩選「\(word)」,可用:逾期、今日、3日、7日", "known filters: overdue, today, 3d, 7d")
            }
            return known.filter
        }
        let items = try deadlines(filter)
        show(deadlineList(items, labels: waitedFor(by: items)))
        tell("(\(items.count) 項時限)", "(\(items.count) deadlines)")
    }

    /// Deadlines, page by page.
    func deadlines(_ filter: String?) throws(ConsoleError) -> [WireDeadline] {
        var items: [WireDeadline] = []
        var cursor: String?
        repeat {
            let page = try client.deadlines(filter, cursor: cursor)
            items += page.items
            cursor = page.next
        } while cursor != nil && items.count < 50_000
        return items
    }

    func listWorkflows() throws(ConsoleError) {
        let items = try client.workflows().items
        var table = Table([
            Table.Column(key: "name", title: label("流程", "workflow")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "units", title: label("可開案單位", "units")),
            Table.Column(key: "hash", title: label("版本", "version")),
        ])
        table.rows = items.map {
            [
                $0.name, text($0.title), ($0.units ?? []).map(unitName).joined(separator: "、"),
                String($0.hash.prefix(12)),
            ]
        }
        show(Presentation("workflow.list/1", .list(items.map { WireValue(encoding: $0) }), [.table(table)]))
    }

    func showAccount() throws(ConsoleError) {
        let account = try client.account()
        let roles = account.roles.map { "\(text(RoleNames.title(of: $0.role)))@\(unitName($0.unit))" }
            .joined(separator: "、")
        let fields: [Presentation.Field] = [
            .init(label: label("帳號", "account"), text: account.account),
            .init(label: label("姓名", "name"), text: account.name),
            .init(label: label("角色", "roles"), text: roles),
            .init(label: label("環境", "environment"), text: account.environment),
        ]
        show(Presentation("me/1", WireValue(encoding: account), [.fields(fields)]))
    }

    func verify(_ input: CommandInput) throws(ConsoleError) {
        let number = input.words.first.flatMap { $0 == "全部" || $0 == "all" ? nil : $0 }
        let report = try verification(of: number)
        let fields: [Presentation.Field] = [
            .init(label: label("紀錄", "entries"), text: String(report.entries)),
            .init(label: label("案件", "cases"), text: String(report.cases)),
            .init(label: label("結果", "result"), text: report.ok ? label("相符", "ok") : label("不符", "differs")),
        ]
        let blocks: [Presentation.Block] = [.fields(fields), .lines(report.problems.map(text))]
        show(Presentation("verify/1", WireValue(encoding: report), blocks))
        guard !report.ok else { return }
        throw ConsoleError(
            .failed,
            "驗證發現 \(report.problems.count) 項不符",
            "verification found \(report.problems.count) differences"
        )
    }

    /// What verification found; of a case, what concerns it.
    func verification(of number: String?) throws(ConsoleError) -> WireVerification {
        try client.verify(number)
    }
}
