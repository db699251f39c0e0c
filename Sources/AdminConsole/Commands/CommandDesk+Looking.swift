import CaseAPI

// The commands that only look.
extension CommandDesk {
    // MARK: Cases

    func listCases(_ input: CommandInput) throws(ConsoleError) {
        let search = try CaseSearch(input, self)
        let isShort = renderer.format.streams && search.canStream
        let limit = try count(
            input.options["limit"],
            otherwise: maximumRows ?? (isShort ? CommandDesk.mostRows : 200)
        )
        let (shown, isTruncated) =
            isShort ? try stream(search, limit: limit) : try list(search, limit: limit)
        footer(shown, isTruncated: isTruncated, hidesClosed: search.hidesClosed)
        guard let wanted = demands.count, wanted != shown else { return }
        throw ConsoleError(
            .conflict,
            "應為 \(wanted) 件,實為 \(shown) 件",
            "\(wanted) cases expected, \(shown) found"
        )
    }

    private func list(_ search: CaseSearch, limit: Int) throws(ConsoleError) -> (Int, Bool) {
        var items: [WireCaseSummary] = []
        var isTruncated = false
        for filter in search.filters {
            // What is sorted or sifted here has to be complete first.
            let found = try cases(filter, limit: search.canStream ? limit : CommandDesk.mostRows)
            items += found.0
            isTruncated = isTruncated || found.1
        }
        items = search.sifted(items)
        isTruncated = isTruncated || items.count > limit
        items = Array(items.prefix(limit))
        show(caseList(items, isTruncated: isTruncated))
        return (items.count, isTruncated)
    }

    /// Writes page after page as it comes, so that any number of cases takes the memory of one page.
    private func stream(_ search: CaseSearch, limit: Int) throws(ConsoleError) -> (Int, Bool) {
        var shown = 0
        defer { renderer.continues = false }
        for filter in search.filters {
            var cursor: String?
            repeat {
                let page = try client.cases(filter, cursor: cursor, limit: min(200, limit - shown))
                emit(renderer.text(of: caseList(page.items, isTruncated: false)))
                shown += page.items.count
                cursor = page.next
                renderer.continues = true
                if shown >= limit { return (shown, cursor != nil) }
            } while cursor != nil
        }
        return (shown, false)
    }

    /// More rows no command shows.
    static let mostRows = 1_000_000

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
        guard let number = Int(text), (1...CommandDesk.mostRows).contains(number) else {
            throw .usage("筆數須為 1 至 1000000:\(text)", "a count is 1 to 1000000: \(text)")
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
            Table.Column(key: "title", title: label("流程", "workflow"), canGo: true),
            Table.Column(key: "states", title: label("狀態", "states")),
            Table.Column(key: "unit", title: label("單位", "unit")),
            Table.Column(key: "openedAt", title: label("開案", "opened"), canGo: true),
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
        let number = try word(0, of: input)
        let file = try client.caseFile(number)
        let isWhole = input.flags.contains("plus")
        var entries: [WireEntry] = []
        if renderer.format == .table || renderer.format == .vertical {
            entries = (try? history(number, limit: isWhole ? 50 : 5, revision: file.revision)) ?? []
        }
        show(caseCard(file, last: entries, isWhole: isWhole))
    }

    /// A case's card: what is filled in, owed and possible; the whole shows what is empty, settled and refused, too.
    func caseCard(_ file: WireCase, last entries: [WireEntry] = [], isWhole: Bool = false) -> Presentation {
        remember(file)
        var blocks: [Presentation.Block] = [
            .heading("\(file.number)  \(text(file.title))  v\(file.revision)")
        ]
        blocks.append(.fields(head(of: file)))
        for proposal in file.proposals ?? [] { blocks.append(.lines(["※ " + text(proposal)])) }
        for fault in file.faults ?? [] { blocks.append(.lines(["! " + fault])) }
        let data = dataFields(file, isWhole: isWhole)
        blocks += section(label("資料", "data"), .fields(data), isEmpty: data.isEmpty)
        blocks += section(
            label("時限", "deadlines"),
            .table(deadlineTable(file.deadlines, namesCase: false, labels: file.labels)),
            isEmpty: file.deadlines.isEmpty
        )
        let shown = isWhole ? file.actions : file.actions.filter(\.enabled)
        blocks += section(label("下一步", "next"), .table(actionTable(shown)), isEmpty: shown.isEmpty)
        if shown.count < file.actions.count {
            let more = file.actions.count - shown.count
            let hint = label(
                "另有 \(more) 項目前不可辦;\\next \(file.number) 說明原因",
                "\(more) more are not possible now; \\next \(file.number) says why"
            )
            blocks.append(.lines([hint]))
        }
        blocks += section(
            label("最近歷程", "last entries"),
            .table(historyTable(entries, labels: file.labels)),
            isEmpty: entries.isEmpty
        )
        return Presentation("case.show/1", WireValue(encoding: file), blocks)
    }

    private func head(of file: WireCase) -> [Presentation.Field] {
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
        return head
    }

    private func section(_ title: String, _ block: Presentation.Block, isEmpty: Bool) -> [Presentation.Block]
    {
        isEmpty ? [] : [.lines([""]), .heading("[\(title)]"), block]
    }

    private func dataFields(_ file: WireCase, isWhole: Bool) -> [Presentation.Field] {
        let known = file.order ?? []
        let names = known + Set(file.data.keys).union(file.masked).subtracting(known).sorted()
        return names.compactMap { name in
            let label = file.labels[name].map(text) ?? name
            if file.masked.contains(name) { return .init(label: label, text: "○○○") }
            guard let value = file.data[name], isWhole || !isEmpty(value) else {
                return isWhole ? .init(label: label, text: "∅") : nil
            }
            return .init(label: label, text: self.value(value, of: fields[name]))
        }
    }
}
