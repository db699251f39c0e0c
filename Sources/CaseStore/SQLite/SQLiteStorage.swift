public import Casework
import Synchronization

/// The store of production: one SQLite file in WAL mode, each commit flushed to the disk.
///
/// One writer, several readers, and a thread that keeps the log short. The database belongs to one server at
/// a time.
public final class SQLiteStorage: Storage {
    let path: String
    let writer: Lane
    private let repeatsBatches: Bool
    private let readers: ReaderPool
    private let checkpointer: Checkpointer
    private let lock: Mutex<ServerLock?>
    /// Why nothing is answered any more: the outcome of a commit is unknown, or the store was closed.
    private let halt = Mutex<StorageFailure?>(nil)

    /// Opens a database, or creates it; fails with `StorageFailure` (`.inUse`, `.foreign`, `.newerSchema`).
    public init(path: String, options: SQLiteOptions = SQLiteOptions()) throws {
        let lock = try ServerLock(database: path)
        let file = DatabaseFile(path: path)
        try file.prepare()
        self.path = path
        repeatsBatches = options.repeatsBatches
        writer = try Lane.opened(path: path, options: options)
        try file.syncDirectory()
        readers = ReaderPool(path: path, options: options)
        checkpointer = Checkpointer(
            lane: try Lane(
                path: path,
                isReadOnly: false,
                busyTimeout: options.busyTimeout,
                cacheKibibytes: 256
            ),
            pages: options.checkpointPages
        )
        self.lock = Mutex(lock)
    }

    /// Runs a batch in one transaction and returns after its commit was flushed to the disk.
    @discardableResult
    public func write<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result {
        try write(keepingSavepoints: true, body)
    }

    /// The same without savepoints of SQLite, which copy every page that changes inside them: if one has to be
    /// undone after all, the body runs again with them.
    @discardableResult
    public func writeRepeatably<Result>(
        _ body: (any StorageTransaction) throws -> Result
    ) throws -> Result {
        try write(keepingSavepoints: !repeatsBatches, body)
    }

    private func write<Result>(
        keepingSavepoints: Bool,
        _ body: (any StorageTransaction) throws -> Result
    ) throws -> Result {
        try checkHalt()
        do {
            return try writer.exclusively {
                try writer.connection.withLock { connection throws(StorageFailure) in
                    try checkpointer.takeOver(&connection)
                    try connection.begin(keepingSavepoints: keepingSavepoints)
                }
                let result = try run(body)
                let pages = try writer.connection.withLock { connection throws(StorageFailure) in
                    try connection.commit()
                    return connection.logPages?.pointee ?? 0
                }
                checkpointer.committed(logPages: Int(pages))
                return result
            }
        } catch StorageFailure.outcomeUnknown(let text) {
            halt.withLock { $0 = .outcomeUnknown(text) }
            throw StorageFailure.outcomeUnknown(text)
        }
    }

    /// Runs the body, and once more with savepoints if one of them has to be undone.
    private func run<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result {
        var mustRepeat = false
        let result = try attempt(body, &mustRepeat)
        if let result, !mustRepeat { return result }
        try writer.connection.withLock { connection throws(StorageFailure) in
            try connection.rollBack()
            try connection.begin(keepingSavepoints: true)
        }
        guard let again = try attempt(body, &mustRepeat) else {
            preconditionFailure("Invalid state: a turn with savepoints has to be run again")
        }
        return again
    }

    /// Runs the body; if it throws, or the medium has failed, the transaction is rolled back, unless the turn is to
    /// be run again: then there is no result.
    private func attempt<Result>(
        _ body: (any StorageTransaction) throws -> Result,
        _ mustRepeat: inout Bool
    ) throws -> Result? {
        do {
            let result = try body(SQLiteTransaction(lane: writer))
            mustRepeat = writer.connection.withLock { $0.turn.mustRepeat && $0.turn.doom == nil }
            return result
        } catch {
            mustRepeat = writer.connection.withLock { $0.turn.mustRepeat && $0.turn.doom == nil }
            if mustRepeat { return nil }
            let doom = try writer.connection.withLock { connection throws(StorageFailure) in
                let doom = connection.turn.doom
                try connection.rollBack()
                return doom
            }
            throw doom ?? error
        }
    }

    /// Runs a query on the newest committed state; waits while all readers are busy.
    public func read<Result>(_ body: (any StorageSnapshot) throws -> Result) throws -> Result {
        try checkHalt()
        return try readers.withReader { lane in
            try lane.exclusively {
                try lane.connection.withLock { connection throws(StorageFailure) in
                    try connection.run(.beginReading)
                }
                defer {
                    // Nothing was changed, so an error here loses nothing.
                    lane.connection.withLock { try? $0.run(.commit) }
                }
                return try body(SQLiteSnapshot(lane: lane))
            }
        }
    }

    /// Empties the log while the writer stands still; throws `.busy` while a query or a copy needs it.
    public func truncateLog() throws {
        try checkHalt()
        do {
            try writer.exclusively { try checkpointer.truncate() }
        } catch StorageFailure.outcomeUnknown(let text) {
            halt.withLock { $0 = .outcomeUnknown(text) }
            throw StorageFailure.outcomeUnknown(text)
        }
    }

    /// Copies the log into the database, removes it and gives the server's lock back.
    public func close() throws {
        let isFirst = halt.withLock { halt in
            defer { halt = .unreadable("the store is closed") }
            return halt != .unreadable("the store is closed")
        }
        guard isFirst else { return }
        try checkpointer.stop()
        try readers.close()
        try writer.close()
        lock.withLock { $0 = nil }
    }

    deinit { try? close() }

    private func checkHalt() throws(StorageFailure) {
        if let failure = halt.withLock({ $0 }) { throw failure }
    }
}
