import CaseAPI

// Opening a case: the form, what would happen, the question, the case.
extension CommandDesk {
    func openCase(_ input: CommandInput) throws(ConsoleError) {
        let workflow = try workflow(named: word(0, of: input))
        var assignments = input.assignments
        let unit = try takeUnit(from: &assignments, for: workflow)
        let fields = workflow.asks ?? []
        remember(fields)
        labels = Dictionary(fields.map { ($0.name, $0.label) }) { known, _ in known }
        var data = try reader(of: fields).values(of: assignments)
        let applies = isAppliedAtOnce(input)
        if !applies, !isDryRun(input), let ask {
            data = try FormInterview(desk: self, fields: fields, ask: ask).values(given: data)
        }
        let request = WireOpenRequest(workflow: workflow.name, unit: unit, data: data)
        if !applies {
            let trial = try client.tryOpening(request)
            show(openingCard(trial, workflow, unit, data))
            if isDryRun(input) { return }
            guard let ask else {
                throw ConsoleError(
                    .notAllowed,
                    "試行完成,未開案;非互動執行時,開案須加 --apply",
                    "a dry run, nothing was opened; without a terminal, opening needs --apply"
                )
            }
            let question = label(
                "於 \(unitName(unit)) 開立「\(text(workflow.title))」",
                "open \(workflow.name) in \(unit)"
            )
            guard isYes(ask(question + label("?輸入「是」確認:", "? type yes: "))) else {
                return tell("未開案,未變更任何資料", "not opened, nothing was changed")
            }
        }
        let file = try client.open(request, key: input.options["idem"] ?? demands.key)
        show(caseCard(file))
        tell("已開案:\(file.number)", "opened: \(file.number)")
    }

    /// A workflow that the account may open, or what there is instead.
    func workflow(named name: String) throws(ConsoleError) -> WireWorkflow {
        let all = try client.workflows().items
        if let workflow = all.first(where: { $0.name == name || $0.title.zhHant == name }) { return workflow }
        let known = all.map { "\($0.name)(\($0.title.zhHant))" }.joined(separator: "、")
        throw ConsoleError(
            .unknown,
            "無此流程「\(name)」;您可開立:\(known.isEmpty ? "(無)" : known)",
            "no such workflow \"\(name)\"; you may open: \(all.map(\.name).joined(separator: ", "))"
        )
    }

    /// The unit that was named, or the only one in which the account may open.
    private func takeUnit(
        from assignments: inout [CommandInput.Assignment],
        for workflow: WireWorkflow
    ) throws(ConsoleError) -> String {
        if let place = assignments.firstIndex(where: { $0.name == "單位" || $0.name == "unit" }) {
            let value = assignments.remove(at: place).value
            guard !value.allSatisfy(\.isASCII), let staff = try? staff() else { return value }
            return staff.units.first { $0.name.zhHant == value }?.id ?? value
        }
        let units = workflow.units ?? []
        if units.count == 1 { return units[0] }
        let known = units.joined(separator: "、")
        throw .usage("請以 單位=ID 指定開案單位:\(known)", "name the unit with unit=ID: \(known)")
    }

    /// What opening would do, with what was filled in.
    private func openingCard(
        _ trial: WireStep,
        _ workflow: WireWorkflow,
        _ unit: String,
        _ data: [String: WireValue]
    ) -> Presentation {
        var fields: [Presentation.Field] = [
            .init(label: label("單位", "unit"), text: unitName(unit)),
            .init(label: label("狀態", "states"), text: "→ " + states(trial.entered)),
        ]
        for field in workflow.asks ?? [] {
            guard let value = data[field.name] else { continue }
            fields.append(.init(label: text(field.label), text: self.value(value, of: field)))
        }
        if trial.notices > 0 {
            fields.append(.init(label: label("通知", "notices"), text: "\(trial.notices)"))
        }
        return Presentation(
            "case.step/1",
            WireValue(encoding: trial),
            [.heading("\(text(workflow.title))  [\(label("試行", "dry run"))]"), .fields(fields)]
        )
    }
}
