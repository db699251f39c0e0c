import Casework
import GRDBSQLite

extension Connection {
    /// Copies what can be copied from the log without waiting for anybody.
    ///
    /// An I/O error is as bad here as in a commit: after a failed fsync the system takes the pages for written,
    /// the next attempt would succeed, and the log that still has them would be given up.
    func checkpoint() throws(StorageFailure) -> CheckpointProgress {
        var log: Int32 = 0
        var copied: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, &log, &copied)
        switch code {
        case SQLITE_OK: return CheckpointProgress(log: Int(log), copied: Int(copied))
        // Somebody else is at it: nothing was copied by us.
        case SQLITE_BUSY: return CheckpointProgress(log: Int(log), copied: 0)
        default: throw failure(code, in: .committing)
        }
    }

    /// Copies the whole log into the database, syncs that, and cuts the log to no bytes.
    ///
    /// Waits for readers as long as the connection's busy timeout.
    func truncateLog() throws(StorageFailure) {
        let code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, in: .committing) }
    }

    /// Makes the database file durable through SQLite's own descriptor.
    ///
    /// A descriptor of our own must not be used: closing it would drop SQLite's POSIX locks on the file.
    func syncDatabase() throws(StorageFailure) {
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        let asked = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &pointer)
        guard asked == SQLITE_OK, let file = pointer, let sync = file.pointee.pMethods?.pointee.xSync else {
            throw failure(asked, in: .committing)
        }
        let code = sync(file, SQLITE_SYNC_NORMAL)
        guard code == SQLITE_OK else { throw failure(code, in: .committing) }
    }

    /// Turns SQLite's own checkpoints off and has it tell the length of the log after each commit.
    mutating func watchLog() {
        sqlite3_wal_autocheckpoint(handle, 0)
        let gauge = logPages ?? UnsafeMutablePointer<Int32>.allocate(capacity: 1)
        gauge.initialize(to: 0)
        logPages = gauge
        sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                context?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            },
            gauge
        )
    }
}
