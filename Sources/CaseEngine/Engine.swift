public import Casework
public import CivilCalendar
import Dispatch
import Logging
import Synchronization
public import Values

/// The only place where things happen: takes commands, decides them inside the writer's turn, and answers after
/// COMMIT.
///
/// ```
///  submit ──▶ waiting jobs ──▶ writer's queue: BEGIN ─┬─ savepoint: due, command ─┐
///  submit ──▶      (all that wait are one batch)      ├─ savepoint: command        ├─ COMMIT ─▶ answers
///  timer  ──▶                                         └─ savepoint: what is due ──┘
/// ```
///
/// One writer, a savepoint for each command, one COMMIT for all that wait (group commit, no artificial delay).
/// Nothing in memory changes before COMMIT. After a failure whose outcome is unknown nothing is answered any
/// more and `failStop` is called.
public final class Engine: Sendable {
    let configuration: EngineConfiguration
    let shelf: WorkflowShelf
    let vault: CaseVault

    let writer = DispatchQueue(label: "anwei.writer", qos: .userInitiated)
    private let waiting = Mutex(Waiting())
    private let state: Mutex<WriterState>
    let alarm = Mutex(Alarm())
    let credentials = Mutex(CredentialCache())

    private struct Waiting {
        var jobs: [Job] = []
        var isDraining = false
        var isStopped = false
        /// The outcome of a write is unknown: nothing is written or answered as done any more.
        var isFailed = false
    }

    /// One thing to be done inside the writer's turn, and who waits for it.
    struct Job: Sendable {
        let kind: Kind
        let answer: @Sendable (Result<Outcome, any Error>) -> Void

        enum Kind: Sendable {
            case request(Request, RequestKey?)
            case due
            case look(LookRow)
            case console(ConsoleNote)
        }

        enum Outcome: Sendable {
            case answered(Result<Receipt, Refusal>)
            case done
            case recorded(Int64)
        }
    }

    /// Opens the engine on its store: loads the register, and takes over calendars on file that are new.
    public init(_ configuration: EngineConfiguration) throws {
        self.configuration = configuration
        shelf = WorkflowShelf(configuration.workflows)
        vault = CaseVault(sealing: configuration.sealing)
        let loaded = try configuration.storage.read { snapshot in
            var texts: [Int: String] = [:]
            for (id, row) in try snapshot.register(.calendar) {
                guard
                    case .calendar(let year, let text) = try RegisterChange(kind: .calendar, id: id, row: row)
                else { continue }
                texts[year] = text
            }
            return (try Directory(snapshot), texts)
        }
        let calendar = try configuration.workflows.calendar(from: loaded.1)
        state = Mutex(WriterState(directory: loaded.0, calendar: calendar, calendarTexts: loaded.1))
        try takeOverCalendars()
    }

    /// The people and units as of the last COMMIT.
    public var directory: Directory { state.withLock(\.directory) }

    /// The office calendar as of the last COMMIT.
    public var calendar: OfficeCalendar { state.withLock(\.calendar) }

    // MARK: Commands

    /// Puts a request into the writer's queue and returns after COMMIT.
    ///
    /// Throws `StorageFailure` when the store could not take it: `.busy` and `.full` mean that nothing was done.
    public func submit(_ request: Request) async throws -> Result<Receipt, Refusal> {
        let kind = job(for: request)
        let outcome = try await withCheckedThrowingContinuation { continuation in
            enqueue(Job(kind: kind) { continuation.resume(with: $0) })
        }
        guard case .answered(let answer) = outcome else { preconditionFailure("Invalid state: no answer") }
        return answer
    }

    /// Does a request on the calling thread and returns after COMMIT: for rehearsals and commands.
    public func perform(_ request: Request) throws -> Result<Receipt, Refusal> { try perform([request])[0] }

    /// Does several requests as one batch, in one transaction with a savepoint each.
    public func perform(_ requests: [Request]) throws -> [Result<Receipt, Refusal>] {
        let outcomes = Mutex<[Int: Result<Job.Outcome, any Error>]>([:])
        let jobs = requests.enumerated().map { position, request in
            Job(kind: job(for: request)) { result in outcomes.withLock { $0[position] = result } }
        }
        try writer.sync { try commit(jobs) }
        return try requests.indices.map { position in
            guard case .answered(let answer)? = try outcomes.withLock({ $0[position] })?.get() else {
                preconditionFailure("Invalid state: request \(position) has no answer")
            }
            return answer
        }
    }

    /// Fires what is due and returns the next instant at which something is.
    @discardableResult
    public func fireDue() throws -> Instant? {
        try writer.sync { try commit([Job(kind: .due) { _ in }]) }
        return try configuration.storage.read { try $0.nextDue() }
    }

    /// Records a look at sensitive data; returns after COMMIT, before the data may leave.
    func record(_ look: LookRow) async throws {
        _ = try await withCheckedThrowingContinuation { continuation in
            enqueue(Job(kind: .look(look)) { continuation.resume(with: $0) })
        }
    }

    /// A request with what can be reckoned before the writer's turn, where everybody waits.
    private func job(for request: Request) -> Job.Kind {
        .request(request, request.key.map { RequestKey($0, of: request, sealing: configuration.sealing) })
    }

    // MARK: The writer's turn

    func enqueue(_ job: Job) {
        let mustStart = waiting.withLock { waiting in
            guard !waiting.isStopped else { return nil as Bool? }
            waiting.jobs.append(job)
            defer { waiting.isDraining = true }
            return !waiting.isDraining
        }
        switch mustStart {
        case true?: writer.async { self.drain() }
        case false?: break
        case nil: job.answer(.failure(Refusal.busy))
        }
    }

    private func drain() {
        while true {
            var jobs: [Job] = []
            waiting.withLock { waiting in
                swap(&jobs, &waiting.jobs)
                if jobs.isEmpty { waiting.isDraining = false }
            }
            guard !jobs.isEmpty else { return }
            try? commit(jobs)
        }
    }

    /// Does a batch in one transaction; answers each job after COMMIT, or with the batch's failure.
    private func commit(_ jobs: [Job]) throws {
        guard !waiting.withLock(\.isFailed) else {
            let failure = StorageFailure.outcomeUnknown("the engine has stopped itself")
            for job in jobs { job.answer(.failure(failure)) }
            throw failure
        }
        let before = state.withLock { $0 }
        do {
            let storage = configuration.storage
            // A dry run is undone for certain, so its savepoint has to be one from the beginning.
            let (answers, after, next, now) =
                try jobs.contains(where: \.rollsBack)
                ? storage.write { try work(jobs, from: before, $0) }
                : storage.writeRepeatably { try work(jobs, from: before, $0) }
            state.withLock { $0 = after.settled }
            if jobs.contains(where: \.changesCredentials) { credentials.withLock { $0.clear() } }
            try finishErasure(of: after.erased)
            setAlarm(for: next, at: now)
            for (job, answer) in zip(jobs, answers) { job.answer(answer) }
        } catch {
            stopAnswering(error)
            for job in jobs { job.answer(.failure(error)) }
            throw error
        }
    }

    /// Does the jobs of a batch and returns their answers, the state after them, when the next thing is due, and
    /// the journal's time.
    private func work(
        _ jobs: [Job],
        from before: WriterState,
        _ transaction: any StorageTransaction
    ) throws -> ([Result<Job.Outcome, any Error>], WriterState, Instant?, Instant) {
        var working = before
        let now = max(configuration.clock.now(), try transaction.chainHead().at)
        var answers: [Result<Job.Outcome, any Error>] = []
        for job in jobs { answers.append(try run(job, transaction, now, &working)) }
        if working.calendarTexts != before.calendarTexts {
            try recalculateDeadlines(transaction, now, working)
        }
        return (answers, working, try transaction.nextDue(), now)
    }

    /// After a failure whose outcome is unknown nothing is answered any more.
    func stopAnswering(_ error: any Error) {
        guard case StorageFailure.outcomeUnknown = error, let failure = error as? StorageFailure else {
            return
        }
        waiting.withLock {
            $0.isStopped = true
            $0.isFailed = true
        }
        // Who asks is read from the store again, which says what has happened.
        credentials.withLock { $0.clear() }
        configuration.failStop(failure)
    }

    /// Does one job; a failure of the medium ends the batch, any other only the job.
    private func run(
        _ job: Job,
        _ transaction: any StorageTransaction,
        _ now: Instant,
        _ working: inout WriterState
    ) throws -> Result<Job.Outcome, any Error> {
        do {
            switch job.kind {
            case .request(let request, let key):
                return .success(.answered(try answer(request, key, transaction, now, &working)))
            case .due: try fire(transaction, now, working)
            case .look(let look):
                let row = LookRow(at: now, account: look.account, caseID: look.caseID, fields: look.fields)
                try transaction.record(row)
            case .console(let note): return .success(.recorded(try note.record(in: transaction, at: now)))
            }
            return .success(.done)
        } catch let failure as StorageFailure where !failure.concernsOneCase {
            throw failure
        } catch {
            configuration.logger.error("a command failed: \(type(of: error))")
            return .failure(error)
        }
    }

    func turn(_ transaction: any StorageTransaction, _ now: Instant, _ working: WriterState) -> Turn {
        var turn = Turn(
            transaction,
            shelf: shelf,
            vault: vault,
            workflows: configuration.workflows,
            now: now,
            state: working
        )
        turn.policy = configuration.corrections
        turn.forms = configuration.forms
        return turn
    }

    private func answer(
        _ request: Request,
        _ key: RequestKey?,
        _ transaction: any StorageTransaction,
        _ now: Instant,
        _ working: inout WriterState
    ) throws -> Result<Receipt, Refusal> {
        if let key, let answered = try transaction.answered(key.digest) {
            guard answered.request == key.request else {
                try record(.keyReused, of: request, transaction, now)
                return .failure(.keyReused)
            }
            return .success(try repeated(answered, for: request, turn(transaction, now, working)))
        }
        if let number = request.command.number,
            let refusal = try fire(before: request, number, transaction, now, working)
        {
            return .failure(refusal)
        }
        if case .change(let change) = request.command {
            let concerned = try turn(transaction, now, working).cases(of: change, for: request.account)
            for id in concerned where try !fire(id, transaction, now, working) { return .failure(.busy) }
        }
        do {
            let (receipt, after, takenOver) = try transaction.savepoint {
                var turn = turn(transaction, now, working)
                turn.request = key?.digests
                var receipt = try turn.run(request)
                if turn.state.calendarTexts != working.calendarTexts {
                    let moved = try recalculateDeadlines(transaction, now, turn.state)
                    receipt.moved = try moved.flatMap { try self.moves($0, turn, for: request.account) }
                }
                if let key, !request.isDryRun {
                    try transaction.remember(key.answered(receipt, turn.subject))
                }
                receipt.isDryRun = request.isDryRun
                if request.isDryRun { throw DryRunDone(receipt: receipt) }
                return (receipt, turn.state, turn.takenOver)
            }
            working = after
            // What is due of a case from paper by now falls due as after downtime; what is left fires shortly.
            for id in takenOver.sorted() { _ = try fire(id, transaction, now, working) }
            return .success(receipt)
        } catch let done as DryRunDone {
            return .success(done.receipt)
        } catch let refusal as Refusal {
            try record(refusal, of: request, transaction, now)
            return .failure(refusal)
        }
    }

    /// Adds to the stream of refusals; a dry run leaves no trace there either.
    private func record(
        _ refusal: Refusal,
        of request: Request,
        _ transaction: any StorageTransaction,
        _ now: Instant
    ) throws {
        guard !request.isDryRun else { return }
        var workflow: Workflow?
        if let number = request.command.number {
            let found = try transaction.lookUp(number: number)
            let id = if case .current(let id)? = found { id } else { CaseID.stranger }
            if let head = try transaction.caseHead(id) {
                workflow = try shelf.workflow(head.file.bundleHash, in: transaction)
            }
        } else if let (name, unit, day) = request.command.opening(at: now),
            let profile = state.withLock({ $0.directory.profile(of: unit) })
        {
            workflow = try shelf.inForce(name, profile: profile, on: Taipei.date(of: day))?.0
        }
        let names = KnownNames(workflow, workflows: configuration.workflows.names)
        try transaction.record(refusal.row(for: request, at: now, transaction, knowing: names))
    }

    /// The answer to a request that was carried out before, rendered anew from its entry.
    private func repeated(_ answered: AnsweredKey, for request: Request, _ turn: Turn) throws -> Receipt {
        let transaction = turn.transaction
        guard let stored = try transaction.entries(after: answered.sequence - 1, limit: 1).first else {
            throw StorageFailure.corrupt("the entry of a remembered key is missing")
        }
        guard answered.caseID != CaseID(0) else {
            return try turn.repeated(stored, for: request.account)
        }
        guard
            let head = try transaction.caseHead(answered.caseID)
        else { throw StorageFailure.corrupt("the entry of a remembered key is missing") }
        let workflow = try shelf.workflow(head.file.bundleHash, in: transaction)
        let key = try transaction.caseKey(answered.caseID)
        let coding = vault.coding(
            for: workflow,
            id: answered.caseID,
            revision: stored.draft.revision,
            key: key
        )
        let (entry, frame) = try coding.decode(stored.draft.bytes)
        var receipt = Receipt(sequence: answered.sequence, at: entry.at)
        receipt.number = frame.number
        receipt.revision = frame.revision
        receipt.describe(entry.outcome, workflow)
        receipt.notices = entry.outcome.notices.count
        receipt.started = try entry.outcome.children.values.sorted().compactMap {
            try turn.number(of: $0, for: request.account)
        }
        receipt.isRepeated = true
        return try turn.known(receipt, of: answered.caseID, for: request)
    }

    private func takeOverCalendars() throws {
        let known = state.withLock(\.calendarTexts)
        let texts = configuration.workflows.calendarTexts.map { year, text in
            (year, known[year].map { CalendarText.carrying(from: $0, to: text) } ?? text)
        }
        let new = texts.filter { known[$0.0] != $0.1 }
        guard !new.isEmpty else { return }
        // What was announced since stands in no file.
        let changes = new.sorted { $0.0 < $1.0 }.map { RegisterChange.calendar(year: $0.0, text: $0.1) }
        _ = try perform(changes.map { Request(account: Gate.system, command: .register($0)) })
    }

    /// Reckons every running deadline by the calendar in force, one entry for each case whose deadlines move,
    /// in the transaction that keeps the calendar: a crash leaves both or neither.
    @discardableResult
    func recalculateDeadlines(
        _ transaction: any StorageTransaction,
        _ now: Instant,
        _ working: WriterState
    ) throws -> [CaseFile] {
        var moved: [CaseFile] = []
        var query = DeadlineQuery(units: Set(working.directory.units.keys), account: "", limit: .max)
        query.status = .running
        for id in Set(try transaction.deadlines(query).map(\.caseID)).sorted() {
            do {
                let before = try transaction.caseHead(id)?.file
                let moves = try transaction.savepoint {
                    var turn = turn(transaction, now, working)
                    return try turn.recalculate(id)
                }
                if moves, let before { moved.append(before) }
                _ = try fire(id, transaction, now, working)
            } catch let failure as StorageFailure where !failure.concernsOneCase {
                throw failure
            } catch {
                configuration.logger.error("case \(id.number): cannot be reckoned anew: \(type(of: error))")
            }
        }
        return moved
    }

    /// Runs something in the writer's turn that is no command; for repairs, while no door is open.
    func alone<Result>(_ body: (any StorageTransaction, Instant, WriterState) throws -> Result) throws
        -> Result
    {
        let working = state.withLock { $0 }
        return try writer.sync {
            try configuration.storage.write { transaction in
                try body(transaction, max(configuration.clock.now(), try transaction.chainHead().at), working)
            }
        }
    }

    // MARK: Life

    /// Takes no more commands, finishes those that wait, and closes the store.
    public func stop() throws {
        alarm.withLock { alarm in
            alarm.isOn = false
            alarm.work?.cancel()
        }
        waiting.withLock { $0.isStopped = true }
        try writer.sync {
            drain()
            try configuration.storage.close()
        }
    }

    /// Whether commands are taken.
    public var isReady: Bool { !waiting.withLock(\.isStopped) }
}

extension StorageFailure {
    /// Whether only the case at hand is concerned, so that the rest of a batch can go on.
    var concernsOneCase: Bool {
        switch self {
        case .corrupt: true
        case .busy, .full, .outcomeUnknown, .unreadable, .foreign, .newerSchema, .inUse: false
        }
    }
}
