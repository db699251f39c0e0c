import CaseAPI

// Deadlines, the register and the session.
extension CommandDesk {
    /// The words for each filter, Chinese first.
    static let dueWords: [(word: String, filter: String)] = [
        ("逾期", "overdue"), ("今日", "today"), ("3日", "3d"), ("7日", "7d"),
        ("overdue", "overdue"), ("today", "today"), ("3d", "3d"), ("7d", "7d"),
    ]

    func showDeadlines(_ input: CommandInput) throws(ConsoleError) {
        var filter: String?
        var isMine = input.flags.contains("mine")
        for word in input.words {
            if word == "我" || word == "mine" {
                isMine = true
            } else if let known = CommandDesk.dueWords.first(where: { $0.word == word }) {
                filter = known.filter
            } else {
                throw .usage(
                    "無此篩選「\(word)」,可用:逾期、今日、3日、7日、我",
                    "no such filter \"\(word)\", known: overdue, today, 3d, 7d, mine"
                )
            }
        }
        let items = try deadlines(filter, isMine: isMine)
        show(deadlineList(items, labels: waitedFor(by: items)))
        tellCount(of: items)
    }

    private func tellCount(of items: [WireDeadline]) {
        guard items.count < CommandDesk.mostDeadlines else {
            return tell(
                "— 已顯示最早到期的 \(items.count) 項,可能尚有更多;請縮小範圍 —",
                "— the \(items.count) that are due first; there may be more, narrow it down —"
            )
        }
        tell("(\(items.count) 項時限)", "(\(items.count) deadlines)")
    }

    /// More the API does not hand out at once.
    static let mostDeadlines = 200

    func deadlines(_ filter: String?, isMine: Bool = false) throws(ConsoleError) -> [WireDeadline] {
        try client.deadlines(filter, isMine: isMine).items
    }

    /// What somebody has to do: the deadlines that they can meet, and the open cases that they are in.
    func showWork() throws(ConsoleError) {
        let mine = try deadlines(nil, isMine: true)
        let (files, isTruncated) = try cases(CaseFilter(closed: false, isMine: true), limit: 50)
        var blocks = deadlineList(mine, labels: waitedFor(by: mine)).blocks
        blocks += [
            .lines([""]), .heading("[\(label("我在其中的未結案件", "open cases that I am in"))]  \(files.count)"),
        ]
        blocks += caseList(files, isTruncated: isTruncated).blocks
        let value: WireValue = [
            "deadlines": .list(mine.map { WireValue(encoding: $0) }),
            "cases": .list(files.map { WireValue(encoding: $0) }),
        ]
        var result = Presentation("work/1", value, blocks)
        result.isTruncated = isTruncated
        show(result)
        tellCount(of: mine)
    }

    func showAccount() throws(ConsoleError) {
        let account = try client.account()
        let roles = account.roles.map { "\(roleTitle($0.role))@\(unitName($0.unit))" }
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
