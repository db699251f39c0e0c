import Casework
import Foundation

/// The lock that one server holds on a database as long as it runs; the system gives it back if it dies.
struct ServerLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of `FILE.lock` beside the database, or fails with `.inUse`.
    init(database path: String) throws(StorageFailure) {
        descriptor = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unreadable("\(path).lock: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .inUse
        }
    }

    deinit { close(descriptor) }
}
