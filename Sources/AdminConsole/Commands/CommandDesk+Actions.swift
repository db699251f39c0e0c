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
            Table.Column(key: "enabled", title: ""),
            Table.Column(key: "name", title: label("動作", "action")),
            Table.Column(key: "title", title: label("名稱", "title")),
            Table.Column(key: "clauses", title: label("條款", "clauses")),
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
        if action.permitted == false { return label("您的角色不可辦理", "not for your role") }
        return action.refusals?.first.map(sentence) ?? ""
    }

    /// A requirement in one line: its sentence, and its clause.
    func sentence(_ requirement: WireRequirement) -> String {
        let place = requirement.citation.map(text) ?? requirement.clause
        return text(requirement.text) + (place.map { " (\($0))" } ?? "")
    }

    func showReasons(_ input: CommandInput) throws(ConsoleError) {
        show(reasonList(try client.reasons(word(0, of: input), word(1, of: input))))
    }

    func reasonList(_ reasons: WireReasons) -> Presentation {
        let verdict = reasons.possible ? label("可辦理", "possible") : label("目前不可辦理", "not possible now")
        var blocks: [Presentation.Block] = [
            .heading("\(reasons.title.map(text) ?? reasons.action):\(verdict)")
        ]
        if !reasons.requirements.isEmpty { blocks.append(.table(requirementTable(reasons.requirements))) }
        return Presentation("case.why/1", WireValue(encoding: reasons), blocks)
    }

    func requirementTable(_ requirements: [WireRequirement]) -> Table {
        var table = Table([
            Table.Column(key: "outcome", title: label("結果", "outcome")),
            Table.Column(key: "text", title: label("要件", "requirement")),
            Table.Column(key: "clause", title: label("條款", "clause")),
            Table.Column(key: "reads", title: label("依據資料", "data")),
            Table.Column(key: "missing", title: label("待填", "missing")),
        ])
        table.rows = requirements.map { requirement in
            [
                outcome(requirement.outcome), text(requirement.text),
                requirement.citation.map(text) ?? requirement.clause ?? "",
                requirement.reads.map(reading).joined(separator: " "),
                requirement.missing.joined(separator: "、"),
            ]
        }
        return table
    }

    /// A datum that was looked at; its value where the server tells it.
    private func reading(_ reading: WireReading) -> String {
        reading.field + (reading.value.map { "=\(value($0))" } ?? "")
    }

    private func outcome(_ outcome: WireRequirement.Outcome) -> String {
        switch outcome {
        case .met: label("符合", "met")
        case .notMet: label("不符", "not met")
        case .undecided: label("未定", "undecided")
        case .faulty: label("規則有誤", "faulty")
        }
    }

    func showForm(_ input: CommandInput) throws(ConsoleError) {
        show(formTable(try client.form(word(0, of: input), word(1, of: input))))
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
                field.name, field.required ? "*" : "", text(field.label), field.type,
                (field.options ?? []).map { "\($0.value) \(text($0.label))" }.joined(separator: "、"),
                field.current.map { value($0) } ?? "", field.clause ?? "",
            ]
        }
        return Presentation(
            "case.form/1",
            .list(form.fields.map { WireValue(encoding: $0) }),
            [.table(table)]
        )
    }

    /// Tells why a rule refused, requirement by requirement or field by field.
    func tell(_ refusal: WireRefusal) {
        for requirement in refusal.requirements ?? [] where requirement.outcome != .met {
            let missing = requirement.missing.isEmpty ? "" : label(";待填:", "; missing: ")
            let line =
                "  - \(outcome(requirement.outcome)):\(sentence(requirement))" + missing
                + requirement.missing.joined(separator: "、")
            tell(line, line)
        }
        for field in refusal.fields ?? [] {
            tell("  - \(field.field):\(field.message.zhHant)", "  - \(field.field): \(field.message.en)")
        }
        if let possible = refusal.possible, !possible.isEmpty {
            let names = possible.joined(separator: "、")
            tell("  目前可辦:\(names)", "  possible here: \(names)")
        }
    }
}
