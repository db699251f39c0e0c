import Casework
import GRDB
import GRDBSQLite
import Synchronization

/// One connection to the database with the statements prepared on it, safe to hand from thread to thread.
///
/// GRDB opens and closes the connection and keeps two threads from being in it at once (`exclusively`); the
/// mutex makes the same sure to the compiler, for about 20 ns a verb.
final class Lane: Sendable {
    private let queue: DatabaseQueue
    let connection: Mutex<Connection>

    /// Opens a connection with the pragmas that every connection of ours has.
    init(path: String, isReadOnly: Bool, busyTimeout milliseconds: Int, cacheKibibytes: Int) throws {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(Double(milliseconds) / 1_000)
        configuration.allowsUnsafeTransactions = true
        configuration.label = isReadOnly ? "anwei.reader" : "anwei.writer"
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -\(cacheKibibytes);
                    """
            )
        }
        queue = try Lane.mapped { try DatabaseQueue(path: path, configuration: configuration) }
        guard let handle = queue.inDatabase({ $0.sqliteConnection }) else {
            preconditionFailure("Invalid state: a connection that was just opened has no handle")
        }
        connection = Mutex(Connection(handle: handle))
    }

    /// Runs a block while no other thread is in the connection.
    func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
        try queue.inDatabase { _ in try body() }
    }

    /// Runs statements outside of the prepared ones: pragmas and migrations, at opening.
    func execute(_ sql: String, arguments: StatementArguments = []) throws {
        try Lane.mapped { try queue.inDatabase { try $0.execute(sql: sql, arguments: arguments) } }
    }

    /// Copies the whole log into the database and cuts it to no bytes; throws `.busy` while others need it.
    func truncateLog() throws {
        try exclusively {
            try connection.withLock { connection throws(StorageFailure) in try connection.truncateLog() }
        }
    }

    /// The same, unless somebody needs the log or the disk has no room.
    func truncateLogIfPossible() throws {
        do {
            try truncateLog()
        } catch StorageFailure.busy, StorageFailure.full {
            return
        }
    }

    /// The value of a pragma.
    func pragma(_ name: String) throws -> String {
        try Lane.mapped { try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA \(name)") ?? "" } }
    }

    /// Gives the statements back and closes the connection.
    func close() throws {
        connection.withLock { $0.finalize() }
        try Lane.mapped { try queue.close() }
    }

    /// Runs what throws GRDB's errors, and throws ours.
    private static func mapped<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StorageFailure(
                code: error.extendedResultCode.rawValue,
                message: error.message ?? "",
                phase: .reading
            )
        }
    }
}
