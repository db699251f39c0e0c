import Casework
import CivilCalendar
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
    private var entries = 0
    private var started: [String] = []
    private var notices = 0
    /// The case that the command is about, once an entry of it was written.
    private(set) var subject: CaseID?
    /// The case whose due things the engine takes one by one, each in a savepoint of its own.
    private var firing: CaseID?

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
        switch request.command {
        case .open(let workflow, let unit, let data):
            return try open(workflow, in: unit, data, for: request.account)
        case .act(let number, let action, let data, let revision):
            return try act(action, on: number, data, revision, for: request.account)
        case .deliver(let number, let event):
            guard request.account == Gate.system else { throw Refusal.unknown(.case) }
            return try deliver(event, to: number)
        case .register(let change): return try register(change, for: request.account)
        case .erase(let number, let reason, let includingPassed):
            return try erase(number, reason, includingPassed: includingPassed, for: request.account)
        }
    }

    private mutating func open(
        _ name: String,
        in unit: String,
        _ data: ValueMap,
        for account: String
    ) throws -> Receipt {
        guard state.directory.units[unit] != nil else { throw Refusal.unknown(.unit) }
        guard let (workflow, bundle) = try definition(of: name, in: unit) else {
            throw Refusal.unknown(.workflow)
        }
        try transaction.keep(bundle: bundle.bytes, hash: bundle.hash)
        let id = try transaction.nextCaseID()
        let opening = Opening(id: id, unit: unit, data: data, account: account, parent: nil)
        let decision = try decision(in: workflow, by: account) { try $0.open(opening) }
        let frame = EntryFrame.Opening(workflow: name, unit: unit, parent: nil)
        let receipt = try keep(decision, opened: nil, workflow: workflow, opening: frame, cause: nil)
        return try workOff(receipt)
    }

    private mutating func act(
        _ action: String,
        on number: String,
        _ data: ValueMap,
        _ revision: Int64?,
        for account: String
    ) throws -> Receipt {
        guard case .current(let id)? = try transaction.lookUp(number: number) else {
            throw Refusal.unknown(.case)
        }
        let (opened, workflow) = try load(id)
        if let revision, revision != opened.file.revision {
            throw conflict(with: opened.file, workflow, for: account)
        }
        let happening = Happening.action(action, data: data, account: account)
        let decision = try decision(in: workflow, by: account) { try $0.decide(happening, on: opened.file) }
        guard let decision else { throw Refusal.notPossible(action: action, possible: []) }
        let receipt = try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: nil)
        return try workOff(receipt)
    }

    /// A conflict, for whoever may know of the case; `decide` asks the gate itself where there is none.
    private func conflict(with file: CaseFile, _ workflow: Workflow, for account: String) -> Refusal {
        let standing = Gate.standing(
            of: account,
            in: file,
            workflow: workflow,
            directory: state.directory,
            now: now
        )
        return standing.maySee ? .conflict(revision: file.revision) : .unknown(.case)
    }

    private mutating func deliver(_ event: Event, to number: String) throws -> Receipt {
        guard case .current(let id)? = try transaction.lookUp(number: number) else {
            throw Refusal.unknown(.case)
        }
        let (opened, workflow) = try load(id)
        guard opened.file.erasedAt == nil else { throw Refusal.erased(event.name) }
        guard
            let decision = try decision(
                in: workflow,
                by: nil,
                { try $0.decide(.message(event), on: opened.file) }
            )
        else { throw Refusal.notPossible(action: event.name, possible: []) }
        let receipt = try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: nil)
        return try workOff(receipt)
    }

    private mutating func register(_ change: RegisterChange, for account: String) throws -> Receipt {
        guard isAdministrator(account) else {
            throw Refusal.notPermitted(action: "register", by: ["administrator"])
        }
        if case .account(let new) = change, new.id == Gate.system { throw Refusal.unknown(.account) }
        if let problem = state.directory.problem(with: change) { throw Refusal.invalidData([problem]) }
        let sequence = try transaction.chainHead().sequence + 1
        let entry = RegisterEntry(
            sequence: sequence,
            at: now,
            account: account,
            change: change,
            request: request
        )
        let head = try transaction.append(entry.draft)
        try transaction.put(change.kind, id: change.id, row: change.row)
        state.directory.apply(change)
        if case .calendar(let year, let text) = change {
            state.calendarTexts[year] = text
            state.calendar = try workflows.calendar(from: state.calendarTexts)
        }
        return Receipt(sequence: head.sequence, at: now)
    }

    // MARK: What is due

    /// Takes what is due of a case, one thing; false if nothing is.
    mutating func takeDue(_ id: CaseID) throws -> Bool {
        firing = id
        guard let receipt = try takeOne(id, cause: nil) else { return false }
        _ = try workOff(receipt)
        return true
    }

    private mutating func takeOne(_ id: CaseID, cause: Int64?) throws -> Receipt? {
        let (opened, workflow) = try load(id)
        guard opened.file.erasedAt == nil,
            let decision = try decision(in: workflow, by: nil, { try $0.decide(.due, on: opened.file) })
        else { return nil }
        return try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: cause)
    }

    /// Reckons a case's deadlines by the calendar in force; false if none moves.
    mutating func recalculate(_ id: CaseID) throws -> Bool {
        firing = id
        let (opened, workflow) = try load(id)
        guard opened.file.erasedAt == nil,
            let decision = try decision(in: workflow, by: nil, { try $0.decide(.calendar, on: opened.file) })
        else { return false }
        _ = try workOff(try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: nil))
        return true
    }

    // MARK: Deciding

    func situation(_ workflow: Workflow) -> Situation {
        Situation(
            workflow: workflow,
            now: now,
            calendar: state.calendar,
            directory: state.directory,
            surroundings: StoreSurroundings(snapshot: transaction, nextSerial: transaction.nextSerial)
        )
    }

    private func decision(
        in workflow: Workflow,
        by account: String?,
        _ decide: (CaseDecision) throws -> Result<Decision, Refusal>?
    ) throws -> Decision? {
        switch try decide(CaseDecision(in: situation(workflow))) {
        case .success(let decision)?: return decision
        case .failure(let refusal)?: throw refusal
        case nil: return nil
        }
    }

    private func decision(
        in workflow: Workflow,
        by account: String,
        _ decide: (CaseDecision) throws -> Result<Decision, Refusal>
    ) throws -> Decision {
        try decide(CaseDecision(in: situation(workflow))).get()
    }

    /// The definition in force for a unit now.
    private func definition(of workflow: String, in unit: String) throws -> (Workflow, AssembledBundle)? {
        guard let profile = state.directory.profile(of: unit) else { return nil }
        return try shelf.inForce(workflow, profile: profile, on: Taipei.date(of: now))
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
        if subject == nil { subject = file.id }
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
        notices += decision.notices.count
        try follow(decision, children: children, cause: sequence)
        return Receipt(decision, sequence: sequence, workflow: workflow)
    }

    /// Gives the cases to open their ids; nil where no definition is in force.
    private func giveIDs(to decision: inout Decision) throws -> [CaseID?] {
        var children: [CaseID?] = []
        for child in decision.openings {
            guard try definition(of: child.workflow, in: decision.after.unit) != nil else {
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
        if let due = file.nextDue, due <= now, file.id != firing || isSent {
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

    func addressee(of message: Decision.OutgoingMessage, from file: CaseFile) throws -> CaseID? {
        switch message.recipient {
        case .itself: return file.id
        case .parent: return file.parent?.id
        case .child(let name): return file.children[name]
        case .number(let number):
            guard case .current(let id)? = try transaction.lookUp(number: number) else { return nil }
            return id
        }
    }

    /// The cases that may count differently because this one's occurrences have changed.
    private func neighbours(of decision: Decision) throws -> [CaseID] {
        var found: Set<CaseID> = []
        for occurrence in decision.changedOccurrences {
            guard let day = CivilDate(iso: occurrence.day) else { continue }
            let search = OccurrenceSearch(
                kind: occurrence.kind,
                places: occurrence.places,
                first: MonthWindow.firstDay(reaching: day).iso,
                last: MonthWindow.lastDay(from: day).iso,
                excluding: decision.after.id
            )
            for neighbour in try transaction.occurrences(search) { found.insert(neighbour.caseID) }
        }
        return found.sorted()
    }

    // MARK: Working off

    private mutating func workOff(_ receipt: Receipt) throws -> Receipt {
        while !queue.isEmpty {
            switch queue.removeFirst() {
            case .open(let child, let id, let parent, let cause): try start(child, id, parent, cause)
            case .happen(let happening, let id, let cause, let sender):
                try happen(happening, id, cause, sender)
            }
        }
        var receipt = receipt
        receipt.started = started
        receipt.notices = notices
        return receipt
    }

    private mutating func start(
        _ child: Decision.ChildOpening,
        _ id: CaseID,
        _ parent: CaseFile,
        _ cause: Int64
    ) throws {
        guard let (workflow, bundle) = try definition(of: child.workflow, in: parent.unit) else {
            preconditionFailure("Invalid state: \(child.workflow) went out of force within a turn")
        }
        try transaction.keep(bundle: bundle.bytes, hash: bundle.hash)
        let link = CaseFile.Parent(id: parent.id, name: child.name)
        let opening = Opening(id: id, unit: parent.unit, data: child.data, account: Gate.system, parent: link)
        let decision = try decision(in: workflow, by: Gate.system) { try $0.open(opening) }
        let frame = EntryFrame.Opening(workflow: child.workflow, unit: parent.unit, parent: link)
        _ = try keep(decision, opened: nil, workflow: workflow, opening: frame, cause: cause)
        started.append(decision.after.number)
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
            let decision = try decision(in: workflow, by: nil, { try $0.decide(happening, on: opened.file) })
        else {
            if case .message(let event) = happening, let sender { complain(of: event, to: sender, cause) }
            return
        }
        _ = try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: cause)
    }
}
