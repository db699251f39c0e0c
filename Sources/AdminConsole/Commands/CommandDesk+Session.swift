import CaseAPI

// Help, made from the registry.
extension CommandDesk {
    func help(_ input: CommandInput) throws(ConsoleError) {
        guard let word = input.words.first else { return show(overview()) }
        let name = word.first == "\\" ? String(word.dropFirst()) : word
        if let command = CommandRegistry.command(named: name.lowercased()) { return show(page(of: command)) }
        // A word that is no command may stand in what some command does.
        let found = CommandRegistry.all.filter { command in
            command.summary.zhHant.contains(name) || command.summary.en.contains(name)
                || command.usage.contains(name)
        }
        guard found.isEmpty else { return show(table(of: found)) }
        let near = CommandRegistry.nearest(to: name).map { "\\" + $0 }.joined(separator: "、")
        throw ConsoleError(
            .unknown,
            "無此指令「\(name)」" + (near.isEmpty ? ";\\h 列出全部" : ";是否為 \(near)?"),
            "no such command \"\(name)\"" + (near.isEmpty ? "; \\h lists all" : "; did you mean \(near)?")
        )
    }

    /// One command's page, which ends with an example.
    private func page(of command: Command) -> Presentation {
        let fields: [Presentation.Field] = [
            .init(label: label("用法", "usage"), text: "\\\(command.names[0]) \(command.usage)"),
            .init(
                label: label("同義", "also"),
                text: command.allNames.map { "\\" + $0 }.joined(separator: " ")
            ),
            .init(label: label("作用", "does"), text: text(command.summary)),
            .init(label: label("例", "example"), text: command.example),
        ]
        return Presentation("help/1", CommandDesk.value(of: command), [.fields(fields)])
    }

    private static func value(of command: Command) -> WireValue {
        [
            "name": .string(command.names[0]), "usage": .string(command.usage),
            "names": .list(command.allNames.map { .string($0) }), "example": .string(command.example),
            "summary": WireValue(encoding: command.summary),
        ]
    }

    private func table(of commands: [Command]) -> Presentation {
        let value = WireValue.list(commands.map { CommandDesk.value(of: $0) })
        return Presentation("help/1", value, [.table(rows(of: commands))])
    }

    private func rows(of commands: [Command]) -> Table {
        var table = Table([
            Table.Column(key: "name", title: label("指令", "command")),
            Table.Column(key: "chinese", title: label("中文", "Chinese")),
            Table.Column(key: "summary", title: label("作用", "does")),
        ])
        table.rows = commands.map { command in
            [
                command.names.map { "\\" + $0 }.joined(separator: " "),
                command.chinese.map { "\\" + $0 }.joined(separator: " "), text(command.summary),
            ]
        }
        return table
    }

    /// One screen, in groups: the names and the first part of what each does.
    private func overview() -> Presentation {
        var blocks: [Presentation.Block] = []
        for group in CommandRegistry.groups {
            blocks.append(.heading(text(group.title)))
            blocks.append(
                .lines(
                    group.commands.map { command in
                        let synonym = command.chinese.first.map { " \\" + $0 } ?? ""
                        let names = renderer.width.padded("\\" + command.names[0] + synonym, to: 20)
                        return "  \(names) \(brief(text(command.summary)))"
                    }
                )
            )
        }
        let hint = label(
            "其他輸入為 Lua,例:case \"危-社工科-115-0001\"。\\h 指令 顯示用法與例;\\h 詞 找相關指令。",
            "Anything else is Lua, such as: case \"危-社工科-115-0001\". \\h COMMAND shows usage and an example."
        )
        blocks.append(.lines([hint]))
        return Presentation("help/1", .list(CommandRegistry.all.map { CommandDesk.value(of: $0) }), blocks)
    }

    private func brief(_ text: String) -> String {
        String(text.prefix { $0 != ";" && $0 != "。" && $0 != ":" })
    }
}
