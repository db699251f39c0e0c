import CaseAPI

// The regulations' forms. They are printed by `anwei document`; here is shown which there are.
extension CommandDesk {
    /// The forms on file, or those that one may have of a case.
    func listForms(_ input: CommandInput) throws(ConsoleError) {
        let items = try forms(of: input.words.first)
        var table = Table([
            Table.Column(key: "name", title: label("表單", "form")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "modes", title: label("版本", "modes")),
            Table.Column(key: "copies", title: label("份別", "copies")),
        ])
        table.rows = items.map { item in
            [
                item.form ?? item.name ?? "", text(item.title),
                (item.modes ?? ["blank"]).map(mode).joined(separator: "、"),
                (item.copies ?? []).map(\.value).joined(separator: " "),
            ]
        }
        show(Presentation("form.list/1", .list(items.map { WireValue(encoding: $0) }), [.table(table)]))
    }

    private func forms(of number: String?) throws(ConsoleError) -> [WireDocument] {
        guard let number else { return try client.forms().items }
        return try client.documents(number).items
    }

    private func mode(_ mode: String) -> String {
        switch mode {
        case "filled": label("已填", "filled")
        case "redacted": label("隱蔽", "redacted")
        default: label("空白", "blank")
        }
    }
}
