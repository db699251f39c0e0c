import Casework
import Synchronization
import Values

/// A store that notes every call, in order: how much is asked for an answer, whatever the clock says.
final class CountingStorage: Storage {
    private let base: any Storage
    private let log = CallLog()

    init(_ base: any Storage) { self.base = base }

    /// The calls since the last time that somebody asked.
    func take() -> [String] { log.take() }

    func write<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result {
        log.note("write")
        return try base.write { try body(CountingTransaction(base: $0, log: log)) }
    }

    func read<Result>(_ body: (any StorageSnapshot) throws -> Result) throws -> Result {
        log.note("read")
        return try base.read { try body(CountingSnapshot(looked: $0, log: log)) }
    }

    func truncateLog() throws { try base.truncateLog() }

    func close() throws { try base.close() }
}

/// The names of calls, in order.
private final class CallLog: Sendable {
    private let calls = Mutex<[String]>([])

    func note(_ call: String) { calls.withLock { $0.append(call) } }

    func take() -> [String] {
        calls.withLock { calls in
            defer { calls = [] }
            return calls
        }
    }
}

/// What notes each look at a store: a snapshot, and what of a transaction is one.
private protocol CountingLooks: StorageSnapshot {
    var looked: any StorageSnapshot { get }
    var log: CallLog { get }
}

/// A snapshot that notes each call.
private struct CountingSnapshot: CountingLooks {
    let looked: any StorageSnapshot
    let log: CallLog
}

extension CountingLooks {
    func chainHead() throws -> ChainHead {
        log.note("chainHead")
        return try looked.chainHead()
    }
    func caseHead(_ id: CaseID) throws -> CaseHead? {
        log.note("caseHead")
        return try looked.caseHead(id)
    }
    func lookUp(number: String) throws -> NumberLookup? {
        log.note("lookUp")
        return try looked.lookUp(number: number)
    }
    func cases(_ query: CaseQuery) throws -> [CaseHead] {
        log.note("cases")
        return try looked.cases(query)
    }
    func cases(numbered text: String, limit: Int) throws -> [CaseHead] {
        log.note("cases numbered")
        return try looked.cases(numbered: text, limit: limit)
    }
    func entries(of id: CaseID, after revision: Int64, limit: Int) throws -> [StoredEntry] {
        log.note("entries")
        return try looked.entries(of: id, after: revision, limit: limit)
    }
    func entries(after sequence: Int64, limit: Int) throws -> [StoredEntry] {
        log.note("entries")
        return try looked.entries(after: sequence, limit: limit)
    }
    func occurrences(_ search: OccurrenceSearch) throws -> [Occurrence] {
        log.note("occurrences")
        return try looked.occurrences(search)
    }
    func casesDue(by now: Instant, limit: Int) throws -> [CaseID] {
        log.note("casesDue")
        return try looked.casesDue(by: now, limit: limit)
    }
    func nextDue() throws -> Instant? {
        log.note("nextDue")
        return try looked.nextDue()
    }
    func deadlines(_ query: DeadlineQuery) throws -> [DeadlineRow] {
        log.note("deadlines")
        return try looked.deadlines(query)
    }
    func bundle(_ hash: String) throws -> [UInt8]? {
        log.note("bundle")
        return try looked.bundle(hash)
    }
    func caseKey(_ id: CaseID) throws -> [UInt8]? {
        log.note("caseKey")
        return try looked.caseKey(id)
    }
    func register(_ kind: RegisterKind) throws -> [String: [UInt8]] {
        log.note("register")
        return try looked.register(kind)
    }
    func answered(_ key: [UInt8]) throws -> AnsweredKey? {
        log.note("answered")
        return try looked.answered(key)
    }
    func registered(_ kind: RegisterKind, id: String) throws -> [UInt8]? {
        log.note("registered")
        return try looked.registered(kind, id: id)
    }
    func streamHead(_ stream: RecordStream) throws -> StreamHead {
        log.note("streamHead")
        return try looked.streamHead(stream)
    }
    func records(of stream: RecordStream, after position: Int64, limit: Int) throws -> [StreamRecord] {
        log.note("records")
        return try looked.records(of: stream, after: position, limit: limit)
    }
    func notices(after id: Int64, limit: Int) throws -> [NoticeRow] {
        log.note("notices")
        return try looked.notices(after: id, limit: limit)
    }
    func refusals(limit: Int) throws -> [RefusalRow] {
        log.note("refusals")
        return try looked.refusals(limit: limit)
    }
    func looks(at id: CaseID, limit: Int) throws -> [LookRow] {
        log.note("looks")
        return try looked.looks(at: id, limit: limit)
    }
    func console(_ query: ConsoleQuery) throws -> [ConsoleRow] {
        log.note("console")
        return try looked.console(query)
    }
    func hasPassed(verdict key: String) throws -> Bool {
        log.note("hasPassed")
        return try looked.hasPassed(verdict: key)
    }
    func caseCount() throws -> Int64 {
        log.note("caseCount")
        return try looked.caseCount()
    }
    func projections() throws -> [CaseID: CaseProjections] {
        log.note("projections")
        return try looked.projections()
    }
    func serials() throws -> [String: Int64] {
        log.note("serials")
        return try looked.serials()
    }
    func bundleHashes() throws -> [String] {
        log.note("bundleHashes")
        return try looked.bundleHashes()
    }
    func answeredKeys(after key: [UInt8]?, limit: Int) throws -> [AnsweredKey] {
        log.note("answeredKeys")
        return try looked.answeredKeys(after: key, limit: limit)
    }
    func structureProblems() throws -> [LocalizedText] {
        log.note("structureProblems")
        return try looked.structureProblems()
    }
}

/// A transaction that notes each call.
private struct CountingTransaction: CountingLooks, StorageTransaction {
    let base: any StorageTransaction
    let log: CallLog

    var looked: any StorageSnapshot { base }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        log.note("savepoint")
        return try base.savepoint(body)
    }
    func nextSerial(_ series: String) throws -> Int {
        log.note("nextSerial")
        return try base.nextSerial(series)
    }
    func nextCaseID() throws -> CaseID {
        log.note("nextCaseID")
        return try base.nextCaseID()
    }
    func append(_ entry: EntryDraft) throws -> ChainHead {
        log.note("append")
        return try base.append(entry)
    }
    func save(_ record: CaseRecord) throws {
        log.note("save")
        return try base.save(record)
    }
    func forgetCases() throws {
        log.note("forgetCases")
        try base.forgetCases()
    }
    func keep(bundle bytes: [UInt8], hash: String) throws {
        log.note("keep")
        return try base.keep(bundle: bytes, hash: hash)
    }
    func keep(caseKey wrapped: [UInt8], for id: CaseID) throws {
        log.note("keep")
        return try base.keep(caseKey: wrapped, for: id)
    }
    func destroy(caseKey id: CaseID) throws {
        log.note("destroy")
        return try base.destroy(caseKey: id)
    }
    func put(_ kind: RegisterKind, id: String, row: [UInt8]) throws {
        log.note("put")
        return try base.put(kind, id: id, row: row)
    }
    func owe(_ notices: [NoticeRow]) throws {
        log.note("owe")
        return try base.owe(notices)
    }
    func remember(_ key: AnsweredKey) throws {
        log.note("remember")
        return try base.remember(key)
    }
    func record(_ refusal: RefusalRow) throws {
        log.note("record")
        return try base.record(refusal)
    }
    func record(_ row: ConsoleRow) throws -> Int64 {
        log.note("record")
        return try base.record(row)
    }
    func record(_ look: LookRow) throws {
        log.note("record")
        return try base.record(look)
    }
    func keep(verdicts keys: [String]) throws {
        log.note("keep")
        return try base.keep(verdicts: keys)
    }
}
