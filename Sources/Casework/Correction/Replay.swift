import CivilCalendar
import Expressions
import Statechart
import Values

/// Decides a corrected history from its first input to its last, in memory: where the case comes to stand is a place
/// to which its chart leads, and what would not have been possible on the way is known.
///
/// ```
///  inputs   open ─── assign ─────── (retimed) describe ─── overlay ── now
///  between     due: what falls due on the way falls due at its own instant; reminders are given by nobody
/// ```
struct Replay {
    /// How many things may fall due on the way.
    private static let dueLimit = 1_000

    let outer: CaseDecision
    let workflows: [String: Workflow]
    /// The number and unit under which the case was opened.
    let original: CaseFile.Pointer
    let id: CaseID

    private(set) var workflow: Workflow
    private(set) var file: CaseFile?
    private(set) var blocked: [BlockedStep] = []
    private(set) var openings: [Decision.ChildOpening] = []
    private(set) var sent: [String] = []
    private(set) var lost: [String] = []
    private(set) var noticed: [String] = []
    private(set) var documents: [CorrectedDocuments.Replayed] = []
    /// The revision of the input that is being decided; nil for what falls due on the way.
    private var revision: Int64?
    private var dues = 0

    init(_ outer: CaseDecision, of file: CaseFile, _ past: [PastEntry], _ workflows: [String: Workflow]) {
        self.outer = outer
        self.workflows = workflows
        original = file.pointers.first ?? CaseFile.Pointer(number: file.number, unit: file.unit)
        id = file.id
        workflow = past.first?.workflow ?? outer.workflow
    }

    /// Plays the inputs in order.
    mutating func play(_ inputs: [CorrectedHistory.Input]) throws {
        for input in inputs {
            revision = nil
            if file != nil { try catchUp(to: input) }
            revision = input.revision
            try take(input)
            guard file != nil else { return }
        }
    }

    // MARK: Time

    /// Takes what falls due before an input, each thing at its own instant.
    private mutating func catchUp(to input: CorrectedHistory.Input) throws {
        while let current = file, let due = current.nextDue(withReminders: false), due <= input.at {
            dues += 1
            guard dues <= Replay.dueLimit else { throw Refusal.tooMuch }
            let decision = try decision(
                recorded: outer.situation.recorded,
                claimed: max(due, current.changedAt),
                Repetition(roles: [], referral: nil),
                []
            ).due(on: current)
            // An entry that records the very thing follows, with the instant at which it was noticed.
            guard let decision, !input.records(decision.entry.event) else { return }
            keep(decision)
        }
    }

    private func decision(
        recorded: Instant,
        claimed: Instant?,
        _ repetition: Repetition?,
        _ answers: [RecordedAnswer]
    ) -> CaseDecision {
        var situation = Situation(
            workflow: workflow,
            now: recorded,
            claimed: claimed,
            calendar: outer.situation.calendar,
            directory: outer.situation.directory,
            surroundings: RepeatedSurroundings(
                answers: answers,
                isPast: repetition != nil,
                live: outer.surroundings
            )
        )
        situation.repetition = repetition
        return CaseDecision(in: situation)
    }

    // MARK: Inputs

    private mutating func take(_ input: CorrectedHistory.Input) throws {
        switch input.what {
        case .past(let past): try take(past, input)
        case .append(let action, let data, let account):
            let isNew = input.revision == Int64.max
            let decision = decision(
                recorded: input.recorded,
                claimed: input.at,
                isNew ? nil : Repetition(roles: [], referral: nil),
                []
            )
            try act(action, data, account, decision, revision: nil)
        case .take(let action):
            let decision = decision(recorded: input.recorded, claimed: nil, nil, [])
            try act(action, ValueMap(), Gate.system, decision, revision: nil)
        case .overlay(let values): try overlay(values, input)
        case .reassign(let from, let to):
            guard let file else { return }
            try overlay(file.handover(from: from, to: to, workflow), input)
        case .settle: try overlay(ValueMap(), input)
        case .migrate(let bundle, let states): try migrate(to: bundle, states, input)
        }
    }

    private mutating func take(_ past: PastEntry, _ input: CorrectedHistory.Input) throws {
        let entry = past.entry
        let isMoved = input.at != entry.claimed ?? entry.at
        let decision = decision(
            recorded: entry.at,
            claimed: isMoved ? input.at : entry.claimed,
            Repetition(roles: entry.roles, referral: entry.outcome.referral),
            entry.answers
        )
        switch entry.kind {
        case .open: try open(past, decision)
        case .action:
            guard case .form(let form) = entry.input else { return }
            try act(entry.event, form, entry.account ?? Gate.system, decision, revision: past.revision)
        case .message:
            guard case .message(let event) = entry.input, let file else { return }
            if case .success(let taken)? = try decision.decide(.message(event), on: file) { keep(taken) }
        case .facts:
            guard let file, case .success(let taken)? = try decision.decide(.facts, on: file) else { return }
            keep(taken)
        case .deadline, .delayed: try due(entry)
        case .calendar, .erasure, .correction, .migration, .register: break
        }
    }

    /// What fell due then, if it still does; reminders leave no trace in a case but that they were given.
    private mutating func due(_ entry: Entry) throws {
        let decision = decision(
            recorded: entry.at,
            claimed: entry.claimed ?? entry.at,
            Repetition(roles: [], referral: entry.outcome.referral),
            entry.answers
        )
        guard let file, !entry.event.hasPrefix("reminder."), let taken = try decision.due(on: file),
            taken.entry.event == entry.event
        else { return }
        keep(taken)
    }

    private mutating func open(_ past: PastEntry, _ decision: CaseDecision) throws {
        guard case .form(let form) = past.entry.input, let opening = past.opening else { return }
        let result = try decision.open(
            Opening(
                id: id,
                unit: opening.unit,
                data: form,
                account: past.entry.account ?? Gate.system,
                parent: opening.parent,
                paper: opening.paper
            )
        )
        switch result {
        case .success(let taken):
            var taken = taken
            // The number was given once; a unit may have been renamed since.
            if past.entry.outcome.referral == nil {
                taken.after.number = original.number
            } else {
                taken.after.pointers = [original]
            }
            keep(taken)
        case .failure(let refusal): block(past.revision, "open", refusal)
        }
    }

    private mutating func act(
        _ action: String,
        _ data: ValueMap,
        _ account: String,
        _ decision: CaseDecision,
        revision: Int64?
    ) throws {
        guard let file else { return }
        switch try decision.decide(.action(action, data: data, account: account), on: file) {
        case .success(let taken)?: keep(taken)
        case .failure(let refusal)?: block(revision, action, refusal)
        case nil: break
        }
    }

    /// Lays values over the data outside any form, and lets the chart follow.
    private mutating func overlay(_ values: ValueMap, _ input: CorrectedHistory.Input) throws {
        guard let file else { return }
        let isNew = input.revision == Int64.max
        let decision = decision(
            recorded: input.recorded,
            claimed: nil,
            isNew ? nil : Repetition(roles: [], referral: nil),
            []
        )
        keep(try decision.overlay(values, on: file))
    }

    private mutating func migrate(
        to bundle: String,
        _ states: [String: String],
        _ input: CorrectedHistory.Input
    )
        throws
    {
        guard let old = file, let target = workflows[bundle] else { throw Refusal.unknown(.workflow) }
        let before = workflow
        workflow = target
        let decision = decision(
            recorded: input.recorded,
            claimed: nil,
            Repetition(roles: [], referral: nil),
            []
        )
        switch try decision.adopt(old, from: before, states: states) {
        case .success(let adopted):
            file = adopted.file
            lost = adopted.lost
        case .failure(let refusal):
            workflow = before
            block(nil, "migrate", refusal)
        }
    }

    private mutating func block(_ revision: Int64?, _ action: String, _ refusal: Refusal) {
        blocked.append(BlockedStep(revision: revision, action: action, refusal: refusal))
    }

    private mutating func keep(_ decision: Decision) {
        file = decision.after
        openings += decision.openings
        sent += decision.messages.map(\.event.name)
        noticed += decision.entry.outcome.notices
        documents += decision.entry.outcome.documents.map {
            CorrectedDocuments.Replayed(document: $0, revision: revision, data: decision.after.data)
        }
    }
}

extension CorrectedHistory.Input {
    /// Whether it is the entry of something that fell due under this name.
    fileprivate func records(_ event: String) -> Bool {
        guard case .past(let past) = what else { return false }
        return (past.entry.kind == .deadline || past.entry.kind == .delayed) && past.entry.event == event
    }
}

extension CaseFile {
    /// The fields in which one account is to stand in another's place: persons, but for those whom the case keeps away.
    func handover(from: String, to: String, _ workflow: Workflow) -> ValueMap {
        var values = ValueMap()
        for field in workflow.fields where data[field.name] != nil {
            let isBarred = workflow.relations.contains { $0.isConflicted && $0.field.root == field.name }
            guard !isBarred, let value = data[field.name] else { continue }
            let handed = value.handedOver(from: from, to: to, field.type)
            if handed != value { values[field.name] = handed }
        }
        return values
    }
}

extension Value {
    fileprivate func handedOver(from: String, to: String, _ type: FieldType) -> Value {
        switch (type, self) {
        case (.person, .string(from)): return .string(to)
        case (.list(.person), .list(let elements)):
            return .list(elements.map { $0.handedOver(from: from, to: to, .person) })
        case _: return self
        }
    }
}

/// What an entry was told then; beyond that the store is asked as it is now, and the answer is recorded.
struct RepeatedSurroundings: Surroundings {
    let answers: [RecordedAnswer]
    /// Whether it is decided again: then its number is known.
    let isPast: Bool
    let live: RecordingSurroundings

    func occurrences(_ search: OccurrenceSearch) throws -> [FoundOccurrence] {
        for case .occurrences(search, let found) in answers { return found }
        return live.occurrences(search)
    }

    func lot(_ series: String, among lots: Range<Int>, _ number: (Int) -> String) throws -> Int {
        for case .lot(series, let lot) in answers { return lot }
        return isPast ? 0 : live.lot(series, among: lots, number)
    }

    func serial(_ series: String) throws -> Int {
        for case .serial(series, let serial) in answers { return serial }
        return isPast ? 0 : live.serial(series)
    }
}
