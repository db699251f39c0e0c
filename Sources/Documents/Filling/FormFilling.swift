import Casework
import CivilCalendar
import Values

/// Fills a form: from a case, or from nothing.
///
///     form ─┐
///     case ─┼─▶ sheets ▶ blocks ▶ rows, lines ▶ runs ──▶ Document
///     mode ─┘      a series repeats sheets, rows and lines, one for each element
public struct FormFilling {
    let form: FormDefinition
    let imprint: Imprint
    let values: (any FormValues)?
    let redaction: Redaction?

    /// A blank form, to be filled in by hand.
    public init(blank form: FormDefinition, _ imprint: Imprint = Imprint()) {
        self.form = form
        self.imprint = imprint
        values = nil
        redaction = nil
    }

    /// A form of a case.
    ///
    /// - Parameter present: the case as it is now, where `values` is how it was: what is hidden today is hidden in a
    ///   copy of yesterday, too, under the same codes.
    public init(
        _ form: FormDefinition,
        _ mode: FormMode,
        from values: any FormValues,
        hiding present: (any FormValues)? = nil,
        _ imprint: Imprint
    ) {
        self.form = form
        self.imprint = imprint
        self.values = values
        guard mode == .redacted else {
            redaction = nil
            return
        }
        let sights = [present, values].compactMap(\.self)
        func found(_ expression: CaseExpression) -> [Value] {
            sights.compactMap { sight in
                guard case .value(let value) = sight.finding(of: expression, with: [:]) else { return nil }
                return value
            }
        }
        redaction = Redaction(
            codes: form.codes.map { .list(found($0).flatMap { $0.elements ?? [] }) },
            secrets: form.secrets.flatMap(found),
            accountName: { values.name(ofAccount: $0) }
        )
    }

    /// The document.
    public func document() -> Document {
        let place = Place()
        let sheets = form.sheets.flatMap { sheet in
            places(sheet.series, place).map { place in
                Document.Sheet(blocks: sheet.blocks.map { block($0, place) })
            }
        }
        let mark = imprint.mark(isRedacted: redaction != nil)
        return Document(form: form.name, title: form.title.zhHant, mark: mark, sheets: sheets)
    }

    // MARK: Layout

    /// Where in the series a piece of the form stands.
    struct Place {
        /// The elements that it stands in, by series; nil for a row to be filled in by hand.
        var elements: [String: Value] = [:]
        /// The series that have a row here without an element.
        var missing: Set<String> = []
        /// Those of them whose elements the reader may not see.
        var hidden: Set<String> = []
        /// The position in the innermost series, from 1.
        var position = 1
    }

    /// One place for each element of a series, and more where the form has more rows; the place itself for none.
    private func places(_ series: String?, _ place: Place) -> [Place] {
        guard let series, let definition = form.series[series] else { return [place] }
        let finding = values?.finding(of: definition.list, with: names(place)) ?? .empty
        var elements: [Value] = []
        if case .value(.list(let found)) = finding { elements = found }
        return (0..<max(elements.count, definition.atLeast)).map { index in
            var inner = place
            inner.position = index + 1
            if elements.indices.contains(index) {
                inner.elements[series] = elements[index]
            } else {
                inner.missing.insert(series)
                if finding == .hidden { inner.hidden.insert(series) }
            }
            return inner
        }
    }

    private func block(_ block: FormBlock, _ place: Place) -> Document.Block {
        switch block {
        case .heading(let text): .heading(lines(text, place))
        case .lines(let lines, let alignment): .lines(lines.flatMap { self.lines($0, place) }, alignment)
        case .table(let table): .table(columns: table.columns, rows: rows(of: table, place))
        }
    }

    private func rows(of table: FormTable, _ place: Place) -> [[Document.Cell]] {
        let groups = table.rows.map { row in
            switch row {
            case .cells(let cells): [(cells, place)]
            case .each(let series, let rows):
                places(series, place).flatMap { place in rows.map { ($0, place) } }
            }
        }
        return groups.enumerated().flatMap { index, group in
            group.map { cells, place in
                cells.map { cell in
                    // What spans rows of a series spans as many as there are.
                    let spanned = groups[index..<min(index + cell.rows, groups.count)]
                    let rows = cell.rows == 1 ? 1 : spanned.reduce(0) { $0 + $1.count }
                    return self.cell(cell, rows: rows, place)
                }
            }
        }
    }

    private func cell(_ cell: FormCell, rows: Int, _ place: Place) -> Document.Cell {
        Document.Cell(
            lines: cell.lines.flatMap { lines($0, place) },
            span: cell.span,
            rows: rows,
            room: cell.room,
            alignment: cell.alignment
        )
    }

    private func lines(_ line: FormLine, _ place: Place) -> [Document.Line] {
        places(line.series, place).flatMap { lines(line.text, $0) }
    }

    // MARK: Blanks

    private func lines(_ text: FormText, _ place: Place) -> [Document.Line] {
        var lines: [Document.Line] = [[]]
        for run in runs(text, place) {
            guard case .text(let words) = run else {
                lines[lines.count - 1].append(run)
                continue
            }
            // Swift takes CR LF for one character; whatever ends a line does so here.
            let parts = words.split(omittingEmptySubsequences: false) { $0.isNewline }
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append([]) }
                if !part.isEmpty { lines[lines.count - 1].append(.text(String(part))) }
            }
        }
        return lines
    }

    func runs(_ text: FormText, _ place: Place, isFilled: Bool = true) -> [Document.Run] {
        var runs: [Document.Run] = []
        for piece in text.pieces {
            switch piece {
            case .text(let words):
                // ＿派出所: whoever wrote the whole name has written that word already.
                if words.count > 1, case .text(let value)? = runs.last, value.hasSuffix(words) { continue }
                runs.append(.text(words))
            case .blank(let name):
                runs += given(name, place) ?? self.runs(blank: name, place, isFilled: isFilled)
            }
        }
        return runs
    }

    /// What stands in the blanks that every form has.
    private func given(_ name: String, _ place: Place) -> [Document.Run]? {
        switch name {
        case "agency": [imprint.agency.map { .text($0) } ?? .room(12, isRuled: true)]
        case "case": [imprint.number.map { .text($0) } ?? .room(0, isRuled: false)]
        case "printed":
            [imprint.printed.map { .text(Taipei.local($0).roc()) } ?? .room(0, isRuled: false)]
        case "n": [.text(String(place.position))]
        case "ordinal": [.text(ChineseNumeral.text(of: place.position))]
        default: nil
        }
    }

    /// The names that expressions may use beside the case's data.
    func names(_ place: Place) -> [String: Value] {
        var names = place.elements
        names["copy"] = imprint.copy.map { .string($0) }
        return names
    }
}
