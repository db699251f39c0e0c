import CaseAPI

// What changes only the session.
extension CommandDesk {
    func setFormat(_ input: CommandInput) throws(ConsoleError) {
        renderer.format = try OutputFormat(named: word(0, of: input))
    }

    /// What `\pset` knows, with the values that each takes.
    static let settings: [(name: String, values: [String])] = [
        ("ambiguous", ["1", "2"]), ("date", DateStyle.allCases.map(\.rawValue)), ("lang", ["zh-Hant", "en"]),
    ]

    func set(_ input: CommandInput) throws(ConsoleError) {
        let name = try word(0, of: input)
        let value = try word(1, of: input)
        let setting = CommandDesk.settings.first { $0.name == name }
        guard let setting, setting.values.contains(value) else {
            let known = CommandDesk.settings.map { "\($0.name) \($0.values.joined(separator: "|"))" }
                .joined(separator: "、")
            throw .usage("可用的設定:\(known)", "known settings: \(known)")
        }
        switch name {
        case "ambiguous": renderer.width.ambiguous = value == "2" ? 2 : 1
        case "date": dateStyle = DateStyle(rawValue: value) ?? .roc
        default: language = value
        }
    }

    func help(_ input: CommandInput) throws(ConsoleError) {
        guard let name = input.words.first else { return show(overview()) }
        guard
            let command = CommandRegistry.command(named: name.first == "\\" ? String(name.dropFirst()) : name)
        else {
            let near = CommandRegistry.nearest(to: name).joined(separator: "、")
            throw ConsoleError(.unknown, "無此指令「\(name)」 \(near)", "no such command \"\(name)\" \(near)")
        }
        let fields: [Presentation.Field] = [
            .init(label: label("用法", "usage"), text: "\\\(command.names[0]) \(command.usage)"),
            .init(
                label: label("同義", "also"),
                text: command.allNames.map { "\\" + $0 }.joined(separator: " ")
            ),
            .init(label: label("作用", "does"), text: text(command.summary)),
            .init(label: label("例", "example"), text: command.example),
        ]
        let value: WireValue = [
            "name": .string(command.names[0]), "usage": .string(command.usage),
            "example": .string(command.example),
        ]
        show(Presentation("help/1", value, [.fields(fields)]))
    }

    private func overview() -> Presentation {
        var table = Table([
            Table.Column(key: "name", title: label("指令", "command")),
            Table.Column(key: "chinese", title: label("中文", "Chinese")),
            Table.Column(key: "summary", title: label("作用", "does")),
        ])
        table.rows = CommandRegistry.all.map { command in
            [
                command.names.map { "\\" + $0 }.joined(separator: " "),
                command.chinese.map { "\\" + $0 }.joined(separator: " "), text(command.summary),
            ]
        }
        let hint = label(
            "其他輸入為 Lua,例:case \"危-社工科-115-0042\"。\\h 指令 顯示用法與例。",
            "Anything else is Lua, such as: case \"危-社工科-115-0042\". \\h COMMAND shows usage and an example."
        )
        let rows = table.rows.map { row in WireValue.list(row.map { .string($0) }) }
        return Presentation("help/1", .list(rows), [.table(table), .lines([hint])])
    }
}
