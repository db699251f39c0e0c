import CaseAPI

// The commands that change something: first what would change, then the question, then the change.
extension CommandDesk {
    func advance(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let action = try word(1, of: input)
        let file = try client.caseFile(number)
        remember(file)
        let data = try data(of: input, for: action, of: file)
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

    /// The values of an action's form; a person is asked for what is required and was not typed.
    private func data(
        of input: CommandInput,
        for action: String,
        of file: WireCase
    ) throws(ConsoleError) -> [String: WireValue] {
        let isAsked = ask != nil && !applies && input.flags.isEmpty
        // A refused action is refused before anybody fills in its form.
        let known = file.actions.first { $0.name == action && $0.enabled }
        if input.assignments.isEmpty, !isAsked || known == nil { return [:] }
        let fields = try client.form(file.number, action).fields
        let data = try FieldReader(fields: fields, today: now()).values(of: input.assignments)
        guard isAsked, let ask, fields.contains(where: { $0.required && data[$0.name] == nil }) else {
            return data
        }
        return try FormInterview(desk: self, fields: fields, ask: ask).values(given: data)
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
        if isYes(ask(question + label("?輸入「是」確認:", "? type yes: "))) { return true }
        tell("未辦理,未變更任何資料", "not done, nothing was changed")
        return false
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
            let line = "\(text(deadline.title)) \(time(deadline.due)) \(stateName(deadline))"
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
        let field = fields[change.field]
        let now = value(after, of: field)
        guard change.before != after else { return now }
        return (change.before.map { value($0, of: field) } ?? "∅") + " → " + now
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
