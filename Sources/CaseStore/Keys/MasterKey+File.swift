public import Casework
import Foundation

extension MasterKey {
    /// The key for a database: read from its file, or made on the first run.
    ///
    /// A database that has seen a key needs that key; a new one takes whatever the file holds, or a new key.
    /// Fails with `MasterKeyProblem`, or `StorageFailure` of the database.
    public init(path: String, for storage: SQLiteStorage, randomness: any Randomness) throws {
        let expected = try storage.keyCheckValue()
        let key: MasterKey
        if let found = try MasterKey.read(path) {
            key = found
        } else {
            guard expected == nil else { throw MasterKeyProblem.missingKey(path: path) }
            key = MasterKey(from: randomness)
            try MasterKey.create(path, key.bytes)
        }
        if let expected {
            guard expected == key.checkValue else { throw MasterKeyProblem.foreignKey }
        } else {
            // Any key would fit a database that has lost its mark: whoever took it away could seal with their own.
            guard try storage.read({ try $0.chainHead() }).sequence == 0 else {
                throw MasterKeyProblem.missingMark
            }
            try storage.keep(keyCheckValue: key.checkValue)
        }
        self = key
    }

    /// Reads the file; nil if there is none.
    ///
    /// Refuses one that others may read.
    private static func read(_ path: String) throws(MasterKeyProblem) -> MasterKey? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
        guard status.st_mode & 0o077 == 0 else { throw .exposed(path: path) }
        var bytes = [UInt8](repeating: 0, count: byteCount + 1)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw unreadable(path) }
        guard let key = MasterKey(bytes: Array(bytes.prefix(count))) else { throw .malformed(path: path) }
        return key
    }

    /// Creates the file for its owner alone and makes it durable before the key is used.
    private static func create(_ path: String, _ bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let problem = unreadable(path)
            unlink(path)
            throw problem
        }
        try DatabaseFile(path: path).syncDirectory()
    }

    private static func unreadable(_ path: String) -> MasterKeyProblem {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
