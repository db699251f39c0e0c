import Casework
import Synchronization

extension SQLiteStorage {
    private static let keyCheck = "key check"

    /// What the database knows of its master key; nil before the first run.
    func keyCheckValue() throws -> [UInt8]? {
        try writer.exclusively {
            try writer.connection.withLock { try $0.fact(SQLiteStorage.keyCheck) }
        }
    }

    /// Binds the database to its master key, once.
    func keep(keyCheckValue value: [UInt8]) throws {
        try write { _ in
            try writer.connection.withLock { try $0.keep(fact: SQLiteStorage.keyCheck, value) }
        }
    }
}
