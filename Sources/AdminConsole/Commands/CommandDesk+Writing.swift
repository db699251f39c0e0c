import CaseAPI

// The commands that change something: first what would change, then the question, then the change.
extension CommandDesk {
    func advance(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let action = try word(1, of: input)
        let file = try client.caseFile(number)
        remember(file)
        let data = try data(of: input, for: action, of: file)
        var trial: WireStep?
        if !isAppliedAtOnce(input) || wantedFingerprint(input) != nil {
            let answer = try client.advance(
                number,
                action,
                data: data,
                revision: file.revision,
                isDryRun: true
            )
            trial = answer.filled(from: file, data)
        }
        if let trial { try check(trial, input) }
        guard try isConfirmed(input, trial, label("套用到 \(number)", "apply to \(number)")) else { return }
        let step = try client.advance(
            number,
            action,
            data: data,
            revision: file.revision,
            isDryRun: false,
            key: input.options["idem"] ?? demands.key
        )
        show(stepCard(step.filled(from: file, data)))
        tell("已辦理:\(number) v\(step.revision)", "done: \(number) v\(step.revision)")
    }

    /// Whether a write is made without being shown first.
    func isAppliedAtOnce(_ input: CommandInput) -> Bool {
        !isDryRun(input) && (input.flags.contains("apply") || applies)
    }

    /// Whether nothing may be written, whatever else was said.
    func isDryRun(_ input: CommandInput) -> Bool { input.flags.contains("dry-run") || demands.isDryRun }

    private func wantedFingerprint(_ input: CommandInput) -> String? {
        input.options["expect-diff"] ?? demands.fingerprint
    }

    /// Holds a trial against what a script demands.
    private func check(_ trial: WireStep, _ input: CommandInput) throws(ConsoleError) {
        let found = Fingerprint.text(of: trial)
        if let wanted = wantedFingerprint(input), wanted != found {
            throw ConsoleError(
                .conflict,
                "變動與 --expect-diff 不符:現為 \(found),未辦理",
                "the changes are not those of --expect-diff: now \(found), not done"
            )
        }
        let wanted = input.options["expect-count"].flatMap(Int.init) ?? demands.count
        let count = 1 + trial.started.count
        guard let wanted, wanted != count else { return }
        throw ConsoleError(
            .conflict,
            "應影響 \(wanted) 件,實為 \(count) 件,未辦理",
            "\(wanted) cases expected, \(count) touched, not done"
        )
    }

    /// The values of an action's form; a person is asked for what is required and was not typed.
    private func data(
        of input: CommandInput,
        for action: String,
        of file: WireCase
    ) throws(ConsoleError) -> [String: WireValue] {
        let isAsked = ask != nil && !applies && input.flags.isEmpty && !demands.isDryRun
        // A refused action is refused before anybody fills in its form.
        let known = file.actions.first { $0.name == action && $0.enabled }
        if input.assignments.isEmpty, !isAsked || known == nil { return [:] }
        let fields = try client.form(file.number, action).fields
        let data = try reader(of: fields).values(of: input.assignments)
        guard isAsked, let ask, fields.contains(where: { $0.required && data[$0.name] == nil }) else {
            return data
        }
        return try FormInterview(desk: self, fields: fields, ask: ask).values(given: data)
    }

    /// Whether to go on after a trial; shows it unless the change follows at once.
    private func isConfirmed(
        _ input: CommandInput,
        _ trial: WireStep?,
        _ question: String
    ) throws(ConsoleError) -> Bool {
        if isAppliedAtOnce(input) { return true }
        if let trial { show(stepCard(trial)) }
        if isDryRun(input) { return false }
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
        // Internal data have no label, and mean nothing to people.
        for change in step.changed where isForPeople(change) {
            fields.append(
                .init(
                    label: (change.label ?? self.fields[change.field]?.label).map(text) ?? change.field,
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
        if step.dryRun {
            fields.append(.init(label: label("指紋", "fingerprint"), text: Fingerprint.text(of: step)))
        }
        return Presentation(
            "case.step/1",
            WireValue(encoding: step),
            [.heading("\(step.number)  v\(step.revision)  [\(mark)]"), .fields(fields)]
        )
    }

    private func isForPeople(_ change: WireChange) -> Bool {
        change.label != nil || change.after != nil || fields[change.field] != nil || labels.isEmpty
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
