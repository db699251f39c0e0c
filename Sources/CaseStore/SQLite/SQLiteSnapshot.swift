import Casework
import Synchronization
import Values

/// A consistent view through one of the readers.
struct SQLiteSnapshot: StorageSnapshot, LaneReading {
    let lane: Lane
}

/// What snapshot and transaction have in common: each verb runs on the lane's connection.
protocol LaneReading: StorageSnapshot {
    var lane: Lane { get }
}

extension LaneReading {
    func chainHead() throws -> ChainHead { try lane.connection.withLock { try $0.chainHead() } }

    func caseHead(_ id: CaseID) throws -> CaseHead? { try lane.connection.withLock { try $0.caseHead(id) } }

    func lookUp(number: String) throws -> NumberLookup? {
        try lane.connection.withLock { try $0.lookUp(number: number) }
    }

    func cases(_ query: CaseQuery) throws -> [CaseHead] {
        try lane.connection.withLock { try $0.cases(query) }
    }

    func cases(numbered text: String, limit: Int) throws -> [CaseHead] {
        try lane.connection.withLock { try $0.cases(numbered: text, limit: limit) }
    }

    func entries(of id: CaseID, after revision: Int64, limit: Int) throws -> [StoredEntry] {
        try lane.connection.withLock { try $0.entries(of: id, after: revision, limit: limit) }
    }

    func entries(after sequence: Int64, limit: Int) throws -> [StoredEntry] {
        try lane.connection.withLock { try $0.entries(after: sequence, limit: limit) }
    }

    func occurrences(_ search: OccurrenceSearch) throws -> [Occurrence] {
        try lane.connection.withLock { try $0.occurrences(search) }
    }

    func casesDue(by now: Instant, limit: Int) throws -> [CaseID] {
        try lane.connection.withLock { try $0.casesDue(by: now, limit: limit) }
    }

    func nextDue() throws -> Instant? { try lane.connection.withLock { try $0.nextDue() } }

    func deadlines(_ query: DeadlineQuery) throws -> [DeadlineRow] {
        try lane.connection.withLock { try $0.deadlines(query) }
    }

    func bundle(_ hash: String) throws -> [UInt8]? { try lane.connection.withLock { try $0.bundle(hash) } }

    func caseKey(_ id: CaseID) throws -> [UInt8]? { try lane.connection.withLock { try $0.caseKey(id) } }

    func register(_ kind: RegisterKind) throws -> [String: [UInt8]] {
        try lane.connection.withLock { try $0.register(kind) }
    }

    func answered(_ key: [UInt8]) throws -> AnsweredKey? {
        try lane.connection.withLock { try $0.answered(key) }
    }

    func registered(_ kind: RegisterKind, id: String) throws -> [UInt8]? {
        try lane.connection.withLock { try $0.registered(kind, id: id) }
    }

    func notices(after id: Int64, limit: Int) throws -> [NoticeRow] {
        try lane.connection.withLock { try $0.notices(after: id, limit: limit) }
    }

    func refusals(limit: Int) throws -> [RefusalRow] {
        try lane.connection.withLock { try $0.refusals(limit: limit) }
    }

    func looks(at id: CaseID, limit: Int) throws -> [LookRow] {
        try lane.connection.withLock { try $0.looks(at: id, limit: limit) }
    }

    func console(_ query: ConsoleQuery) throws -> [ConsoleRow] {
        try lane.connection.withLock { try $0.console(query) }
    }

    func hasPassed(verdict key: String) throws -> Bool {
        try lane.connection.withLock { try $0.hasPassed(verdict: key) }
    }

    func caseCount() throws -> Int64 { try lane.connection.withLock { try $0.caseCount() } }

    func projections() throws -> [CaseID: CaseProjections] {
        try lane.connection.withLock { try $0.projections() }
    }

    func serials() throws -> [String: Int64] { try lane.connection.withLock { try $0.serials() } }

    func bundleHashes() throws -> [String] { try lane.connection.withLock { try $0.bundleHashes() } }

    func answeredKeys(after key: [UInt8]?, limit: Int) throws -> [AnsweredKey] {
        try lane.connection.withLock { try $0.answeredKeys(after: key, limit: limit) }
    }

    func streamHead(_ stream: RecordStream) throws -> StreamHead {
        try lane.connection.withLock { try $0.streamHead(stream) }
    }

    func records(of stream: RecordStream, after position: Int64, limit: Int) throws -> [StreamRecord] {
        try lane.connection.withLock { try $0.records(of: stream, after: position, limit: limit) }
    }

    func structureProblems() throws -> [LocalizedText] {
        let expected = try SchemaObject.expected()
        return try lane.connection.withLock { try $0.structureProblems(expected: expected) }
    }
}
