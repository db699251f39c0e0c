import CaseAPI

// What is set up: workflows, the rules of deadlines, forms, people, units.
extension CommandDesk {
    /// The kinds of things, with the command that shows each.
    func listKinds() throws(ConsoleError) {
        let staff = try staff()
        let kinds: [(String, String, Int)] = [
            (label("案件類型與流程", "workflows"), "\\dw", try client.workflows().items.count),
            (label("時限規則", "rules of deadlines"), "\\dr", try allDefinitions().flatMap(\.deadlines).count),
            (label("動作與表單", "actions and forms"), "\\da", try allDefinitions().flatMap(\.actions).count),
            (label("人員", "people"), "\\du", staff.people.count),
            (label("單位", "units"), "\\dg", staff.units.count),
            (label("場所", "workplaces"), "\\dg", staff.sites.count),
        ]
        var table = Table([
            Table.Column(key: "kind", title: label("種類", "kind")),
            Table.Column(key: "command", title: label("指令", "command")),
            Table.Column(key: "count", title: label("數量", "count"), alignsRight: true),
        ])
        table.rows = kinds.map { [$0.0, $0.1, String($0.2)] }
        let value = kinds.map { kind -> WireValue in
            ["kind": .string(kind.0), "command": .string(kind.1), "count": .int(Int64(kind.2))]
        }
        show(Presentation("kind.list/1", .list(value), [.table(table)]))
    }

    /// The definitions of the workflows that the account may open.
    func allDefinitions() throws(ConsoleError) -> [WireDefinition] {
        var found: [WireDefinition] = []
        for workflow in try client.workflows().items { found.append(try definition(of: workflow.name)) }
        return found
    }

    /// The definitions whose name or title fits; all without a pattern.
    private func wanted(_ input: CommandInput) throws(ConsoleError) -> [WireDefinition] {
        guard let pattern = input.words.first else { return try allDefinitions() }
        if let exact = try? definition(of: pattern) { return [exact] }
        let found = try allDefinitions().filter {
            Glob.fits(pattern, $0.name) || Glob.fits(pattern, text($0.title))
        }
        guard !found.isEmpty else {
            throw ConsoleError(
                .unknown,
                "無符合「\(pattern)」之流程;\\dw 列出全部",
                "no workflow fits \"\(pattern)\"; \\dw lists all"
            )
        }
        return found
    }

    func listWorkflows(_ input: CommandInput) throws(ConsoleError) {
        guard !input.flags.contains("plus") else {
            let found = try wanted(input)
            let blocks = found.flatMap { self.blocks(of: $0) }
            return show(
                Presentation("workflow.detail/1", .list(found.map { WireValue(encoding: $0) }), blocks)
            )
        }
        let pattern = input.words.first
        let items = try client.workflows().items.filter { item in
            pattern.map { Glob.fits($0, item.name) || Glob.fits($0, text(item.title)) } ?? true
        }
        var table = Table([
            Table.Column(key: "name", title: label("流程", "workflow")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "units", title: label("可開案單位", "units")),
            Table.Column(key: "hash", title: label("版本", "bundle"), canGo: true),
        ])
        table.rows = items.map { workflow in
            [
                workflow.name, text(workflow.title),
                (workflow.units ?? []).map { unitName($0) }.joined(separator: "、"),
                String(workflow.hash.prefix(12)),
            ]
        }
        show(Presentation("workflow.list/1", .list(items.map { WireValue(encoding: $0) }), [.table(table)]))
    }

    private func blocks(of definition: WireDefinition) -> [Presentation.Block] {
        var states = Table([
            Table.Column(key: "id", title: label("狀態", "state")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "closed", title: label("結案", "closed")),
            Table.Column(key: "clauses", title: label("條款", "clauses"), canGo: true),
        ])
        states.rows = definition.states.map { state in
            [
                state.id, text(state.title), state.closed ? label("是", "yes") : "",
                state.clauses.joined(separator: "、"),
            ]
        }
        return [
            .heading(
                [
                    definition.name, text(definition.title), text(definition.profile),
                    String(definition.hash.prefix(12)),
                ]
                .joined(separator: " · ")
            ),
            .table(states), .lines([""]), .table(actionTable(of: [definition])), .lines([""]),
        ]
    }

    func listDeadlineRules(_ input: CommandInput) throws(ConsoleError) {
        let found = try wanted(input)
        var table = Table([
            Table.Column(key: "workflow", title: label("流程", "workflow")),
            Table.Column(key: "name", title: label("時限", "deadline")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "within", title: label("期間", "within")),
            Table.Column(key: "tell", title: label("通知", "tells"), canGo: true),
            Table.Column(key: "clause", title: label("條款", "clause"), canGo: true),
        ])
        for definition in found {
            table.rows += definition.deadlines.map { rule in
                let within =
                    switch rule.within {
                    case "immediately": label("立即", "immediately")
                    case "computed": label("依規定計算", "computed")
                    default: rule.within
                    }
                return [
                    definition.name, rule.name, text(rule.title), within, roleNames(rule.tell),
                    rule.clause ?? "",
                ]
            }
        }
        let rules = found.flatMap { definition in definition.deadlines.map { WireValue(encoding: $0) } }
        show(Presentation("rule.list/1", .list(rules), [.table(table)]))
        tell("(\(table.rows.count) 項時限規則)", "(\(table.rows.count) rules)")
    }

    func listActionRules(_ input: CommandInput) throws(ConsoleError) {
        let found = try wanted(input)
        let actions = found.flatMap { definition in definition.actions.map { WireValue(encoding: $0) } }
        guard input.flags.contains("plus") else {
            return show(Presentation("form.list/1", .list(actions), [.table(actionTable(of: found))]))
        }
        let blocks: [Presentation.Block] = found.flatMap(\.actions).flatMap { action in
            let heading = Presentation.Block.heading("\(action.name) \(text(action.title))")
            let form = formTable(WireForm(fields: action.asks)).blocks
            return [heading] + (action.asks.isEmpty ? [] : form) + [.lines([""])]
        }
        show(Presentation("form.list/1", .list(actions), blocks))
    }

    private func actionTable(of definitions: [WireDefinition]) -> Table {
        var table = Table([
            Table.Column(key: "workflow", title: label("流程", "workflow")),
            Table.Column(key: "name", title: label("動作", "action")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "by", title: label("可辦理者", "by")),
            Table.Column(key: "asks", title: label("欄位", "fields"), alignsRight: true),
            Table.Column(key: "clauses", title: label("條款", "clauses"), canGo: true),
        ])
        for definition in definitions {
            table.rows += definition.actions.map { action in
                [
                    definition.name, action.name, text(action.title), roleNames(action.by),
                    String(action.asks.count), action.clauses.joined(separator: "、"),
                ]
            }
        }
        return table
    }

    func listPeople(_ input: CommandInput) throws(ConsoleError) {
        let pattern = input.words.first
        let people = try staff().people.filter { person in
            guard let pattern else { return true }
            return Glob.fits(pattern, person.account) || Glob.fits(pattern, person.name)
                || person.roles.contains {
                    Glob.fits(pattern, $0.role) || Glob.fits(pattern, roleTitle($0.role))
                        || Glob.fits(pattern, unitName($0.unit))
                }
        }
        var table = Table([
            Table.Column(key: "account", title: label("帳號", "account")),
            Table.Column(key: "name", title: label("姓名", "name")),
            Table.Column(key: "roles", title: label("角色", "roles")),
        ])
        table.rows = people.map { person in
            let roles = person.roles.map { "\(roleTitle($0.role))@\(unitName($0.unit))" }
            return [person.account, person.name, roles.joined(separator: "、")]
        }
        show(Presentation("person.list/1", .list(people.map { WireValue(encoding: $0) }), [.table(table)]))
        tell("(\(people.count) 人)", "(\(people.count) people)")
    }

    func listUnits(_ input: CommandInput) throws(ConsoleError) {
        let staff = try staff()
        let pattern = input.words.first
        let units = staff.units.filter { unit in
            pattern.map { Glob.fits($0, unit.id) || Glob.fits($0, text(unit.name)) } ?? true
        }
        var table = Table([
            Table.Column(key: "id", title: label("單位", "unit")),
            Table.Column(key: "name", title: label("名稱", "name")),
            Table.Column(key: "parent", title: label("上級", "above")),
            Table.Column(key: "head", title: label("主管", "head")),
            Table.Column(key: "profile", title: label("適用規定", "profile")),
            Table.Column(key: "agency", title: label("機關", "agency"), canGo: true),
            Table.Column(key: "sites", title: label("場所", "workplaces")),
        ])
        table.rows = units.map { unit in
            let head = unit.head.map { id in names["person:" + id].map(text) ?? id }
            let sites = staff.sites.filter { $0.unit == unit.id }.map { "\(text($0.name)) (\($0.id))" }
            return [
                unit.id, text(unit.name), unit.parent.map { unitName($0) } ?? "", head ?? "",
                unit.profile ?? "", unit.agency == true ? label("是", "yes") : "",
                sites.joined(separator: "、"),
            ]
        }
        show(Presentation("unit.list/1", .list(units.map { WireValue(encoding: $0) }), [.table(table)]))
    }
}

/// Patterns of people: `*` stands for any text, `?` for one character; without either, for the whole or its beginning.
enum Glob {
    static func fits(_ pattern: String, _ text: String) -> Bool {
        let pattern = Array(pattern.lowercased())
        let text = Array(text.lowercased())
        guard pattern.contains("*") || pattern.contains("?") else { return text.starts(with: pattern) }
        // The last star takes more as long as the rest does not fit: linear space, no recursion.
        var (place, at, star, resume) = (0, 0, -1, 0)
        while at < text.count {
            if place < pattern.count, pattern[place] == "?" || pattern[place] == text[at] {
                place += 1
                at += 1
            } else if place < pattern.count, pattern[place] == "*" {
                star = place
                resume = at
                place += 1
            } else if star >= 0 {
                place = star + 1
                resume += 1
                at = resume
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
