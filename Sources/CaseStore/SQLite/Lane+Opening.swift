import Casework
import Schema
import Synchronization

extension Lane {
    /// "Anwe": what the header of our files says they are.
    static let applicationID = 0x416E_7765

    /// Opens the writer: checks whose file it is, sets what makes commits durable, brings the schema up.
    static func opened(path: String, options: SQLiteOptions) throws -> Lane {
        let lane: Lane
        do {
            lane = try Lane(
                path: path,
                isReadOnly: false,
                busyTimeout: options.busyTimeout,
                cacheKibibytes: 4_096
            )
            try lane.identify()
        } catch StorageFailure.corrupt(let text) where text.hasPrefix("SQLite 26:") {
            throw StorageFailure.foreign
        }
        // GRDB sets synchronous=NORMAL while it opens, so FULL comes here and a test reads it back.
        try lane.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0")
        guard try lane.pragma("journal_mode = WAL") == "wal" else {
            throw StorageFailure.unreadable("the file system does not allow a write-ahead log")
        }
        if let pages = options.maximumPages { try lane.execute("PRAGMA max_page_count = \(pages)") }
        // A key destroyed before the last server died may still stand in the log that it left behind.
        try lane.truncateLogIfPossible()
        try lane.migrate()
        lane.connection.withLock { $0.watchLog() }
        return lane
    }

    /// Marks a new file as ours; refuses a foreign one and one from a newer version.
    private func identify() throws {
        if try pragma("page_count") == "0" {
            // Before WAL, so that the mark stands in the file itself from the beginning.
            try execute("PRAGMA application_id = \(Lane.applicationID)")
        }
        guard try pragma("application_id") == String(Lane.applicationID) else { throw StorageFailure.foreign }
        let found = Int(try pragma("user_version")) ?? 0
        let known = SchemaMigration.all.last?.version ?? 0
        guard found <= known else { throw StorageFailure.newerSchema(found: found, known: known) }
    }

    /// Runs the migrations that the file has not seen, each in a transaction of its own.
    private func migrate() throws {
        let found = Int(try pragma("user_version")) ?? 0
        for migration in SchemaMigration.all where migration.version > found {
            try turn { connection in try connection.begin(keepingSavepoints: true) }
            do {
                try execute(migration.sql)
                if migration.version == SchemaMigration.streams {
                    try turn { connection in try connection.carryOverStreams() }
                }
                try execute("PRAGMA user_version = \(migration.version)")
                try turn { connection in try connection.commit() }
            } catch {
                try? turn { connection in try connection.rollBack() }
                throw error
            }
        }
        // Written even if nothing was migrated, so that the log exists before its directory is synced.
        try execute("PRAGMA user_version = \(SchemaMigration.all.last?.version ?? 0)")
    }

    private func turn(_ body: (inout Connection) throws -> Void) throws {
        try exclusively { try connection.withLock { try body(&$0) } }
    }
}
