import Documents

extension FileReader {
    func sheet(_ node: SourceNode, _ mentions: inout FormMentions) -> FormSheet? {
        guard let keyed = map(node, .sheet) else { return nil }
        return FormSheet(
            series: mentioned(keyed["each"], &mentions),
            blocks: (keyed["blocks"].map { list($0) } ?? []).compactMap { block($0, &mentions) }
        )
    }

    private func mentioned(_ node: SourceNode?, _ mentions: inout FormMentions) -> String? {
        guard let name = name(node, .variable) else { return nil }
        mentions.series.append(name)
        return name.text
    }

    private func block(_ node: SourceNode, _ mentions: inout FormMentions) -> FormBlock? {
        guard let keyed = map(node, .block) else { return nil }
        mentions.clauses += texts(keyed["clause"])
        if let heading = formText(keyed["heading"], &mentions) { return .heading(heading) }
        if let lines = keyed["lines"] {
            return .lines(
                self.lines(lines, &mentions),
                word(keyed["align"], FormAlignment.self) ?? .left
            )
        }
        if let table = keyed["table"] { return self.table(table, &mentions).map { .table($0) } }
        report(
            .missingKey,
            at: node.position,
            zh: "此處須有 heading、lines 或 table。",
            en: "There has to be 'heading', 'lines' or 'table'."
        )
        return nil
    }

    private func lines(_ node: SourceNode, _ mentions: inout FormMentions) -> [FormLine] {
        list(node).compactMap { node in
            guard case .map = node.content else {
                return formText(node, &mentions).map { FormLine(text: $0) }
            }
            guard let keyed = map(node, .line), let text = formText(keyed["text"], &mentions) else {
                return nil
            }
            return FormLine(series: mentioned(keyed["each"], &mentions), text: text)
        }
    }

    // MARK: Tables

    private func table(_ node: SourceNode, _ mentions: inout FormMentions) -> FormTable? {
        guard let keyed = map(node, .table) else { return nil }
        let columns = (keyed["columns"].map { list($0) } ?? []).compactMap { count($0) }
        var rows: [FormRow] = []
        var open: [(span: Int, rows: Int)] = []
        for node in keyed["rows"].map({ list($0) }) ?? [] {
            let held = open.reduce(0) { $0 + $1.span }
            guard let row = row(node, &mentions) else { continue }
            rows.append(row)
            for cells in row.cells {
                let width = cells.reduce(held) { $0 + $1.span }
                if width != columns.count { misfit(node, width, columns.count) }
            }
            open = open.map { ($0.span, $0.rows - 1) } + row.cells[0].map { ($0.span, $0.rows - 1) }
            open.removeAll { $0.rows == 0 }
        }
        return FormTable(columns: columns, rows: rows)
    }

    private func misfit(_ node: SourceNode, _ width: Int, _ columns: Int) {
        report(
            .badValue,
            at: node.position,
            zh: "此列占 \(width) 欄，表格有 \(columns) 欄；請核對 span 與 rows。",
            en: "The row takes \(width) columns of \(columns); compare 'span' and 'rows'."
        )
    }

    private func row(_ node: SourceNode, _ mentions: inout FormMentions) -> FormRow? {
        guard case .map = node.content else {
            let cells = self.cells(node, &mentions)
            return cells.isEmpty ? nil : .cells(cells)
        }
        guard let keyed = map(node, .rows), let series = mentioned(keyed["each"], &mentions) else {
            return nil
        }
        let rows = (keyed["rows"].map { list($0) } ?? []).map { cells($0, &mentions) }
        return rows.isEmpty ? nil : .each(series, rows)
    }

    private func cells(_ node: SourceNode, _ mentions: inout FormMentions) -> [FormCell] {
        list(node).compactMap { cell($0, &mentions) }
    }

    /// A cell: a text, or a map that says how much room it takes; what has no blank is a label, in the middle.
    private func cell(_ node: SourceNode, _ mentions: inout FormMentions) -> FormCell? {
        guard case .map = node.content else {
            guard let text = formText(node, &mentions) else { return nil }
            return FormCell(lines: [FormLine(text: text)], alignment: text.blanks.isEmpty ? .center : .left)
        }
        guard let keyed = map(node, .cell) else { return nil }
        mentions.clauses += texts(keyed["clause"])
        var lines = keyed["lines"].map { self.lines($0, &mentions) } ?? []
        if let text = formText(keyed["text"], &mentions) { lines.append(FormLine(text: text)) }
        let isLabel = keyed["lines"] == nil && lines.allSatisfy(\.text.blanks.isEmpty)
        return FormCell(
            lines: lines,
            span: max(1, count(keyed["span"]) ?? 1),
            rows: max(1, count(keyed["rows"]) ?? 1),
            room: max(1, count(keyed["room"]) ?? 1),
            alignment: word(keyed["align"], FormAlignment.self) ?? (isLabel ? .center : .left)
        )
    }
}

extension FormRow {
    /// The cells, row by row, as the file has them.
    fileprivate var cells: [[FormCell]] {
        switch self {
        case .cells(let cells): [cells]
        case .each(_, let rows): rows
        }
    }
}
