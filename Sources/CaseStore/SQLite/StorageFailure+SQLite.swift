import Casework
import GRDBSQLite

extension StorageFailure {
    /// What an extended result code of SQLite means to the caller.
    ///
    /// Reading errors leave everything as it was. An I/O error in a write or fsync, or any but a full disk and
    /// a busy lock during COMMIT, leaves the outcome unknown: after a failed fsync the row may be there all
    /// the same when the database is opened again.
    init(code: Int32, message: String, phase: WriterTurn.Phase) {
        let text = "SQLite \(code): \(message)"
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL, SQLITE_INTERRUPT: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_NOTADB: self = .corrupt(text)
        case SQLITE_CORRUPT: self = .corrupt(text)
        case SQLITE_IOERR: self = StorageFailure.inputOutput(code, text, phase)
        case SQLITE_NOMEM, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            self = phase == .committing ? .outcomeUnknown(text) : .unreadable(text)
        default: self = phase == .committing ? .outcomeUnknown(text) : .corrupt(text)
        }
    }

    private static func inputOutput(_ code: Int32, _ text: String, _ phase: WriterTurn.Phase)
        -> StorageFailure
    {
        switch phase {
        case .reading: return .unreadable(text)
        case .committing: return .outcomeUnknown(text)
        case .writing:
            // SQLITE_IOERR_READ and SQLITE_IOERR_SHORT_READ: nothing was written.
            let isReading = code == SQLITE_IOERR | 1 << 8 || code == SQLITE_IOERR | 2 << 8
            return isReading ? .unreadable(text) : .outcomeUnknown(text)
        }
    }
}
