import Casework
import Foundation

/// The lock that one server holds on a database as long as it runs; the system gives it back if it dies.
public struct ServerLock: ~Copyable {
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

    /// The process that holds the lock of a database, as the kernel lists it; nil if nobody does or it cannot be told.
    public static func holder(of path: String) -> Int32? {
        var state = stat()
        guard stat(path + ".lock", &state) == 0,
            let text = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
        else { return nil }
        for line in text.split(separator: "\n") {
            // 1: FLOCK  ADVISORY  WRITE 1234 08:01:5678 0 EOF
            let words = line.split(separator: " ")
            guard words.count > 5, words[1] == "FLOCK", words[5].hasSuffix(":\(state.st_ino)") else {
                continue
            }
            return Int32(words[4])
        }
        return nil
    }
}
