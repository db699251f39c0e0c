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
        let produced = items.contains { !($0.produced ?? []).isEmpty }
        let blocks: [Presentation.Block] =
            produced
            ? [.table(table), .heading(label("已產製", "produced")), .table(producedTable(items))]
            : [.table(table)]
        show(Presentation("form.list/1", .list(items.map { WireValue(encoding: $0) }), blocks))
    }

    /// The documents that steps of the case produced: `anwei document fill --version-number` prints them as they stood.
    private func producedTable(_ items: [WireDocument]) -> Table {
        var table = Table([
            Table.Column(key: "form", title: label("表單", "form")),
            Table.Column(key: "version", title: label("版次", "version"), alignsRight: true),
            Table.Column(key: "copy", title: label("份別", "copy")),
            Table.Column(key: "revision", title: label("案件內容", "as of"), alignsRight: true),
            Table.Column(key: "at", title: label("產製時間", "produced at")),
            Table.Column(key: "standing", title: label("狀態", "standing")),
        ])
        table.rows = items.flatMap { item in
            (item.produced ?? []).map { document in
                let copy = item.copies?.first { $0.value == document.copy }
                return [
                    text(item.title), String(document.version), copy.map { text($0.label) } ?? "",
                    "v\(document.revision)", time(document.at), standing(document),
                ]
            }
        }
        return table
    }

    private func standing(_ document: WireDocument.Produced) -> String {
        if document.void { return label("已作廢", "void") }
        return document.stale ? label("已更正,請重印", "corrected, print it again") : ""
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
