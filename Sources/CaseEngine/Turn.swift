import Casework
import CivilCalendar
import Documents
import Statechart
import Values

/// What the writer knows beside the store; copied for a batch, taken over after COMMIT.
struct WriterState: Sendable {
    var directory: Directory
    var calendar: OfficeCalendar
    var calendarTexts: [Int: String]
    /// The cases erased in this batch: their keys are forgotten and the log is emptied after COMMIT.
    var erased: [CaseID] = []
}

/// Thrown to roll a dry run's savepoint back, carrying what it would have done.
struct DryRunDone: Error {
    let receipt: Receipt
}

/// One command inside the writer's turn: what it sets off is worked off first in, first out, one entry each,
/// in the same savepoint.
struct Turn {
    /// How many entries one command may make.
    static let entryLimit = 64

    let transaction: any StorageTransaction
    let shelf: WorkflowShelf
    let vault: CaseVault
    let workflows: any WorkflowSource
    let now: Instant
    var state: WriterState
    /// The request that the turn carries out, until its entry has stated it: what it sets off was not asked for.
    var request: RequestDigests?

    private var queue: [Work] = []
    /// How many entries were made so far; each step from paper begins anew.
    var entries = 0
    private var started: [CaseID] = []
    private(set) var notices = 0
    /// The case that the command is about, once an entry of it was written.
    private(set) var subject: CaseID?
    /// Whether the turn is about a change set, which is of no one case.
    var isChange = false
    /// Who may put things right, and what needs a second person.
    var policy = CorrectionPolicy()
    /// The forms on file, asked for only where a correction touches documents.
    var forms: () throws -> FormShelf = { FormShelf() }
    /// The case whose due things the engine takes one by one, each in a savepoint of its own.
    var firing: CaseID?
    /// The instant claimed for what is being entered from paper; nil outside.
    var claimed: Instant?
    /// The cases that come from paper in this turn: until it is entered they run by the claimed time.
    var takenOver: Set<CaseID> = []

    init(
        _ transaction: any StorageTransaction,
        shelf: WorkflowShelf,
        vault: CaseVault,
        workflows: any WorkflowSource,
        now: Instant,
        state: WriterState
    ) {
        self.transaction = transaction
        self.shelf = shelf
        self.vault = vault
        self.workflows = workflows
        self.now = now
        self.state = state
    }

    /// Something that a decision has set off.
    private enum Work {
        case open(Decision.ChildOpening, CaseID, parent: CaseFile, cause: Int64)
        /// The sender of a message is told if nobody takes it.
        case happen(Happening, CaseID, cause: Int64, sender: CaseID? = nil)
    }

    // MARK: Commands

    mutating func run(_ request: Request) throws -> Receipt {
        var receipt = try carryOut(request)
        receipt.started = try started.compactMap { try number(of: $0, for: request.account) }
        return try known(receipt, of: subject, for: request)
    }

    private mutating func carryOut(_ request: Request) throws -> Receipt {
        switch request.command {
        case .open(let workflow, let unit, let data):
            return try open(workflow, in: unit, data, for: request.account)
        case .takeOver(let paper): return try takeOver(paper, for: request.account)
        case .act(let number, let action, let data, let revision):
            return try act(action, on: number, data, revision, for: request.account)
        case .deliver(let number, let event):
            guard request.account == Gate.system else { throw Refusal.unknown(.case) }
            return try deliver(event, to: number)
        case .register(let change): return try register(change, for: request.account)
        case .dayOff(let date, let name): return try dayOff(date, name, for: request.account)
        case .erase(let number, let reason, let includingPassed):
            return try erase(number, reason, includingPassed: includingPassed, for: request.account)
        case .change(let change): return try self.change(change, for: request.account)
        }
    }

    mutating func open(
        _ name: String,
        in unit: String,
        _ data: ValueMap,
        for account: String,
        paper: PaperRecord? = nil
    ) throws -> Receipt {
        guard state.directory.units[unit] != nil else { throw Refusal.unknown(.unit) }
        guard let (workflow, bundle) = try definition(of: name, in: unit, at: claimed ?? now) else {
            throw Refusal.unknown(.workflow)
        }
        try transaction.keep(bundle: bundle.bytes, hash: bundle.hash)
        let id = try transaction.nextCaseID()
        if paper != nil { takenOver.insert(id) }
        let opening = Opening(id: id, unit: unit, data: data, account: account, parent: nil, paper: paper)
        let decision = try decision(on: id, workflow, by: account) { try $0.open(opening) }
        let frame = EntryFrame.Opening(workflow: name, unit: unit, parent: nil, paper: paper)
        let receipt = try keep(decision, opened: nil, workflow: workflow, opening: frame, cause: nil)
        return try workOff(receipt)
    }

    mutating func act(
        _ action: String,
        on number: String,
        _ data: ValueMap,
        _ revision: Int64?,
        for account: String
    ) throws -> Receipt {
        guard case .current(let id)? = try transaction.lookUp(number: number) else {
            _ = try maySee(.stranger, account)
            throw Refusal.unknown(.case)
        }
        // Before the case is opened: the way to the answer is the same as where there is no case.
        guard try maySee(id, account) else { throw Refusal.unknown(.case) }
        let (opened, workflow) = try load(id)
        if let revision, revision != opened.file.revision {
            throw Refusal.conflict(revision: opened.file.revision)
        }
        let happening = Happening.action(action, data: data, account: account)
        let decision = try decision(on: id, workflow, by: account) {
            try $0.decide(happening, on: opened.file)
        }
        guard let decision else { throw Refusal.notPossible(action: action, possible: []) }
        let receipt = try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: nil)
        return try workOff(receipt)
    }

    private mutating func deliver(_ event: Event, to number: String) throws -> Receipt {
        guard case .current(let id)? = try transaction.lookUp(number: number) else {
            throw Refusal.unknown(.case)
        }
        let (opened, workflow) = try load(id)
        guard opened.file.erasedAt == nil else { throw Refusal.erased(event.name) }
        guard
            let decision = try decision(
                on: id,
                workflow,
                by: nil,
                { try $0.decide(.message(event), on: opened.file) }
            )
        else { throw Refusal.notPossible(action: event.name, possible: []) }
        let receipt = try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: nil)
        return try workOff(receipt)
    }

    // MARK: Deciding

    /// The instant claimed for a case at the moment; nil for one that runs by the journal's time.
    func claimedTime(of id: CaseID) -> Instant? { takenOver.contains(id) ? claimed : nil }

    func situation(_ workflow: Workflow, of id: CaseID) -> Situation {
        Situation(
            workflow: workflow,
            now: now,
            claimed: claimedTime(of: id),
            calendar: state.calendar,
            directory: state.directory,
            surroundings: StoreSurroundings(
                snapshot: transaction,
                maySee: { [self] head, account in try maySee(head.file, account) },
                nextSerial: transaction.nextSerial,
                draw: { [vault] limit, attempt in vault.sealing.lot(below: limit, for: id, attempt: attempt) }
            )
        )
    }

    func decision(
        on id: CaseID,
        _ workflow: Workflow,
        by account: String?,
        _ decide: (CaseDecision) throws -> Result<Decision, Refusal>?
    ) throws -> Decision? {
        switch try decide(CaseDecision(in: situation(workflow, of: id))) {
        case .success(let decision)?: return decision
        case .failure(let refusal)?: throw refusal
        case nil: return nil
        }
    }

    func decision(
        on id: CaseID,
        _ workflow: Workflow,
        by account: String,
        _ decide: (CaseDecision) throws -> Result<Decision, Refusal>
    ) throws -> Decision {
        try decide(CaseDecision(in: situation(workflow, of: id))).get()
    }

    /// The definition in force for a unit at an instant.
    func definition(of workflow: String, in unit: String, at instant: Instant) throws
        -> (Workflow, AssembledBundle)?
    {
        guard let profile = state.directory.profile(of: unit) else { return nil }
        return try shelf.inForce(workflow, profile: profile, on: Taipei.date(of: instant))
    }

    /// A case with its sensitive values open; an erased one has none and no key.
    func load(_ id: CaseID) throws -> (OpenedCase, Workflow) {
        guard let head = try transaction.caseHead(id) else {
            throw StorageFailure.corrupt("case \(id.number) is missing")
        }
        let workflow = try shelf.workflow(head.file.bundleHash, in: transaction)
        // Where nothing is sealed, or nothing is left, nobody needs the key.
        guard head.file.erasedAt == nil, workflow.sealsData || !head.sealed.isEmpty else {
            return (try vault.open(head, key: []), workflow)
        }
        guard let key = try transaction.caseKey(id) else {
            throw StorageFailure.corrupt("the key of case \(id.number) is missing")
        }
        return (try vault.open(head, key: key), workflow)
    }

    // MARK: Keeping

    /// Writes a decision's entry and everything beside it, and notes what it sets off.
    mutating func keep(
        _ decided: Decision,
        opened: OpenedCase?,
        workflow: Workflow,
        opening: EntryFrame.Opening?,
        cause: Int64?
    ) throws -> Receipt {
        entries += 1
        guard entries <= Turn.entryLimit else { throw Refusal.tooMuch }
        var decision = decided
        let children = try giveIDs(to: &decision)
        try notePassing(&decision, workflow)
        let file = decision.after
        let key = try opened?.key ?? makeKey(for: file.id)
        let sequence = try transaction.chainHead().sequence + 1
        let frame = EntryFrame(
            sequence: sequence,
            caseID: file.id,
            number: file.number,
            revision: file.revision,
            bundleHash: file.bundleHash,
            cause: cause,
            request: request,
            opening: opening
        )
        request = nil
        let coding = vault.coding(for: workflow, id: file.id, revision: file.revision, key: key)
        let (bytes, sealed) = try coding.encode(decision.entry, frame: frame)
        let draft = EntryDraft(
            sequence: sequence,
            caseID: file.id,
            revision: file.revision,
            at: now,
            kind: decision.entry.kind,
            account: decision.entry.account,
            bytes: bytes
        )
        _ = try transaction.append(draft)
        if subject == nil, !isChange { subject = file.id }
        try transaction.save(
            CaseRecord(
                head: vault.close(file, workflow: workflow, earlier: opened?.sealed ?? [:], new: sealed),
                isClosed: decision.isClosed,
                states: file.chart.configuration,
                nextDue: file.nextDue,
                occurrences: decision.occurrences
            )
        )
        if !decision.notices.isEmpty { try transaction.owe(decision.notices) }
        if isChange || file.id == subject { notices += decision.notices.count }
        try follow(decision, children: children, cause: sequence)
        return Receipt(decision, sequence: sequence, workflow: workflow)
    }

    /// Gives the cases to open their ids; nil where no definition is in force.
    private func giveIDs(to decision: inout Decision) throws -> [CaseID?] {
        var children: [CaseID?] = []
        let time = claimedTime(of: decision.after.id) ?? now
        for child in decision.openings {
            guard try definition(of: child.workflow, in: decision.after.unit, at: time) != nil else {
                children.append(nil)
                continue
            }
            let id = try transaction.nextCaseID()
            children.append(id)
            decision.entry.outcome.children[child.name] = id
            decision.after.children[child.name] = id
        }
        return children
    }

    private func makeKey(for id: CaseID) throws -> [UInt8] {
        let key = vault.sealing.makeCaseKey(for: id)
        try transaction.keep(caseKey: key, for: id)
        return key
    }

    /// Puts what a decision sets off at the end of the queue: openings, messages, neighbours, its own events.
    private mutating func follow(_ decision: Decision, children: [CaseID?], cause: Int64) throws {
        let file = decision.after
        for (child, id) in zip(decision.openings, children) {
            if let id {
                queue.append(.open(child, id, parent: file, cause: cause))
            } else {
                let problem = Event(
                    "error.execution",
                    type: .platform,
                    invokeID: child.name,
                    data: ["message": .string("there is no workflow \(child.workflow) to start")]
                )
                queue.append(.happen(.message(problem), file.id, cause: cause))
            }
        }
        for message in decision.messages {
            if let recipient = try recipient(of: message, from: file) {
                queue.append(.happen(.message(message.event), recipient, cause: cause, sender: file.id))
            } else {
                complain(of: message.event, to: file.id, cause)
            }
        }
        for id in try neighbours(of: decision) { queue.append(.happen(.facts, id, cause: cause)) }
        // What is due of the case that is being fired comes next anyway, in a savepoint of its own; only what it
        // sent itself without a delay goes along.
        let isSent = file.chart.pending.first.map { !$0.isDelayed && $0.due == file.nextDue } ?? false
        let claimed = claimedTime(of: file.id)
        if let due = file.nextDue(withReminders: claimed == nil), due <= claimed ?? now,
            file.id != firing || isSent
        {
            queue.append(.happen(.due, file.id, cause: cause))
        }
    }

    /// Tells a sender that nobody takes its message.
    private mutating func complain(of event: Event, to sender: CaseID, _ cause: Int64) {
        let problem = Event(
            "error.execution",
            type: .platform,
            sendID: event.sendID,
            data: ["message": .string("there is nobody to send \(event.name) to")]
        )
        queue.append(.happen(.message(problem), sender, cause: cause))
    }

    // MARK: Working off

    mutating func workOff(_ receipt: Receipt) throws -> Receipt {
        while !queue.isEmpty {
            switch queue.removeFirst() {
            case .open(let child, let id, let parent, let cause): try start(child, id, parent, cause)
            case .happen(let happening, let id, let cause, let sender):
                try happen(happening, id, cause, sender)
            }
        }
        var receipt = receipt
        receipt.notices = notices
        return receipt
    }

    private mutating func start(
        _ child: Decision.ChildOpening,
        _ id: CaseID,
        _ parent: CaseFile,
        _ cause: Int64
    ) throws {
        let claimed = claimedTime(of: parent.id)
        guard let (workflow, bundle) = try definition(of: child.workflow, in: parent.unit, at: claimed ?? now)
        else {
            preconditionFailure("Invalid state: \(child.workflow) went out of force within a turn")
        }
        try transaction.keep(bundle: bundle.bytes, hash: bundle.hash)
        let link = CaseFile.Parent(id: parent.id, name: child.name)
        // What a step on paper started was kept on paper as well.
        if claimed != nil { takenOver.insert(id) }
        let paper = claimed == nil ? nil : parent.paper?.record
        let opening = Opening(
            id: id,
            unit: parent.unit,
            data: child.data,
            account: Gate.system,
            parent: link,
            paper: paper
        )
        let decision = try decision(on: id, workflow, by: Gate.system) { try $0.open(opening) }
        let frame = EntryFrame.Opening(
            workflow: child.workflow,
            unit: parent.unit,
            parent: link,
            paper: paper
        )
        _ = try keep(decision, opened: nil, workflow: workflow, opening: frame, cause: cause)
        started.append(decision.after.id)
    }

    private mutating func happen(
        _ happening: Happening,
        _ id: CaseID,
        _ cause: Int64,
        _ sender: CaseID?
    ) throws {
        switch happening {
        case .message, .facts: while try takeOne(id, cause: cause) != nil {}
        case .due, .calendar, .action: break
        }
        let (opened, workflow) = try load(id)
        guard opened.file.erasedAt == nil,
            let decision = try decision(
                on: id,
                workflow,
                by: nil,
                { try $0.decide(happening, on: opened.file) }
            )
        else {
            if case .message(let event) = happening, let sender { complain(of: event, to: sender, cause) }
            return
        }
        _ = try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: cause)
    }
}
