import CaseAPI

// What may be done, and why not.
extension CommandDesk {
    func showActions(_ input: CommandInput) throws(ConsoleError) {
        let actions = try client.actions(word(0, of: input)).items
        show(actionList(actions))
    }

    func actionList(_ actions: [WireAction]) -> Presentation {
        Presentation(
            "case.next/1",
            .list(actions.map { WireValue(encoding: $0) }),
            [.table(actionTable(actions))]
        )
    }

    func actionTable(_ actions: [WireAction]) -> Table {
        var table = Table([
            Table.Column(key: "enabled", title: label("可否", "may")),
            Table.Column(key: "name", title: label("動作", "action")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "clauses", title: label("條款", "clauses"), canGo: true),
            Table.Column(key: "reason", title: label("說明", "reason")),
        ])
        table.rows = (actions.filter(\.enabled) + actions.filter { !$0.enabled }).map { action in
            [
                action.enabled ? label("可", "yes") : label("否", "no"), action.name, text(action.title),
                action.clauses.joined(separator: "、"), firstReason(action),
            ]
        }
        return table
    }

    private func firstReason(_ action: WireAction) -> String {
        if action.enabled {
            let required = action.asks.filter(\.required).map { text($0.label) }
            return required.isEmpty ? "" : label("須填 ", "asks ") + required.joined(separator: "、")
        }
        if action.permitted == false {
            let by = roleNames(action.by ?? [])
            return label("您的角色不可辦理", "not for your role") + (by.isEmpty ? "" : label(";由 ", "; by ") + by)
        }
        return action.refusals?.first.map(sentence) ?? ""
    }

    /// A requirement in one line: its sentence, and its clause.
    func sentence(_ requirement: WireRequirement) -> String {
        let place = requirement.citation.map(text) ?? requirement.clause
        return text(requirement.text) + (place.map { " (\($0))" } ?? "")
    }

    /// The form of an action, or with a workflow's name alone that of opening a case.
    func showForm(_ input: CommandInput) throws(ConsoleError) {
        guard input.words.count != 1 else {
            let workflow = try workflow(named: input.words[0])
            let form = WireForm(fields: workflow.asks ?? [])
            guard !input.flags.contains("lua") else {
                return emit(
                    template(form, "open{workflow = \"\(workflow.name)\", unit = \"\", data = {", "}}")
                )
            }
            return show(formTable(form))
        }
        let (number, action) = (try word(0, of: input), try word(1, of: input))
        let form = try client.form(number, action)
        if let file = try? client.caseFile(number) { remember(file) }
        guard !input.flags.contains("lua") else {
            return emit(template(form, "d = case(\"\(number)\"):advance(\"\(action)\", {", "})\np(d)"))
        }
        show(formTable(form))
    }

    /// The form as Lua to edit: what is required stands there, what may be added is commented out.
    private func template(_ form: WireForm, _ begin: String, _ end: String) -> String {
        let lines = form.fields.map { field in
            let kind = typeName(field) + (field.options == nil ? "" : ": " + choices(of: field))
            let mark = field.required ? "    " : "    -- "
            return SafeText.line("\(mark)\(field.name) = \"\",  -- \(text(field.label))(\(kind))") + "\n"
        }
        return begin + "\n" + lines.joined() + end + "\n"
    }

    func formTable(_ form: WireForm) -> Presentation {
        var table = Table([
            Table.Column(key: "name", title: label("欄位", "field")),
            Table.Column(key: "required", title: label("必填", "required")),
            Table.Column(key: "label", title: label("名稱", "label")),
            Table.Column(key: "type", title: label("型別", "type")),
            Table.Column(key: "options", title: label("選項", "options")),
            Table.Column(key: "current", title: label("目前值", "current")),
            Table.Column(key: "clause", title: label("條款", "clause")),
        ])
        table.rows = form.fields.map { field in
            [
                field.name, field.required ? "*" : "", text(field.label), typeName(field),
                field.element == "record" || field.type == "record" ? members(of: field) : choices(of: field),
                field.current.map { value($0, of: field) } ?? "", field.clause ?? "",
            ]
        }
        if form.fields.allSatisfy({ $0.current == nil }) {
            let place = table.columns.firstIndex { $0.key == "current" } ?? 0
            table.columns.remove(at: place)
            for row in table.rows.indices { table.rows[row].remove(at: place) }
        }
        return Presentation(
            "case.form/1",
            .list(form.fields.map { WireValue(encoding: $0) }),
            [.table(table)]
        )
    }

    private func members(of field: WireFormField) -> String {
        (field.members ?? []).map { member in
            let options = choices(of: member)
            return "\(member.name) \(text(member.label))" + (options.isEmpty ? "" : "[\(options)]")
        }.joined(separator: " · ")
    }

    /// A type in the reader's words.
    private func typeName(_ field: WireFormField) -> String {
        let names = [
            "text": "文字", "integer": "整數", "number": "數字", "boolean": "是否", "date": "日期", "datetime": "日期時間",
            "choice": "選項", "person": "人員", "unit": "單位", "site": "場所", "list": "多項", "record": "細目",
            "any": "任意",
        ]
        func name(_ type: String) -> String { isEnglish ? type : names[type] ?? type }
        guard field.type == "list", let element = field.element else { return name(field.type) }
        return label("多筆", "list of ") + name(element)
    }
}
