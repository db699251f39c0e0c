import Casework
import Synchronization
import Values

/// The writer's turn: each verb is a prepared statement or a few.
struct SQLiteTransaction: StorageTransaction, LaneReading {
    let lane: Lane

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        let mark = try lane.connection.withLock { try $0.mark() }
        let result: Result
        do {
            result = try body()
        } catch {
            try lane.connection.withLock { try $0.undo(to: mark) }
            throw error
        }
        try lane.connection.withLock { try $0.release() }
        return result
    }

    func nextSerial(_ series: String) throws -> Int {
        try lane.connection.withLock { try $0.nextSerial(series) }
    }

    func nextCaseID() throws -> CaseID {
        try lane.connection.withLock { try $0.nextCaseID() }
    }

    func append(_ entry: EntryDraft) throws -> ChainHead {
        try lane.connection.withLock { try $0.append(entry) }
    }

    func save(_ record: CaseRecord) throws { try lane.connection.withLock { try $0.save(record) } }

    func forgetCases() throws { try lane.connection.withLock { try $0.forgetCases() } }

    func keep(bundle bytes: [UInt8], hash: String) throws {
        try lane.connection.withLock { try $0.keep(bundle: bytes, hash: hash) }
    }

    func keep(caseKey wrapped: [UInt8], for id: CaseID) throws {
        try lane.connection.withLock { try $0.keep(caseKey: wrapped, for: id) }
    }

    func destroy(caseKey id: CaseID) throws { try lane.connection.withLock { try $0.destroy(caseKey: id) } }

    func put(_ kind: RegisterKind, id: String, row: [UInt8]) throws {
        try lane.connection.withLock { try $0.put(kind, id: id, row: row) }
    }

    func owe(_ notices: [NoticeRow]) throws { try lane.connection.withLock { try $0.owe(notices) } }

    func remember(_ key: AnsweredKey) throws { try lane.connection.withLock { try $0.remember(key) } }

    func record(_ refusal: RefusalRow) throws { try lane.connection.withLock { try $0.record(refusal) } }

    func record(_ look: LookRow) throws { try lane.connection.withLock { try $0.record(look) } }

    func record(_ row: ConsoleRow) throws -> Int64 { try lane.connection.withLock { try $0.record(row) } }

    func keep(verdicts keys: [String]) throws {
        try lane.connection.withLock { try $0.keep(verdicts: keys) }
    }
}
