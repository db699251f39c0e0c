import Casework
import Values

/// The store as it would be after some steps: what was written lies over a snapshot and goes away with it.
///
/// The very turn of the writer runs on it, so that a simulation takes no other way than a real step.
final class Fork: StorageTransaction {
    private let base: any StorageSnapshot
    private var state: State
    private var knownSerials: [String: Int64]?

    /// What lies over the snapshot.
    private struct State {
        var chain: ChainHead
        var cases: [CaseID: CaseRecord] = [:]
        var numbers: [String: NumberLookup] = [:]
        var serials: [String: Int] = [:]
        var bundles: [String: [UInt8]] = [:]
        var caseKeys: [CaseID: [UInt8]] = [:]
        var steps: [Step] = []
    }

    /// One entry, with the case after it and the notices owed for it.
    struct Step {
        let entry: StoredEntry
        /// The deadlines of the case before the entry; nil if it was opened by it.
        let before: [Deadline]?
        var head: CaseHead?
        var notices: [NoticeRow] = []
    }

    init(_ base: any StorageSnapshot) throws {
        self.base = base
        state = State(chain: try base.chainHead())
    }

    /// Everything that was done so far, in order.
    var steps: [Step] { state.steps }

    /// Whether a case began in the fork, so that its key is no real one.
    func isForked(_ id: CaseID) -> Bool { state.caseKeys[id] != nil }

    // MARK: Writing

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        let before = state
        do {
            return try body()
        } catch {
            state = before
            throw error
        }
    }

    func nextSerial(_ series: String) throws -> Int {
        let known = try knownSerials ?? base.serials()
        knownSerials = known
        let next = (state.serials[series] ?? Int(known[series] ?? 0)) + 1
        state.serials[series] = next
        return next
    }

    func nextCaseID() throws -> CaseID { CaseID(Int64(try nextSerial(""))) }

    func append(_ entry: EntryDraft) throws -> ChainHead {
        // Nobody will verify this chain, so nothing is hashed.
        state.chain = ChainHead(sequence: entry.sequence, hash: state.chain.hash, at: entry.at)
        let before = try entry.caseID.flatMap { try caseHead($0)?.file.deadlines }
        state.steps.append(Step(entry: StoredEntry(draft: entry, hash: []), before: before))
        return state.chain
    }

    func save(_ record: CaseRecord) throws {
        let file = record.head.file
        for pointer in file.pointers { state.numbers[pointer.number] = .pointer(file.id, unit: pointer.unit) }
        state.numbers[file.number] = .current(file.id)
        state.cases[file.id] = record
        if let last = state.steps.indices.last { state.steps[last].head = record.head }
    }

    /// Nothing is made anew in a supposition.
    func forgetCases() { preconditionFailure("Invalid state: a fork cannot be made anew") }

    func keep(bundle bytes: [UInt8], hash: String) { state.bundles[hash] = bytes }

    func keep(caseKey wrapped: [UInt8], for id: CaseID) { state.caseKeys[id] = wrapped }

    func owe(_ notices: [NoticeRow]) {
        if let last = state.steps.indices.last { state.steps[last].notices += notices }
    }

    // A simulation neither changes the register nor destroys keys, and is recorded elsewhere.
    func destroy(caseKey id: CaseID) {}
    func put(_ kind: RegisterKind, id: String, row: [UInt8]) {}
    func remember(_ key: AnsweredKey) {}
    func record(_ refusal: RefusalRow) {}
    func record(_ look: LookRow) {}
    func record(_ row: ConsoleRow) -> Int64 { 0 }
    func keep(verdicts keys: [String]) {}
}

// What was written in the fork goes before what the snapshot says.
extension Fork {
    func chainHead() -> ChainHead { state.chain }

    func caseHead(_ id: CaseID) throws -> CaseHead? { try state.cases[id]?.head ?? base.caseHead(id) }

    func lookUp(number: String) throws -> NumberLookup? {
        try state.numbers[number] ?? base.lookUp(number: number)
    }

    func bundle(_ hash: String) throws -> [UInt8]? { try state.bundles[hash] ?? base.bundle(hash) }

    func caseKey(_ id: CaseID) throws -> [UInt8]? { try state.caseKeys[id] ?? base.caseKey(id) }

    func occurrences(_ search: OccurrenceSearch) throws -> [Occurrence] {
        let kept = try base.occurrences(search).filter { state.cases[$0.caseID] == nil }
        return search.matches(in: kept + state.cases.values.flatMap(\.occurrences))
    }
}

// The rest is as in the snapshot: no turn that a simulation takes asks for it.
extension Fork {
    func cases(_ query: CaseQuery) throws -> [CaseHead] { try base.cases(query) }
    func cases(numbered text: String, limit: Int) throws -> [CaseHead] {
        try base.cases(numbered: text, limit: limit)
    }
    func entries(of id: CaseID, after revision: Int64, limit: Int) throws -> [StoredEntry] {
        try base.entries(of: id, after: revision, limit: limit)
    }
    func entries(after sequence: Int64, limit: Int) throws -> [StoredEntry] {
        try base.entries(after: sequence, limit: limit)
    }
    func casesDue(by now: Instant, limit: Int) throws -> [CaseID] { try base.casesDue(by: now, limit: limit) }
    func nextDue() throws -> Instant? { try base.nextDue() }
    func deadlines(_ query: DeadlineQuery) throws -> [DeadlineRow] { try base.deadlines(query) }
    func register(_ kind: RegisterKind) throws -> [String: [UInt8]] { try base.register(kind) }
    func registered(_ kind: RegisterKind, id: String) throws -> [UInt8]? { try base.registered(kind, id: id) }
    func answered(_ key: [UInt8]) throws -> AnsweredKey? { try base.answered(key) }
    func notices(after id: Int64, limit: Int) throws -> [NoticeRow] {
        try base.notices(after: id, limit: limit)
    }
    func refusals(limit: Int) throws -> [RefusalRow] { try base.refusals(limit: limit) }
    func looks(at id: CaseID, limit: Int) throws -> [LookRow] { try base.looks(at: id, limit: limit) }
    func console(_ query: ConsoleQuery) throws -> [ConsoleRow] { try base.console(query) }
    func hasPassed(verdict key: String) throws -> Bool { try base.hasPassed(verdict: key) }
    func caseCount() throws -> Int64 { try base.caseCount() }
    func streamHead(_ stream: RecordStream) throws -> StreamHead { try base.streamHead(stream) }
    func projections() throws -> [CaseID: CaseProjections] { try base.projections() }
    func serials() throws -> [String: Int64] { try base.serials() }
    func bundleHashes() throws -> [String] { try base.bundleHashes() }
    func answeredKeys(after key: [UInt8]?, limit: Int) throws -> [AnsweredKey] {
        try base.answeredKeys(after: key, limit: limit)
    }
    func records(of stream: RecordStream, after position: Int64, limit: Int) throws -> [StreamRecord] {
        try base.records(of: stream, after: position, limit: limit)
    }
    func structureProblems() throws -> [LocalizedText] { [] }
}

/// Seals nothing: what a simulation writes never leaves memory, and its cases have no real keys.
///
/// What was sealed before is opened by the real sealing.
struct ForkSealing: Sealing {
    let base: any Sealing

    /// A key that opens nothing.
    func makeCaseKey(for id: CaseID) -> [UInt8] { [] }

    func seal(_ plaintext: [UInt8], field: String, of id: CaseID, revision: Int64, caseKey: [UInt8])
        throws(SealingFailure) -> SealedValue
    {
        SealedValue(revision: revision, nonce: [], box: plaintext)
    }

    func open(_ sealed: SealedValue, field: String, of id: CaseID, caseKey: [UInt8]) throws(SealingFailure)
        -> [UInt8]
    {
        guard !sealed.nonce.isEmpty else { return sealed.box }
        return try base.open(sealed, field: field, of: id, caseKey: caseKey)
    }

    func lot(below limit: Int, for id: CaseID, attempt: Int) -> Int {
        base.lot(below: limit, for: id, attempt: attempt)
    }

    func forget(_ id: CaseID) {}

    func digest(_ bytes: [UInt8]) -> [UInt8] { base.digest(bytes) }
}
