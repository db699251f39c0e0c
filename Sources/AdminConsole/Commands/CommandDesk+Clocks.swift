import CaseAPI

// How deadlines look: grouped by how near they are, with what they wait for and how late they are.
extension CommandDesk {
    /// The groups of a wall of deadlines, in its order.
    private enum Nearness: Int, CaseIterable {
        case overdue, stopwatch, today, threeDays, week, later, unset
    }

    func deadlineList(_ items: [WireDeadline], labels: [String: WireText] = [:]) -> Presentation {
        let value = WireValue.list(items.map { WireValue(encoding: $0) })
        var blocks: [Presentation.Block] = []
        if renderer.format == .csv || renderer.format == .tsv || items.isEmpty {
            blocks = [.table(deadlineTable(items, namesCase: true, labels: labels))]
        } else {
            for group in Nearness.allCases {
                let members = items.filter { nearness(of: $0) == group }
                guard !members.isEmpty else { continue }
                if !blocks.isEmpty { blocks.append(.lines([""])) }
                blocks.append(.heading("[\(name(of: group))]  \(members.count)"))
                blocks.append(.table(deadlineTable(members, namesCase: true, labels: labels)))
            }
        }
        return Presentation("deadline.list/1", value, blocks)
    }

    private func name(of group: Nearness) -> String {
        switch group {
        case .overdue: label("逾期", "overdue")
        case .stopwatch: label("立即", "immediately")
        case .today: label("今日", "today")
        case .threeDays: label("3日內", "within 3 days")
        case .week: label("7日內", "within 7 days")
        case .later: label("7日後", "later")
        case .unset: label("未定", "not set")
        }
    }

    private func nearness(of deadline: WireDeadline) -> Nearness {
        if deadline.state == "missed" { return .overdue }
        guard let due = deadline.due.flatMap({ WireTime($0) }) else {
            return deadline.from == nil ? .unset : .stopwatch
        }
        let days = due.localDay - now().localDay
        if due < now() { return .overdue }
        if days <= 0 { return .today }
        if days <= 3 { return .threeDays }
        return days <= 7 ? .week : .later
    }

    /// The labels of the fields that deadlines wait for, from their cases; few, or the wall would be slow.
    func waitedFor(by deadlines: [WireDeadline]) -> [String: WireText] {
        var labels: [String: WireText] = [:]
        let waiting = deadlines.filter { !($0.waitsFor ?? []).isEmpty }
        for number in Set(waiting.map(\.number)).sorted().prefix(10) {
            guard let file = try? client.caseFile(number) else { continue }
            labels.merge(file.labels) { known, _ in known }
        }
        return labels
    }

    func deadlineTable(
        _ deadlines: [WireDeadline],
        namesCase: Bool,
        labels: [String: WireText] = [:]
    ) -> Table {
        var columns = [
            Table.Column(key: "title", title: label("時限", "deadline")),
            Table.Column(key: "state", title: label("狀態", "state")),
            Table.Column(key: "due", title: label("期限", "due")),
            Table.Column(key: "left", title: label("剩餘", "left"), alignsRight: true),
            Table.Column(key: "clause", title: label("條款", "clause"), canGo: true),
        ]
        if namesCase { columns.insert(Table.Column(key: "number", title: label("案號", "number")), at: 0) }
        var table = Table(columns)
        table.rows = deadlines.map { deadline in
            (namesCase ? [deadline.number] : [])
                + [
                    text(deadline.title), stateName(deadline), limit(of: deadline, labels), left(deadline),
                    deadline.clause ?? "",
                ]
        }
        return table
    }

    /// When it falls due, what it waits for, or since when it counts.
    private func limit(of deadline: WireDeadline, _ labels: [String: WireText]) -> String {
        if let due = deadline.due { return time(due) }
        if let fields = deadline.waitsFor, !fields.isEmpty, deadline.state == "waiting" {
            return label("待填 ", "waits for ")
                + fields.map { labels[$0].map(text) ?? $0 }.joined(separator: "、")
        }
        return deadline.from.map { label("立即,自 ", "at once, since ") + time($0) } ?? ""
    }

    /// How a deadline stands; met in time, done late and entered late are three things.
    func stateName(_ deadline: WireDeadline) -> String {
        deadline.state == "met" ? label(met(deadline).zhHant, met(deadline).en) : standingName(deadline.state)
    }

    /// What a deadline's status is called.
    func standingName(_ status: String) -> String {
        switch status {
        case "waiting": label("待起算", "waiting")
        case "running": label("進行中", "running")
        case "missed": label("逾期", "missed")
        case "cancelled": label("已取消", "cancelled")
        case "met": label("已履行", "met")
        default: status
        }
    }

    private func met(_ deadline: WireDeadline) -> WireText {
        guard let due = deadline.due.flatMap({ WireTime($0) }) else {
            return WireText(zhHant: "已履行", en: "met")
        }
        if let done = deadline.satisfiedAt.flatMap({ WireTime($0) }), !(done < due) {
            return WireText(zhHant: "逾期履行", en: "met late")
        }
        if let recorded = deadline.recordedAt.flatMap({ WireTime($0) }), !(recorded < due) {
            return WireText(zhHant: "已履行(補登)", en: "met, entered late")
        }
        return WireText(zhHant: "已履行", en: "met")
    }

    /// What is left of a deadline that runs, how late it is, or how long a stopwatch has run.
    func left(_ deadline: WireDeadline?) -> String {
        guard let deadline else { return "" }
        switch deadline.state {
        case "running", "missed":
            if let due = deadline.due.flatMap({ WireTime($0) }) { return text(due.distance(from: now())) }
            return deadline.from.flatMap { WireTime($0) }.map { text($0.elapsed(until: now())) } ?? ""
        case "met":
            guard let from = deadline.from.flatMap({ WireTime($0) }), deadline.due == nil,
                let done = deadline.satisfiedAt.flatMap({ WireTime($0) })
            else { return "" }
            let span = from.span(until: done)
            return label("歷時 " + span.zhHant, "took " + span.en)
        default: return ""
        }
    }
}
