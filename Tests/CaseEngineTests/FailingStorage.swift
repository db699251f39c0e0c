import Casework
import Synchronization
import Values

/// A store that fails at a chosen call inside the writer's turn; the last call of a turn is its COMMIT.
final class FailingStorage: Storage {
    private let base: any Storage
    private let plan = Mutex(Plan())

    private struct Plan {
        var failure: StorageFailure?
        var remaining = 0
        var hits = 0
        var calls = 0
    }

    /// How many calls inside the writer's turn were made since the storage was armed or disarmed.
    var calls: Int { plan.withLock(\.calls) }

    init(_ base: any Storage) { self.base = base }

    /// Fails the call after so many that pass, once.
    func arm(_ failure: StorageFailure, after calls: Int) {
        plan.withLock { $0 = Plan(failure: failure, remaining: calls, hits: 0) }
    }

    /// Lets everything pass again; tells whether the failure was reached.
    func disarm() -> Bool {
        plan.withLock { plan in
            defer { plan = Plan() }
            return plan.hits > 0
        }
    }

    func pass() throws {
        let failure = plan.withLock { plan -> StorageFailure? in
            plan.calls += 1
            guard let failure = plan.failure, plan.hits == 0 else { return nil }
            guard plan.remaining == 0 else {
                plan.remaining -= 1
                return nil
            }
            plan.hits = 1
            return failure
        }
        if let failure { throw failure }
    }

    func write<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result {
        try base.write { transaction in
            let result = try body(FailingTransaction(base: transaction, storage: self))
            try pass()
            return result
        }
    }

    func read<Result>(_ body: (any StorageSnapshot) throws -> Result) throws -> Result { try base.read(body) }

    func truncateLog() throws {
        try pass()
        try base.truncateLog()
    }

    func close() throws { try base.close() }
}

/// A transaction that asks before each call whether it may pass.
private struct FailingTransaction: StorageTransaction {
    let base: any StorageTransaction
    let storage: FailingStorage

    private func passing<Result>(_ call: (any StorageTransaction) throws -> Result) throws -> Result {
        try storage.pass()
        return try call(base)
    }

    func chainHead() throws -> ChainHead { try passing { try $0.chainHead() } }
    func caseHead(_ id: CaseID) throws -> CaseHead? { try passing { try $0.caseHead(id) } }
    func lookUp(number: String) throws -> NumberLookup? { try passing { try $0.lookUp(number: number) } }
    func cases(_ query: CaseQuery) throws -> [CaseHead] { try passing { try $0.cases(query) } }
    func cases(numbered text: String, limit: Int) throws -> [CaseHead] {
        try passing { try $0.cases(numbered: text, limit: limit) }
    }
    func entries(of id: CaseID, after revision: Int64, limit: Int) throws -> [StoredEntry] {
        try passing { try $0.entries(of: id, after: revision, limit: limit) }
    }
    func entries(after sequence: Int64, limit: Int) throws -> [StoredEntry] {
        try passing { try $0.entries(after: sequence, limit: limit) }
    }
    func occurrences(_ search: OccurrenceSearch) throws -> [Occurrence] {
        try passing { try $0.occurrences(search) }
    }
    func casesDue(by now: Instant, limit: Int) throws -> [CaseID] {
        try passing { try $0.casesDue(by: now, limit: limit) }
    }
    func nextDue() throws -> Instant? { try passing { try $0.nextDue() } }
    func deadlines(_ query: DeadlineQuery) throws -> [DeadlineRow] {
        try passing { try $0.deadlines(query) }
    }
    func bundle(_ hash: String) throws -> [UInt8]? { try passing { try $0.bundle(hash) } }
    func caseKey(_ id: CaseID) throws -> [UInt8]? { try passing { try $0.caseKey(id) } }
    func register(_ kind: RegisterKind) throws -> [String: [UInt8]] { try passing { try $0.register(kind) } }
    func answered(_ key: [UInt8]) throws -> AnsweredKey? { try passing { try $0.answered(key) } }
    func registered(_ kind: RegisterKind, id: String) throws -> [UInt8]? {
        try passing { try $0.registered(kind, id: id) }
    }
    func streamHead(_ stream: RecordStream) throws -> StreamHead { try passing { try $0.streamHead(stream) } }
    func records(of stream: RecordStream, after position: Int64, limit: Int) throws -> [StreamRecord] {
        try passing { try $0.records(of: stream, after: position, limit: limit) }
    }
    func notices(after id: Int64, limit: Int) throws -> [NoticeRow] {
        try passing { try $0.notices(after: id, limit: limit) }
    }
    func refusals(limit: Int) throws -> [RefusalRow] { try passing { try $0.refusals(limit: limit) } }
    func looks(at id: CaseID, limit: Int) throws -> [LookRow] {
        try passing { try $0.looks(at: id, limit: limit) }
    }
    func console(_ query: ConsoleQuery) throws -> [ConsoleRow] { try passing { try $0.console(query) } }
    func hasPassed(verdict key: String) throws -> Bool { try passing { try $0.hasPassed(verdict: key) } }
    func caseCount() throws -> Int64 { try passing { try $0.caseCount() } }
    func projections() throws -> [CaseID: CaseProjections] { try passing { try $0.projections() } }
    func serials() throws -> [String: Int64] { try passing { try $0.serials() } }
    func bundleHashes() throws -> [String] { try passing { try $0.bundleHashes() } }
    func answeredKeys(after key: [UInt8]?, limit: Int) throws -> [AnsweredKey] {
        try passing { try $0.answeredKeys(after: key, limit: limit) }
    }
    func structureProblems() throws -> [LocalizedText] { try passing { try $0.structureProblems() } }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try passing { try $0.savepoint(body) }
    }
    func nextSerial(_ series: String) throws -> Int { try passing { try $0.nextSerial(series) } }
    func nextCaseID() throws -> CaseID { try passing { try $0.nextCaseID() } }
    func append(_ entry: EntryDraft) throws -> ChainHead { try passing { try $0.append(entry) } }
    func forgetCases() throws { try passing { try $0.forgetCases() } }

    func save(_ record: CaseRecord) throws { try passing { try $0.save(record) } }
    func keep(bundle bytes: [UInt8], hash: String) throws {
        try passing { try $0.keep(bundle: bytes, hash: hash) }
    }
    func keep(caseKey wrapped: [UInt8], for id: CaseID) throws {
        try passing { try $0.keep(caseKey: wrapped, for: id) }
    }
    func destroy(caseKey id: CaseID) throws { try passing { try $0.destroy(caseKey: id) } }
    func put(_ kind: RegisterKind, id: String, row: [UInt8]) throws {
        try passing { try $0.put(kind, id: id, row: row) }
    }
    func owe(_ notices: [NoticeRow]) throws { try passing { try $0.owe(notices) } }
    func remember(_ key: AnsweredKey) throws { try passing { try $0.remember(key) } }
    func record(_ refusal: RefusalRow) throws { try passing { try $0.record(refusal) } }
    func record(_ row: ConsoleRow) throws -> Int64 { try passing { try $0.record(row) } }
    func record(_ look: LookRow) throws { try passing { try $0.record(look) } }
    func keep(verdicts keys: [String]) throws { try passing { try $0.keep(verdicts: keys) } }
}
