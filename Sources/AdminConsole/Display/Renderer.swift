import CaseAPI

/// Writes presentations as text; the one place where the formats are made.
struct Renderer: Sendable {
    var format = OutputFormat.table
    var width = CellWidth()
    /// The columns of the terminal; nil when nothing may be cut, as in a pipe.
    var columns: Int?
    /// When tables are written one field a line.
    var expansion = Expansion.auto
    /// Whether headings stand out by more than their signs.
    var usesColor = false
    /// Whether more of the same follows or came before: then names of columns are not repeated.
    var continues = false

    /// The text of a result, with its line ends.
    func text(of result: Presentation) -> String {
        switch format {
        case .table: people(result, expands: expansion == .on)
        case .vertical: people(result, expands: true)
        case .json: json(result) + "\n"
        case .jsonl: rows(of: result.value).map { SafeText.json($0.json) + "\n" }.joined()
        case .csv: separated(result, by: ",", lineEnd: "\r\n")
        case .tsv: separated(result, by: "\t", lineEnd: "\n")
        }
    }

    private func json(_ result: Presentation) -> String {
        let key = if case .list = result.value { "rows" } else { "row" }
        let members: WireValue = .object([
            "schema": .string(result.schema), key: result.value, "truncated": .bool(result.isTruncated),
        ])
        return SafeText.json(members.json)
    }

    private func rows(of value: WireValue) -> [WireValue] {
        if case .list(let elements) = value { elements } else { [value] }
    }

    // MARK: For people

    private func people(_ result: Presentation, expands: Bool) -> String {
        result.blocks.map { block in
            switch block {
            case .heading(let text): return emphasised(wrapped(SafeText.line(text), indent: 2))
            case .table(let table): return expands ? vertical(table) : fitted(table)
            case .fields(let fields): return aligned(fields)
            case .lines(let lines):
                return lines.map { line in
                    let line = SafeText.line(line)
                    return wrapped(line, indent: line.prefix { $0 == " " }.count + 2)
                }.joined()
            }
        }.joined()
    }

    /// A heading in bold; what it says never hangs on that.
    private func emphasised(_ text: String) -> String {
        guard usesColor else { return text }
        return text.split(separator: "\n").map { "\u{1B}[1m\($0)\u{1B}[0m\n" }.joined()
    }

    private func fit(_ line: String) -> String { columns.map { width.truncated(line, to: $0) } ?? line }

    /// A line in as many as the terminal needs, the later ones indented.
    private func wrapped(_ line: String, indent: Int) -> String {
        guard let columns, width.columns(of: line) > columns else { return line + "\n" }
        // On a terminal of a few columns nothing can be laid out.
        guard columns > indent + 8 else { return fit(line) + "\n" }
        let blanks = String(repeating: " ", count: indent)
        return width.lines(of: line, first: columns, later: columns - indent)
            .joined(separator: "\n" + blanks) + "\n"
    }

    /// A table as the terminal has room for it: whole, without columns that may go, or one field a line.
    private func fitted(_ table: Table) -> String {
        guard isTooWide(table) else { return aligned(table) }
        var narrow = table
        var gone: [String] = []
        while let place = narrow.columns.lastIndex(where: \.canGo) {
            gone.insert(narrow.columns[place].title, at: 0)
            narrow.columns.remove(at: place)
            for row in narrow.rows.indices { narrow.rows[row].remove(at: place) }
            guard isTooWide(narrow) else {
                let titles = gone.joined(separator: "、")
                return aligned(narrow) + wrapped("(… \(titles): \\x on)", indent: 2)
            }
        }
        return vertical(table)
    }

    private func isTooWide(_ table: Table) -> Bool {
        guard let columns, expansion == .auto, !table.rows.isEmpty else { return false }
        let widths = table.columns.indices.map { column in
            ([table.columns[column].title] + table.rows.map { $0[column] })
                .map { width.columns(of: SafeText.line($0)) }.max() ?? 0
        }
        return widths.reduce(0, +) + 2 * (widths.count - 1) > columns
    }

    /// Between columns stand two blanks: no box lines, whose width nobody knows.
    private func aligned(_ table: Table) -> String {
        let cells = table.rows.map { $0.map(SafeText.line) }
        let titles = table.columns.map { SafeText.line($0.title) }
        let widths = titles.indices.map { column in
            ([titles[column]] + cells.map { $0[column] }).map { width.columns(of: $0) }.max() ?? 0
        }
        func line(_ texts: [String]) -> String {
            let padded = texts.indices.map {
                width.padded(texts[$0], to: widths[$0], alignsRight: table.columns[$0].alignsRight)
            }
            return fit(trimmed(padded.joined(separator: "  "))) + "\n"
        }
        let rule = widths.map { String(repeating: "-", count: $0) }
        return line(titles) + line(rule) + cells.map(line).joined()
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    private func vertical(_ table: Table) -> String {
        table.rows.enumerated().map { index, row in
            let fields = zip(table.columns, row).map { Presentation.Field(label: $0.title, text: $1) }
                .filter { format == .vertical || !$0.text.isEmpty }
            return "-[ \(index + 1) ]-\n" + aligned(fields)
        }.joined()
    }

    private func aligned(_ fields: [Presentation.Field]) -> String {
        let labels = fields.map { SafeText.line($0.label) }
        let most = labels.map { width.columns(of: $0) }.max() ?? 0
        return zip(labels, fields).map { label, field in
            wrapped(
                trimmed(width.padded(label, to: most) + "  " + SafeText.line(field.text)),
                indent: most + 2
            )
        }.joined()
    }

    // MARK: For spreadsheets

    private func separated(_ result: Presentation, by separator: String, lineEnd: String) -> String {
        for case .table(let table) in result.blocks {
            let lines = (continues ? [] : [table.columns.map(\.key)]) + table.rows
            return lines.map { line in
                line.map { cell($0, separator: separator) }.joined(separator: separator) + lineEnd
            }.joined()
        }
        let fields: [Presentation.Field] = result.blocks.flatMap { block in
            if case .fields(let fields) = block { fields } else { [Presentation.Field]() }
        }
        return fields.map { field in
            [field.label, field.text].map { cell($0, separator: separator) }.joined(separator: separator)
                + lineEnd
        }.joined()
    }

    /// A cell that no spreadsheet takes for a formula (`= + - @`) and that keeps its borders (RFC 4180).
    private func cell(_ text: String, separator: String) -> String {
        var text = SafeText.block(text)
        let isNumber =
            text.first == "-" && text.count > 1 && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        if let first = text.unicodeScalars.first, !isNumber, "=+-@\t\r".unicodeScalars.contains(first) {
            text = "'" + text
        }
        if separator == "\t" { return text.replacing("\t", with: " ").replacing("\n", with: " ") }
        guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
