import Casework
import GRDBSQLite

/// One connection's prepared statements and what the writer remembers beside them.
///
/// GRDB owns the connection and closes it; the statements are finalized before that. It is not safe to use
/// from two threads: a `Lane` keeps it behind a mutex.
struct Connection: ~Copyable {
    /// SQLite's handle.
    let handle: OpaquePointer
    /// By raw value of `Query`; nil until first used.
    private var statements: [OpaquePointer?]
    /// What the writer knows of the open transaction; unused by readers.
    var turn = WriterTurn()
    /// The heads that were read or written last, as the newest committed or open state has them.
    var heads = HeadCache()
    /// The current numbers that the writer has looked up last; unused by readers.
    var numbers = NumberCache()
    /// Where SQLite writes the length of the log, in pages, after each commit; only the writer has it.
    var logPages: UnsafeMutablePointer<Int32>?

    /// The statements of a connection, none of them prepared yet.
    init(handle: OpaquePointer) {
        self.handle = handle
        statements = Array(repeating: nil, count: Query.allCases.count)
    }

    /// Gives the statements back; SQLite closes a connection only after that.
    mutating func finalize() {
        if logPages != nil { sqlite3_wal_hook(handle, nil, nil) }
        for index in statements.indices {
            sqlite3_finalize(statements[index])
            statements[index] = nil
        }
    }

    deinit {
        for statement in statements { sqlite3_finalize(statement) }
        logPages?.deallocate()
    }

    /// Whether a transaction is open; SQLite ends it by itself after some errors.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// What SQLite said last, as a failure.
    func failure(_ code: Int32, in phase: WriterTurn.Phase? = nil) -> StorageFailure {
        let message = String(cString: sqlite3_errmsg(handle))
        return StorageFailure(code: code, message: message, phase: phase ?? turn.phase)
    }

    private mutating func prepared(_ query: Query) throws(StorageFailure) -> OpaquePointer {
        if let statement = statements[query.rawValue] { return statement }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle,
            query.sql,
            -1,
            UInt32(SQLITE_PREPARE_PERSISTENT),
            &statement,
            nil
        )
        guard code == SQLITE_OK, let statement else { throw failure(code) }
        statements[query.rawValue] = statement
        return statement
    }

    /// Runs a statement that returns no rows.
    mutating func run<each Parameter: Bindable>(
        _ query: Query,
        _ parameters: repeat each Parameter
    ) throws(StorageFailure) {
        let statement = try prepared(query)
        var index: Int32 = 0
        for parameter in repeat each parameters {
            index += 1
            let code = parameter.bind(to: statement, at: index)
            guard code == SQLITE_OK else { throw failure(code) }
        }
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw ended(statement, code) }
        sqlite3_reset(statement)
    }

    /// Reads every row of a statement.
    mutating func all<Element, each Parameter: Bindable>(
        _ query: Query,
        _ parameters: repeat each Parameter,
        read: (Row) throws(StorageFailure) -> Element
    ) throws(StorageFailure) -> [Element] {
        let statement = try prepared(query)
        var index: Int32 = 0
        for parameter in repeat each parameters {
            index += 1
            let code = parameter.bind(to: statement, at: index)
            guard code == SQLITE_OK else { throw failure(code) }
        }
        defer { sqlite3_reset(statement) }
        var found: [Element] = []
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW {
            found.append(try read(Row(statement: statement)))
            code = sqlite3_step(statement)
        }
        guard code == SQLITE_DONE else { throw ended(statement, code) }
        return found
    }

    /// Reads the first row of a statement; nil if there is none.
    mutating func first<Element, each Parameter: Bindable>(
        _ query: Query,
        _ parameters: repeat each Parameter,
        read: (Row) throws(StorageFailure) -> Element
    ) throws(StorageFailure) -> Element? {
        let statement = try prepared(query)
        var index: Int32 = 0
        for parameter in repeat each parameters {
            index += 1
            let code = parameter.bind(to: statement, at: index)
            guard code == SQLITE_OK else { throw failure(code) }
        }
        defer { sqlite3_reset(statement) }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return try read(Row(statement: statement))
        case SQLITE_DONE: return nil
        case let code: throw ended(statement, code)
        }
    }

    /// Resets a statement that failed and says why; in the writer's turn that may doom the transaction.
    private mutating func ended(_ statement: OpaquePointer, _ code: Int32) -> StorageFailure {
        let failure = failure(code)
        sqlite3_reset(statement)
        turn.note(failure, leavesTransaction: isInTransaction)
        return failure
    }
}
