import Casework
import Foundation

/// The database as a file: its creation, its first bytes, and the directory's fsync.
struct DatabaseFile {
    let path: String

    /// Creates the file for its owner alone if there is none; refuses one that SQLite has not written.
    ///
    /// It is called before SQLite opens the file: closing a descriptor of one's own on an open database would
    /// drop SQLite's POSIX locks.
    func prepare() throws(StorageFailure) {
        if access(path, F_OK) != 0 { return try create() }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 16)
        let count = read(descriptor, &start, start.count)
        guard count >= 0 else { throw failure() }
        guard count == 0 || start == DatabaseFile.signature || hasLog else { throw .foreign }
    }

    /// Whether a log or journal lies beside the file.
    ///
    /// The power may have gone while the first page was written, which leaves any bytes there; the log or
    /// journal has the page whole, so SQLite has to look before anybody can say whose file it is.
    private var hasLog: Bool {
        ["-wal", "-journal"].contains { suffix in
            var status = stat()
            return stat(path + suffix, &status) == 0 && status.st_size > 0
        }
    }

    /// Creates the file, empty and for its owner alone; fails if there is one.
    func create() throws(StorageFailure) {
        let created = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard created >= 0 else { throw failure() }
        close(created)
        try syncDirectory()
    }

    /// Makes the names in the file's directory durable; SQLite ignores an error here, we do not.
    func syncDirectory() throws(StorageFailure) {
        let directory = (path as NSString).deletingLastPathComponent
        let descriptor = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    /// Makes the file's content durable; only for files that SQLite has closed.
    func sync() throws(StorageFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    private func failure() -> StorageFailure {
        .unreadable("\(path): \(String(cString: strerror(errno)))")
    }

    private static let signature = Array("SQLite format 3\0".utf8)
}
