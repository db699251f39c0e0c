import CivilCalendar
import Expressions
import Statechart
import Values

extension CaseDecision {
    /// Turns a step of the chart into a decision: deadlines, occurrences, parties, referral, notices.
    func finish(
        _ entry: Entry,
        before file: CaseFile,
        step: Step,
        _ interpreter: Interpreter<CaseModel>,
        events: [String],
        keeping: DeadlineKeeping? = nil
    ) throws -> Decision {
        var entry = entry
        var deadlines = keeping ?? self.keeping(file)
        var model = interpreter.model
        var events = events + step.microsteps.compactMap(\.event)
        if case .faulted(let reason) = step.status {
            // The chart is as it was: nothing was left, nothing met, and what was done to the data is thrown away.
            model = self.model(for: file, standing: nil)
            events = []
            entry.outcome.faults.append(reason)
        } else {
            entry.outcome.left = step.microsteps.flatMap(\.exited)
            entry.outcome.entered = step.microsteps.flatMap(\.entered)
            entry.outcome.taken = step.microsteps.flatMap { $0.transitions.map(\.label) }
            entry.outcome.documents = step.effects.compactMap(Entry.ProducedDocument.init)
        }
        entry.outcome.faults += step.errors.map { "\($0.place): \($0.message)" }
        let chart = interpreter.snapshot
        model.setEvent(nil)
        model.setActive(chart.configuration)
        deadlines.follow(
            left: entry.outcome.left,
            entered: entry.outcome.entered,
            events: events,
            active: chart.configuration,
            model: model
        )
        if case .ended = step.status { deadlines.end() }
        var decision = try settle(entry, before: file, deadlines, model: model, chart: chart)
        for effect in step.effects { carry(effect, &decision) }
        announceEnd(of: file, &decision)
        return decision
    }

    /// Completes an entry from the case before, its deadlines, data and chart.
    func settle(
        _ entry: Entry,
        before file: CaseFile,
        _ keeping: DeadlineKeeping,
        model: CaseModel,
        chart: ChartSnapshot? = nil
    ) throws -> Decision {
        var entry = entry
        var keeping = keeping
        if chart == nil {
            keeping.follow(
                left: [],
                entered: [],
                events: [],
                active: file.chart.configuration,
                model: model
            )
        }
        entry.outcome.chart = chart ?? file.chart
        entry.outcome.data = changes(from: file.data, to: model.data)
        entry.outcome.deadlines = changes(from: file.deadlines, to: keeping.deadlines)
        entry.outcome.faults += keeping.faults.filter { !file.faults.contains($0) }
        var after = file
        after.data = model.data
        let parties = parties(model.data)
        if parties != file.parties { entry.outcome.parties = parties }
        after.parties = parties
        if let repetition = situation.repetition {
            entry.outcome.referral = repetition.referral
        } else {
            entry.outcome.referral = referral(of: after, model, &entry.outcome.faults)
        }
        let before = file.revision == 0 ? [] : occurrences(self.model(for: file, standing: nil), file)
        let now = occurrences(model, file)
        entry.answers = surroundings.answers
        if let failure = surroundings.failure { throw failure }
        var folded = file
        folded.fold(entry)
        var decision = Decision(after: folded, entry: entry)
        decision.occurrences = now
        decision.changedOccurrences =
            before.filter { !now.contains($0) } + now.filter { !before.contains($0) }
        decision.isClosed = folded.isClosed(in: workflow)
        return decision
    }

    /// The deadlines made or changed; keeping them only changes them in place and adds new ones at the end.
    private func changes(from old: [Deadline], to new: [Deadline]) -> [Deadline] {
        new.indices.filter { $0 >= old.count || old[$0] != new[$0] }.map { new[$0] }
    }

    private func changes(from old: [String: Value], to new: [String: Value]) -> [String: Value?] {
        var changes: [String: Value?] = [:]
        for (name, value) in new where old[name] != value { changes[name] = .some(value) }
        for name in old.keys where new[name] == nil { changes[name] = .some(nil) }
        return changes
    }

    // MARK: Effects

    private func carry(_ effect: Effect, _ decision: inout Decision) {
        switch effect {
        case .send(let event, let recipient):
            let signed = event.signed(for: recipient, by: decision.after)
            decision.messages.append(Decision.OutgoingMessage(event: signed, recipient: recipient))
            decision.entry.outcome.sent.append(event.name)
        case .start(let name, let workflow, let payload):
            decision.openings.append(
                Decision.ChildOpening(name: name, workflow: workflow, data: payload?.pairs ?? ValueMap())
            )
        case .perform("notify", let arguments):
            let name = arguments["notice"]?.text ?? ""
            guard let rule = workflow.notices[name] else { return }
            owe(rule.tell, name: name, .step, rule.text, &decision)
        // Documents stand in the entry already, because the case after it has them.
        case .perform: break
        }
    }

    private func announceEnd(of file: CaseFile, _ decision: inout Decision) {
        guard case .ended(let data) = decision.after.chart.status, let parent = file.parent else { return }
        let event = Event("done.case.\(parent.name)", invokeID: parent.name, data: data)
        decision.messages.append(Decision.OutgoingMessage(event: event, recipient: .parent))
    }

    /// Records a notice for everybody that a list of roles and relations means; whoever is kept away gets none.
    func owe(
        _ tell: [String],
        name: String,
        _ reason: NoticeRow.Reason,
        _ text: LocalizedText,
        _ decision: inout Decision
    ) {
        var accounts = recipients(of: tell, in: decision.after)
        if accounts.isEmpty, reason == .missed {
            // Somebody is always told of a miss.
            accounts = recipients(of: [Gate.unitHead], in: decision.after)
        }
        for account in accounts {
            decision.notices.append(
                NoticeRow(
                    account: account,
                    caseID: decision.after.id,
                    name: name,
                    reason: reason,
                    text: text,
                    at: situation.recorded
                )
            )
            decision.entry.outcome.notices.append("\(account):\(name)")
        }
    }

    private func recipients(of tell: [String], in file: CaseFile) -> [String] {
        Gate.recipients(
            of: tell,
            in: file,
            workflow: workflow,
            directory: situation.directory,
            now: situation.recorded
        )
    }

    // MARK: Occurrences

    func occurrences(_ model: CaseModel, _ file: CaseFile) -> [Occurrence] {
        workflow.occurrences.compactMap { rule in
            guard case .value(.bool(true)) = model.evaluate(rule.condition).outcome,
                let day = model.day(of: rule.day)
            else { return nil }
            let places = rule.places.compactMap { model.data[$0]?.text }
            guard !places.isEmpty else { return nil }
            return Occurrence(kind: rule.kind, caseID: file.id, day: day.iso, places: places)
        }
    }

    // MARK: Parties and referral

    func parties(_ data: [String: Value]) -> [Party] {
        var parties: [Party] = []
        for relation in workflow.relations {
            let value = data[relation.field.root] ?? .null
            for account in accounts(at: relation.field.names.dropFirst(), in: value) {
                let party = Party(
                    account: account,
                    relation: relation.name,
                    isConflicted: relation.isConflicted
                )
                if !parties.contains(party) { parties.append(party) }
            }
        }
        return parties
    }

    private func accounts(at path: ArraySlice<String>, in value: Value) -> [String] {
        if case .list(let elements) = value { return elements.flatMap { accounts(at: path, in: $0) } }
        guard let name = path.first else { return value.text.map { [$0] } ?? [] }
        return value[name].map { accounts(at: path.dropFirst(), in: $0) } ?? []
    }

    /// Where the case has to go because whoever heads its unit is a party that may not decide it, because it is
    /// about the head of the agency, or because nobody is left there who may: the nearest unit above that is free.
    private func referral(of file: CaseFile, _ model: CaseModel, _ faults: inout [String]) -> Entry.Referral?
    {
        let line = situation.directory.lineage(of: file.unit)
        let barred = accounts(in: file) { $0.refersUpward }
        guard let left = unitsToLeave(file, line, barred, model) else { return nil }
        for unit in line.dropFirst(left) where !(unit.head.map(barred.contains) ?? false) {
            var moved = file
            moved.unit = unit.id
            guard !isDeserted(moved) else { continue }
            let hides = file.parties.contains(where: \.isConflicted)
            return Entry.Referral(unit: unit.id, number: number(in: unit.id, hides: hides))
        }
        let fault = "no superior unit is free to take the case"
        if !file.faults.contains(fault) { faults.append(fault) }
        return nil
    }

    /// How many units of the line upward the case may not stay in; nil if it may stay where it is.
    private func unitsToLeave(
        _ file: CaseFile,
        _ line: [Unit],
        _ barred: Set<String>,
        _ model: CaseModel
    ) -> Int? {
        var highest: Int?
        if let own = line.first?.head, barred.contains(own) { highest = 0 }
        let above = accounts(in: file) { $0.refersFromBelow }
        if let headed = line.lastIndex(where: { $0.head.map(above.contains) ?? false }) { highest = headed }
        if let condition = workflow.refersUpward,
            case .value(.bool(true)) = model.evaluate(condition).outcome,
            let agency = situation.directory.agency(of: file.unit),
            let place = line.firstIndex(where: { $0.id == agency.id })
        {
            highest = max(highest ?? 0, place)
        }
        if highest == nil, !line.isEmpty, file.parties.contains(where: \.isConflicted), isDeserted(file) {
            highest = 0
        }
        return highest.map { $0 + 1 }
    }

    private func accounts(in file: CaseFile, _ isMeant: (RelationRule) -> Bool) -> Set<String> {
        let names = Set(workflow.relations.filter(isMeant).map(\.name))
        return Set(file.parties.lazy.filter { names.contains($0.relation) }.map(\.account))
    }

    /// Whether conflicts of interest leave nobody who may see it by role in the case's own unit or, where nobody
    /// holds such a role there, in the nearest one above where somebody does; and nobody who can go on with it by
    /// name.
    private func isDeserted(_ file: CaseFile) -> Bool {
        let line = situation.directory.lineage(of: file.unit)
        guard let nearest = line.first(where: { !holders(in: $0.id).isEmpty }) else { return false }
        let keepers = accounts(in: file) { $0.keepsCase }
        return (holders(in: nearest.id) + keepers).allSatisfy { account in
            let standing = standing(of: account, in: file)
            return standing.isConflicted || (standing.grants.isEmpty && !keepers.contains(account))
        }
    }

    /// The accounts that hold a role in a unit by which they may see the workflow's cases.
    private func holders(in unit: String) -> [String] {
        situation.directory.accounts(grantedIn: unit).filter { account in
            account.isEnabled
                && account.grants.contains { grant in
                    grant.unit == unit && grant.holds(at: situation.recorded)
                        && (workflow.access.isEmpty || workflow.access.contains(grant.role))
                }
        }
        .map(\.id)
    }
}

extension Entry.ProducedDocument {
    /// The document that an effect makes; nil for other effects.
    fileprivate init?(_ effect: Effect) {
        guard case .perform("document", let arguments) = effect, let form = arguments["document"]?.text else {
            return nil
        }
        self.init(form: form, copy: arguments["copy"]?.text)
    }
}

extension Event {
    /// The event as the recipient sees it: who sent it, in a form that it can answer to (SCXML 5.10.1).
    ///
    /// A case found by its number is not told the sender's: whoever reads the one need not know of the other.
    fileprivate func signed(for recipient: Recipient, by sender: CaseFile) -> Event {
        let origin: String? =
            switch recipient {
            case .parent: sender.parent?.name
            case .child: "parent"
            case .itself, .number: self.origin
            }
        return Event(
            name,
            type: type,
            sendID: sendID,
            origin: origin,
            originType: origin == nil ? originType : "case",
            invokeID: recipient == .parent ? sender.parent?.name : invokeID,
            data: data
        )
    }
}
