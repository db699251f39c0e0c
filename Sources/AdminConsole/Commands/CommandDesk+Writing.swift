import CaseAPI

// The commands that change something: first what would change, then the question, then the change.
extension CommandDesk {
    func advance(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let action = try word(1, of: input)
        let file = try client.caseFile(number)
        let form = try input.assignments.isEmpty ? WireForm(fields: []) : client.form(number, action)
        let data = try FieldReader(fields: form.fields, today: now()).values(of: input.assignments)
        let trial = try client.advance(number, action, data: data, revision: file.revision, isDryRun: true)
            .filled(from: file, data)
        guard try isConfirmed(input, trial, label("套用到 \(number)", "apply to \(number)")) else { return }
        let step = try client.advance(
            number,
            action,
            data: data,
            revision: file.revision,
            isDryRun: false,
            key: input.options["idem"]
        )
        show(stepCard(step.filled(from: file, data)))
        tell("已辦理:\(number) v\(step.revision)", "done: \(number) v\(step.revision)")
    }

    /// Whether to go on after a trial; shows it unless the change follows at once.
    private func isConfirmed(
        _ input: CommandInput,
        _ trial: WireStep,
        _ question: String
    ) throws(ConsoleError) -> Bool {
        if !input.flags.contains("dry-run"), input.flags.contains("apply") || applies { return true }
        show(stepCard(trial))
        if input.flags.contains("dry-run") { return false }
        guard let ask else {
            tell("試行完成,未變更任何資料;加 --apply 才會辦理", "a dry run, nothing was changed; --apply does it")
            return false
        }
        return isYes(ask(question + label("?輸入「是」確認:", "? type yes: ")))
    }

    func isYes(_ answer: String?) -> Bool { ["是", "yes", "y"].contains(answer?.lowercased() ?? "") }

    func stepCard(_ step: WireStep) -> Presentation {
        let mark = step.dryRun ? label("試行", "dry run") : label("已辦理", "done")
        let moves = movement(left: step.left, entered: step.entered)
        var fields: [Presentation.Field] = [
            .init(label: label("狀態", "states"), text: moves.isEmpty ? label("(不變)", "(unchanged)") : moves)
        ]
        for change in step.changed {
            fields.append(
                .init(
                    label: change.label.map(text) ?? change.field,
                    text: text(of: change)
                )
            )
        }
        for deadline in step.deadlines {
            let line = "\(text(deadline.title)) \(time(deadline.due)) \(deadline.state)"
            fields.append(.init(label: label("時限", "deadline"), text: line))
        }
        for number in step.started { fields.append(.init(label: label("開立", "opens"), text: number)) }
        if step.notices > 0 { fields.append(.init(label: label("通知", "notices"), text: "\(step.notices)")) }
        return Presentation(
            "case.step/1",
            WireValue(encoding: step),
            [.heading("\(step.number)  v\(step.revision)  [\(mark)]"), .fields(fields)]
        )
    }

    private func text(of change: WireChange) -> String {
        // A computed field's new value is not in a receipt.
        guard let after = change.after else { return label("(變更)", "(changed)") }
        return "\(value(change.before)) → \(value(after))"
    }

    func openCase(_ input: CommandInput) throws(ConsoleError) {
        let workflow = try word(0, of: input)
        var assignments = input.assignments
        guard let place = assignments.firstIndex(where: { $0.name == "單位" || $0.name == "unit" }) else {
            throw .usage("請以 單位=ID 指定開案單位", "name the unit with unit=ID")
        }
        let unit = assignments.remove(at: place).value
        let form = try client.workflows().items.first { $0.name == workflow }?.asks ?? []
        let data = try FieldReader(fields: form, today: now()).values(of: assignments)
        let isAsked = !(input.flags.contains("apply") || applies)
        if isAsked {
            guard let ask else {
                throw ConsoleError(
                    .notAllowed,
                    "非互動執行時,開案須加 --apply",
                    "without a terminal, opening needs --apply"
                )
            }
            let question = label("於 \(unit) 開立 \(workflow)", "open \(workflow) in \(unit)")
            guard isYes(ask(question + label("?輸入「是」確認:", "? type yes: "))) else { return }
        }
        let request = WireOpenRequest(workflow: workflow, unit: unit, data: data)
        let file = try client.open(request, key: input.options["idem"])
        show(caseCard(file))
        tell("已開案:\(file.number)", "opened: \(file.number)")
    }
}

extension WireStep {
    /// The step with what its receipt leaves out and the console knows: labels, values before, values given.
    func filled(from file: WireCase, _ data: [String: WireValue]) -> WireStep {
        var step = self
        step.changed = changed.map { change in
            var change = change
            change.label = change.label ?? file.labels[change.field]
            change.before = change.before ?? file.data[change.field]
            change.after = change.after ?? data[change.field]
            return change
        }
        return step
    }
}
