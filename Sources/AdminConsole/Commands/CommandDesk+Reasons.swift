import CaseAPI

// Why something may be done or not: requirement by requirement, with the clause and what it looked at.
extension CommandDesk {
    func showReasons(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let reasons = try client.reasons(number, word(1, of: input))
        let file = try? client.caseFile(number)
        if let file { remember(file) }
        show(reasonList(reasons, file: file))
    }

    func reasonList(_ reasons: WireReasons, file: WireCase?) -> Presentation {
        var blocks: [Presentation.Block] = []
        let value = WireValue(encoding: reasons)
        if renderer.format == .csv || renderer.format == .tsv {
            blocks = [.table(requirementTable(reasons.requirements, file))]
            return Presentation("case.why/1", value, blocks)
        }
        blocks.append(.heading("\(reasons.title.map(text) ?? reasons.action):\(verdict(on: reasons, file))"))
        if let by = reasons.by, !by.isEmpty {
            let mine =
                switch reasons.permitted {
                case true: label("(您可辦理)", " (you may)")
                case false: label("(您的角色不可辦理)", " (not for your role)")
                case nil: ""
                }
            blocks.append(
                .lines([label("  可辦理者:", "  may be taken by: ") + roleNames(by) + mine])
            )
        }
        blocks.append(.lines(reasons.requirements.flatMap { lines(on: $0, file, by: reasons.by ?? []) }))
        return Presentation("case.why/1", value, blocks)
    }

    private func verdict(on reasons: WireReasons, _ file: WireCase?) -> String {
        guard reasons.possible else { return label("目前不可辦理", "not possible now") }
        let missing = reasons.requirements.filter { $0.outcome == .undecided }.flatMap(\.missing)
        guard !missing.isEmpty else { return label("可辦理", "possible") }
        // What this form can fill in is another matter than what another action has to fill in first.
        let form = file?.actions.first { $0.name == reasons.action }?.asks.map(\.name) ?? []
        return missing.allSatisfy(form.contains)
            ? label("填妥下列欄位後可辦理", "possible once the fields below are filled in")
            : label("尚缺下列資料,目前不可辦理", "data are lacking, not possible now")
    }

    // The sentence says what is lacking, so it is left out where nothing is.
    private func lines(on requirement: WireRequirement, _ file: WireCase?, by: [String]) -> [String] {
        let place = place(of: requirement)
        let mark = "  [\(outcome(requirement.outcome))] "
        let looked = requirement.reads.map { reading($0, file) }.joined(separator: ";")
        let data = looked.isEmpty ? [] : [label("      依據:", "      data: ") + looked]
        if requirement.outcome == .met {
            return [mark + (place.isEmpty ? label("要件已符合", "this requirement holds") : place)] + data
        }
        var lines = [mark + text(requirement.text) + (place.isEmpty ? "" : " — " + place)] + data
        if !requirement.missing.isEmpty {
            let names = requirement.missing.map { name(of: $0, file) }.joined(separator: "、")
            lines.append(label("      待填:", "      to fill in: ") + names)
        }
        if let cures = requirement.cures {
            lines += self.lines(on: cures, file)
        } else if !by.isEmpty, requirement.outcome != .faulty {
            lines.append(label("      可補正者:", "      can be cured by: ") + roleNames(by))
        }
        return lines
    }

    /// The citation with the clause's id.
    private func place(of requirement: WireRequirement) -> String {
        guard let citation = requirement.citation.map(text) else { return requirement.clause ?? "" }
        return citation + (requirement.clause.map { " (\($0))" } ?? "")
    }

    /// A field by its label; of a path, that of its first part.
    private func name(of path: String, _ file: WireCase?) -> String {
        let head = path.split(separator: ".").first.map(String.init) ?? path
        if head == "profile" {
            return label("機關設定 ", "setting of the agency ") + String(path.dropFirst("profile.".count))
        }
        guard let title = file?.labels[head].map(text) ?? labels[head].map(text) else { return path }
        return head == path ? title : "\(title) (\(path))"
    }

    /// A datum that was looked at, with the value that the account may read.
    private func reading(_ reading: WireReading, _ file: WireCase?) -> String {
        let title = reading.label.map(text) ?? name(of: reading.field, file)
        if let value = reading.value { return "\(title)=\(self.value(value, of: fields[reading.field]))" }
        if reading.masked == true { return "\(title)=○○○" }
        guard let file, file.labels[reading.field] != nil else { return title }
        if file.masked.contains(reading.field) { return "\(title)=○○○" }
        let field = fields[reading.field]
        guard let value = file.data[reading.field] else { return "\(title)=∅" }
        return "\(title)=\(self.value(value, of: field))"
    }

    private func requirementTable(_ requirements: [WireRequirement], _ file: WireCase?) -> Table {
        var table = Table([
            Table.Column(key: "outcome", title: label("結果", "outcome")),
            Table.Column(key: "text", title: label("要件", "requirement")),
            Table.Column(key: "clause", title: label("條款", "clause")),
            Table.Column(key: "reads", title: label("依據資料", "data")),
            Table.Column(key: "missing", title: label("待填", "missing")),
        ])
        table.rows = requirements.map { requirement in
            [
                outcome(requirement.outcome), text(requirement.text), place(of: requirement),
                requirement.reads.map { reading($0, file) }.joined(separator: ";"),
                requirement.missing.joined(separator: "、"),
            ]
        }
        return table
    }

    private func outcome(_ outcome: WireRequirement.Outcome) -> String {
        switch outcome {
        case .met: label("符合", "met")
        case .notMet: label("不符", "not met")
        case .undecided: label("未定", "undecided")
        case .faulty: label("規則有誤", "faulty")
        }
    }

    /// Tells why a rule refused, requirement by requirement or field by field.
    func tell(_ refusal: WireRefusal) {
        if let step = refusal.step { tell("  補登第\(step + 1)步驟:", "  step \(step + 1) from paper:") }
        for requirement in refusal.requirements ?? [] where requirement.outcome != .met {
            for line in lines(on: requirement, nil, by: []) { tell(line, line) }
        }
        for field in refusal.fields ?? [] {
            let title = name(of: field.field, nil)
            tell("  - \(title):\(field.message.zhHant)", "  - \(title): \(field.message.en)")
        }
        let by = refusal.by ?? refusal.action.flatMap { roles[$0] } ?? []
        if !by.isEmpty {
            let titles = roleNames(by)
            tell("  可辦理者:\(titles)", "  may be taken by: \(titles)")
        }
        if let possible = refusal.possible, !possible.isEmpty {
            let names = possible.joined(separator: "、")
            tell("  目前可辦:\(names)", "  possible here: \(names)")
        }
    }

    /// Keeps what a later refusal is told with: the labels of a case's fields, and who takes its actions.
    func remember(_ file: WireCase) {
        labels = file.labels
        remember(file.fields ?? [])
        remember(file.actions.flatMap(\.asks))
        names.merge(file.names ?? [:]) { $1 }
        roleTitles.merge(file.roles ?? [:]) { $1 }
        for action in file.actions { roles[action.name] = action.by }
    }

    /// Keeps fields, for showing values by the labels of their choices.
    func remember(_ form: [WireFormField]) {
        for field in form { fields[field.name] = field }
    }
}
