import CaseAPI

// The commands that only look.
extension CommandDesk {
    // MARK: Cases

    func listCases(_ input: CommandInput) throws(ConsoleError) {
        let filter = try CaseFilter(input.assignments)
        let limit = try count(input.options["limit"], otherwise: 200)
        let (items, isTruncated) = try cases(filter, limit: limit)
        show(caseList(items, isTruncated: isTruncated))
        footer(items.count, isTruncated: isTruncated)
    }

    /// Cases, page by page, up to a limit.
    func cases(_ filter: CaseFilter, limit: Int) throws(ConsoleError) -> ([WireCaseSummary], Bool) {
        var items: [WireCaseSummary] = []
        var cursor: String?
        repeat {
            let page = try client.cases(filter, cursor: cursor, limit: min(200, limit - items.count))
            items += page.items
            cursor = page.next
        } while cursor != nil && items.count < limit
        return (Array(items.prefix(limit)), cursor != nil || items.count > limit)
    }

    func count(_ text: String?, otherwise: Int) throws(ConsoleError) -> Int {
        guard let text else { return otherwise }
        guard let number = Int(text), (1...50_000).contains(number) else {
            throw .usage("筆數須為 1 至 50000:\(text)", "a count is 1 to 50000: \(text)")
        }
        return number
    }

    private func footer(_ count: Int, isTruncated: Bool) {
        if isTruncated {
            tell("— 已顯示 \(count) 筆,尚有更多;用 --limit N —", "— \(count) shown, there are more; use --limit N —")
        } else {
            tell("(\(count) 筆)", "(\(count) rows)")
        }
    }

    func caseList(_ items: [WireCaseSummary], isTruncated: Bool) -> Presentation {
        var table = Table([
            Table.Column(key: "number", title: label("案號", "number")),
            Table.Column(key: "title", title: label("流程", "workflow")),
            Table.Column(key: "states", title: label("狀態", "states")),
            Table.Column(key: "unit", title: label("單位", "unit")),
            Table.Column(key: "openedAt", title: label("開案", "opened")),
            Table.Column(key: "nextDeadline", title: label("最近時限", "next deadline")),
            Table.Column(key: "due", title: label("剩餘", "left"), alignsRight: true),
        ])
        table.rows = items.map { item in
            [
                item.number, text(item.title), item.closed ? label("結案", "closed") : states(item.states),
                item.unitName.map(text) ?? item.unit, time(item.openedAt),
                item.nextDeadline.map { "\(text($0.title)) \(time($0.due))" } ?? "", left(item.nextDeadline),
            ]
        }
        var result = Presentation(
            "case.list/1",
            .list(items.map { WireValue(encoding: $0) }),
            [.table(table)]
        )
        result.isTruncated = isTruncated
        return result
    }

    /// What is left of a deadline that still runs, or how late it is.
    func left(_ deadline: WireDeadline?) -> String {
        guard let deadline, let due = deadline.due.flatMap({ WireTime($0) }),
            deadline.state == "running" || deadline.state == "missed"
        else { return "" }
        return text(due.distance(from: now()))
    }

    func showCase(_ input: CommandInput) throws(ConsoleError) {
        show(caseCard(try client.caseFile(word(0, of: input))))
    }

    func caseCard(_ file: WireCase) -> Presentation {
        var blocks: [Presentation.Block] = [
            .heading("\(file.number)  \(text(file.title))  v\(file.revision)")
        ]
        var head = [
            Presentation.Field(label: label("狀態", "states"), text: states(file.configuration)),
            Presentation.Field(label: label("單位", "unit"), text: file.unitName.map(text) ?? file.unit),
            Presentation.Field(label: label("開案", "opened"), text: time(file.openedAt)),
        ]
        if let parent = file.parent { head.append(.init(label: label("起於", "started by"), text: parent)) }
        if !file.children.isEmpty {
            let children = file.children.map { "\($0.number) (\($0.name))" }.joined(separator: "、")
            head.append(.init(label: label("子案", "children"), text: children))
        }
        blocks.append(.fields(head))
        for proposal in file.proposals ?? [] { blocks.append(.lines(["※ " + text(proposal)])) }
        for fault in file.faults ?? [] { blocks.append(.lines(["! " + fault])) }
        blocks += section(
            label("資料", "data"),
            .fields(dataFields(file)),
            isEmpty: file.data.isEmpty && file.masked.isEmpty
        )
        blocks += section(
            label("時限", "deadlines"),
            .table(deadlineTable(file.deadlines, namesCase: false)),
            isEmpty: file.deadlines.isEmpty
        )
        blocks += section(
            label("下一步", "next"),
            .table(actionTable(file.actions)),
            isEmpty: file.actions.isEmpty
        )
        return Presentation("case.show/1", WireValue(encoding: file), blocks)
    }

    private func section(_ title: String, _ block: Presentation.Block, isEmpty: Bool) -> [Presentation.Block]
    {
        isEmpty ? [] : [.lines([""]), .heading("[\(title)]"), block]
    }

    private func dataFields(_ file: WireCase) -> [Presentation.Field] {
        let known = file.order ?? []
        let names = known + Set(file.data.keys).union(file.masked).subtracting(known).sorted()
        return names.compactMap { name in
            let label = file.labels[name].map(text) ?? name
            if file.masked.contains(name) { return .init(label: label, text: "○○○") }
            guard let value = file.data[name], !value.isNull else { return nil }
            return .init(label: label, text: self.value(value))
        }
    }

    func showHistory(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let limit = try count(input.options["n"] ?? input.options["limit"], otherwise: 1_000)
        let entries = try history(number, limit: limit)
        show(historyList(entries))
    }

    /// The last entries of a case, oldest first.
    func history(_ number: String, limit: Int) throws(ConsoleError) -> [WireEntry] {
        var entries: [WireEntry] = []
        var cursor: String?
        repeat {
            let page = try client.history(number, cursor: cursor)
            entries += page.items
            cursor = page.next
        } while cursor != nil && entries.count < 50_000
        return Array(entries.sorted { $0.sequence < $1.sequence }.suffix(limit))
    }

    func historyList(_ entries: [WireEntry]) -> Presentation {
        var table = Table([
            Table.Column(key: "sequence", title: label("序號", "entry"), alignsRight: true),
            Table.Column(key: "at", title: label("時間", "time")),
            Table.Column(key: "actor", title: label("辦理人", "actor")),
            Table.Column(key: "event", title: label("事項", "event")),
            Table.Column(key: "states", title: label("狀態變動", "states")),
            Table.Column(key: "changed", title: label("變更欄位", "changed")),
            Table.Column(key: "clauses", title: label("條款", "clauses")),
        ])
        table.rows = entries.map { entry in
            [
                String(entry.sequence), time(entry.at), entry.actor ?? label("(系統)", "(system)"),
                text(entry.title), movement(left: entry.left, entered: entry.entered),
                entry.changed.joined(separator: "、"), entry.clauses.joined(separator: "、"),
            ]
        }
        return Presentation("case.log/1", .list(entries.map { WireValue(encoding: $0) }), [.table(table)])
    }

    /// `left → entered`, or what there is of it.
    func movement(left: [WireState], entered: [WireState]) -> String {
        if left.isEmpty, entered.isEmpty { return "" }
        return "\(states(left)) → \(states(entered))"
    }
}

extension CaseFilter {
    /// A filter from `狀態=… 單位=…`.
    init(_ assignments: [CommandInput.Assignment]) throws(ConsoleError) {
        for assignment in assignments {
            switch assignment.name {
            case "state", "狀態": state = assignment.value
            case "unit", "單位": unit = assignment.value
            case "workflow", "流程": workflow = assignment.value
            case "closed", "結案": closed = try FieldReader.truth(assignment.value)
            default:
                throw .usage(
                    "無此篩選「\(assignment.name)」,可用:狀態、單位、流程、結案",
                    "no such filter \"\(assignment.name)\", known: state, unit, workflow, closed"
                )
            }
        }
    }

    /// The names that a filter takes, as completion offers them.
    static let names = ["狀態", "單位", "流程", "結案", "state", "unit", "workflow", "closed"]
}
