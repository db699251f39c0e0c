import CaseAPI

// The commands that only look.
extension CommandDesk {
    // MARK: Cases

    func listCases(_ input: CommandInput) throws(ConsoleError) {
        var filter = try CaseFilter(input.assignments)
        // What is closed is out of the work lists unless somebody asks for it.
        let wantsAll = input.flags.contains("all") || input.words.contains { $0 == "全部" || $0 == "all" }
        if filter.closed == nil, !wantsAll { filter.closed = false }
        if let word = input.words.first(where: { $0 != "全部" && $0 != "all" }) {
            throw .usage(
                "無此篩選「\(word)」,可用:全部、狀態=、單位=、流程=、結案=",
                "no such filter \"\(word)\", known: --all, state=, unit=, workflow=, closed="
            )
        }
        let limit = try count(input.options["limit"], otherwise: 200)
        let (items, isTruncated) = try cases(filter, limit: limit)
        show(caseList(items, isTruncated: isTruncated))
        footer(items.count, isTruncated: isTruncated, hidesClosed: filter.closed == false)
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

    private func footer(_ count: Int, isTruncated: Bool, hidesClosed: Bool) {
        if isTruncated {
            tell("— 已顯示 \(count) 筆,尚有更多;用 --limit N —", "— \(count) shown, there are more; use --limit N —")
        } else {
            tell(
                hidesClosed ? "(\(count) 筆未結案件;\\l 全部 含已結案)" : "(\(count) 筆)",
                hidesClosed ? "(\(count) open cases; \\l --all shows closed ones, too)" : "(\(count) rows)"
            )
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
                item.number, text(item.title),
                (item.closed ? label("結案", "closed") : states(item.states))
                    + (item.paper.map { " " + mark(of: $0) } ?? ""),
                item.unitName.map(text) ?? item.unit, time(item.openedAt),
                item.nextDeadline.map { deadline in
                    text(deadline.title) + (deadline.due == nil ? "" : " " + time(deadline.due))
                } ?? "",
                left(item.nextDeadline),
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

    func showCase(_ input: CommandInput) throws(ConsoleError) {
        let file = try client.caseFile(word(0, of: input))
        // What no action asks for any more, the opening form may still know by its labels.
        if renderer.format != .json, let forms = try? client.workflows().items {
            remember(forms.first { $0.name == file.workflow }?.asks ?? [])
        }
        show(caseCard(file))
    }

    func caseCard(_ file: WireCase) -> Presentation {
        remember(file)
        var blocks: [Presentation.Block] = [
            .heading("\(file.number)  \(text(file.title))  v\(file.revision)")
        ]
        var head = [
            Presentation.Field(label: label("狀態", "states"), text: states(file.configuration)),
            Presentation.Field(label: label("單位", "unit"), text: file.unitName.map(text) ?? file.unit),
            Presentation.Field(label: label("開案", "opened"), text: time(file.openedAt)),
        ]
        if let paper = file.paper {
            head.append(.init(label: label("紙本", "paper"), text: mark(of: paper)))
            if let reason = paper.reason { head.append(.init(label: label("補登原因", "why"), text: reason)) }
        }
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
            .table(deadlineTable(file.deadlines, namesCase: false, labels: file.labels)),
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
            return .init(label: label, text: self.value(value, of: fields[name]))
        }
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
