import Casework
import GRDBSQLite

/// The transaction and its savepoints:
///
/// ```
///            begin              commit
///  outside ─────────▶ writing ─────────▶ committing ──▶ outside, durable
///     ▲                  │ failure of the medium            │ busy, full: rolled back
///     │      rollback    ▼                                  │ anything else: outcome unknown,
///     └─────────────── doomed ◀─────────────────────────────┘ the process must stop
/// ```
extension Connection {
    /// Takes the database's write lock.
    mutating func begin(keepingSavepoints keepsSavepoints: Bool) throws(StorageFailure) {
        try run(.begin)
        turn = WriterTurn()
        turn.phase = .writing
        turn.keepsSavepoints = keepsSavepoints
    }

    /// Makes the transaction durable, or says what became of it.
    mutating func commit() throws(StorageFailure) {
        if let doom = turn.doom {
            try rollBack()
            throw doom
        }
        turn.phase = .committing
        do throws(StorageFailure) {
            try run(.commit)
        } catch .outcomeUnknown(let text) {
            heads.clear()
            throw .outcomeUnknown(text)
        } catch {
            try rollBack()
            throw error
        }
        turn = WriterTurn()
    }

    /// Undoes the transaction.
    mutating func rollBack() throws(StorageFailure) {
        for id in turn.saved { heads[id] = nil }
        numbers.clear()
        turn.phase = .committing
        if isInTransaction { try run(.rollback) }
        turn = WriterTurn()
    }

    /// Opens a savepoint and returns where the turn stands, for `undo`.
    mutating func mark() throws(StorageFailure) -> SavepointMark {
        try alive()
        if turn.keepsSavepoints { try run(.savepoint) }
        return SavepointMark(
            chain: turn.chain,
            streams: turn.streams,
            saved: turn.saved.count,
            changes: sqlite3_total_changes64(handle)
        )
    }

    /// Keeps what a savepoint did.
    mutating func release() throws(StorageFailure) {
        try alive()
        if turn.keepsSavepoints { try run(.release) }
    }

    /// Undoes what was done since a savepoint was opened; a doomed transaction is undone as a whole later, and so is
    /// a turn without savepoints, which is then repeated.
    mutating func undo(to mark: SavepointMark) throws(StorageFailure) {
        turn.chain = mark.chain
        turn.streams = mark.streams
        for id in turn.saved[mark.saved...] { heads[id] = nil }
        if mark.saved < turn.saved.count { numbers.clear() }
        turn.saved.removeSubrange(mark.saved...)
        try alive()
        if turn.keepsSavepoints {
            try run(.rollbackTo)
            try run(.release)
        } else if sqlite3_total_changes64(handle) != mark.changes {
            turn.mustRepeat = true
        }
    }

    /// Refuses to go on in a doomed transaction, so that nothing is written outside of one.
    func alive() throws(StorageFailure) {
        if let doom = turn.doom { throw doom }
        // Nobody hears of it: the body is run again.
        if turn.mustRepeat { throw .busy }
        guard turn.phase == .writing, isInTransaction else {
            throw .corrupt("a transaction was used after its end")
        }
    }
}

/// Where the writer's turn stood when a savepoint was opened.
struct SavepointMark: Sendable {
    let chain: ChainHead?
    let streams: [RecordStream: StreamHead]
    let saved: Int
    /// How many rows the connection had changed, ever.
    let changes: Int64
}
