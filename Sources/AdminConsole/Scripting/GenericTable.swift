import CaseAPI

/// Shows a value that no command knows: rows of objects as a table, an object as fields, the rest as JSON.
struct GenericTable {
    let desk: CommandDesk

    func presentation(of value: WireValue, columns: [String]) -> Presentation {
        switch value {
        case .list(let rows) where rows.isEmpty:
            Presentation("value/1", value, [.lines([desk.label("(無結果)", "(no rows)")])])
        case .list(let rows) where rows.allSatisfy({ !$0.members.isEmpty }):
            Presentation("value/1", value, [.table(table(rows, columns: columns))])
        case .object(let members) where members.isEmpty:
            Presentation("value/1", value, [.lines([desk.label("(無結果)", "(no rows)")])])
        case .object(let members):
            Presentation(
                "value/1",
                value,
                [
                    .fields(
                        members.sorted { $0.key < $1.key }.map { .init(label: $0.key, text: cell($0.value)) }
                    )
                ]
            )
        case .null, .bool, .int, .double, .string, .list, .tagged:
            Presentation("value/1", value, [.lines([cell(value)])])
        }
    }

    private func table(_ rows: [WireValue], columns: [String]) -> Table {
        let names = columns.isEmpty ? Set(rows.flatMap { $0.members.keys }).sorted() : columns
        var table = Table(names.map { Table.Column(key: $0, title: $0) })
        table.rows = rows.map { row in names.map { name in row.members[name].map { cell($0) } ?? "∅" } }
        return table
    }

    private func cell(_ value: WireValue) -> String {
        if case .string(let text) = value, WireTime(text) != nil { return desk.time(text) }
        // A sentence in both languages shows in the reader's.
        if case .string(let zhHant)? = value.members["zh-Hant"], case .string(let en)? = value.members["en"] {
            return desk.label(zhHant, en)
        }
        if case .object(let members) = value { return members.isEmpty ? "" : value.json }
        return desk.value(value)
    }
}

extension WireValue {
    /// The members of an object; none for anything else.
    var members: [String: WireValue] { if case .object(let members) = self { members } else { [:] } }
}
