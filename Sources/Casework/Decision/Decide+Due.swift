import Statechart
public import Values

extension CaseDecision {
    /// What of a case is due, the earliest first.
    private enum Due {
        case miss(Int)
        case reminder(Int)
        case delayed
    }

    /// Takes the earliest thing that is due; nil if nothing is.
    func due(on file: CaseFile) throws -> Decision? {
        switch earliest(of: file) {
        case nil: return nil
        case .reminder(let position)?: return try remind(position, on: file)
        case .miss(let position)?: return try miss(position, on: file)
        case .delayed?: return try deliverDelayed(on: file)
        }
    }

    private func earliest(of file: CaseFile) -> Due? {
        var found: (at: Instant, due: Due)?
        func consider(_ at: Instant?, _ due: Due) {
            guard let at, at <= situation.now, found.map({ at < $0.at }) ?? true else { return }
            found = (at, due)
        }
        for (position, deadline) in file.deadlines.enumerated() where deadline.isOpen {
            // Nobody was reminded on paper; what is still to be done afterwards is reminded of then.
            if !situation.isClaimed { consider(deadline.reminders.first, .reminder(position)) }
            consider(deadline.due, .miss(position))
        }
        if case .running = file.chart.status { consider(file.chart.pending.first?.due, .delayed) }
        return found?.due
    }

    private func remind(_ position: Int, on file: CaseFile) throws -> Decision {
        var keeping = keeping(file)
        keeping.remind(position)
        let deadline = file.deadlines[position]
        let event = event("reminder", of: deadline, due: deadline.reminders.first)
        let entry = entry(.deadline, event.name, .message(event), nil)
        var decision = try settle(entry, before: file, keeping, model: model(for: file, standing: nil))
        notify(of: deadline, .reminder, &decision)
        return decision
    }

    private func miss(_ position: Int, on file: CaseFile) throws -> Decision {
        var keeping = keeping(file)
        keeping.miss(position)
        let deadline = file.deadlines[position]
        let event = event("deadline.missed", of: deadline, due: deadline.due)
        let entry = entry(.deadline, event.name, .message(event), nil)
        let model = model(for: file, standing: nil)
        var decision: Decision
        if case .running = file.chart.status {
            var interpreter = interpreter(model, file)
            let step = interpreter.deliver(event)
            decision = try finish(
                entry,
                before: file,
                step: step,
                interpreter,
                events: step.microsteps.isEmpty ? [] : [event.name],
                keeping: keeping
            )
        } else {
            decision = try settle(entry, before: file, keeping, model: model)
        }
        notify(of: deadline, .missed, &decision)
        return decision
    }

    /// The event of a deadline, with the instant at which it was due: the entry's own time is the actual one.
    private func event(_ what: String, of deadline: Deadline, due: Instant?) -> Event {
        var data = ValueMap()
        data["name"] = .string(deadline.name)
        if let due { data["due"] = .timestamp(due) }
        return Event("\(what).\(deadline.name)", type: .platform, data: .map(data))
    }

    private func deliverDelayed(on file: CaseFile) throws -> Decision? {
        var interpreter = interpreter(model(for: file, standing: nil), file)
        guard let pending = file.chart.pending.first, let step = interpreter.deliverDue() else { return nil }
        var data = ValueMap()
        data["due"] = .timestamp(pending.due)
        let due = Event(pending.event.name, sendID: pending.event.sendID, data: .map(data))
        return try finish(
            entry(.delayed, pending.event.name, .message(due), nil),
            before: file,
            step: step,
            interpreter,
            events: step.microsteps.isEmpty ? [] : [pending.event.name]
        )
    }

    /// Delivers an event from outside; nil if it changes nothing at all.
    func deliver(_ event: Event, kind: EntryKind, input: Entry.Input, on file: CaseFile) throws -> Decision? {
        guard case .running = file.chart.status else { return nil }
        var interpreter = interpreter(model(for: file, standing: nil), file)
        let step = interpreter.deliver(event)
        let entry = entry(kind, event.name, input, nil)
        let decision = try finish(
            entry,
            before: file,
            step: step,
            interpreter,
            events: step.microsteps.isEmpty ? [] : [event.name]
        )
        let outcome = decision.entry.outcome
        let isIdle =
            step.microsteps.isEmpty && step.errors.isEmpty && outcome.data.isEmpty
            && outcome.deadlines.isEmpty
            && outcome.chart == file.chart && kind != .message
        return isIdle ? nil : decision
    }

    /// Reckons the running deadlines by a new calendar; nil if none moves.
    func recalculate(_ file: CaseFile) throws -> Decision? {
        guard file.deadlines.contains(where: \.isOpen) else { return nil }
        let entry = entry(.calendar, "calendar.changed", .none, nil)
        let decision = try settle(entry, before: file, keeping(file), model: model(for: file, standing: nil))
        let isMoved = decision.entry.outcome.deadlines.contains { moved in
            !file.deadlines.contains { $0.isAlike(moved) }
        }
        return isMoved ? decision : nil
    }

    func keeping(_ file: CaseFile) -> DeadlineKeeping {
        DeadlineKeeping(
            file.deadlines,
            workflow: workflow,
            now: situation.now,
            recorded: situation.recorded,
            calendar: situation.calendar
        )
    }

    private func notify(of deadline: Deadline, _ reason: NoticeRow.Reason, _ decision: inout Decision) {
        guard let rule = workflow.deadlines.first(where: { $0.name == deadline.name }) else { return }
        owe(rule.tell, name: rule.name, reason, rule.text(of: reason), &decision)
    }
}

extension DeadlineRule {
    /// What a notice of the deadline says.
    public func text(of reason: NoticeRow.Reason) -> LocalizedText {
        switch reason {
        case .missed:
            LocalizedText(
                zhHant: "「\(title.zhHant)」已逾期,請即處理",
                en: "“\(title.en)” is overdue; act now"
            )
        case .reminder, .step, .correction:
            LocalizedText(
                zhHant: "「\(title.zhHant)」尚待辦理",
                en: "“\(title.en)” is still to be done"
            )
        }
    }
}

extension Deadline {
    /// Whether nothing but the calendar's version tells two computations of one deadline apart.
    func isAlike(_ other: Deadline) -> Bool {
        var mine = self
        var theirs = other
        mine.computed = computed.withoutCalendar
        theirs.computed = other.computed.withoutCalendar
        return mine == theirs
    }
}

extension Value {
    fileprivate var withoutCalendar: Value {
        guard case .map(var map) = self else { return self }
        map["calendar"] = nil
        return .map(map)
    }
}
