import Glibc

/// The place of the Unix socket in the file system, held by one server at a time.
///
/// ```
/// lock ──▶ connect test ──▶ remove a stale socket ──▶ bind a temporary name ──▶ chmod ──▶ rename
///   │            │
///   └── held     └── answered: in use
/// ```
/// Without the lock and the rename, two servers starting together could leave one running but unreachable.
public final class SocketPlace: Sendable {
    /// Where clients find the socket.
    public let path: String
    /// Where the socket is bound before it is moved to `path`.
    let temporaryPath: String
    private let lock: Int32

    /// The longest path that `sun_path` holds, in bytes.
    static let longestPath = 107

    /// Claims the place, and removes a socket that nobody listens on any more.
    public init(path: String) throws(DoorProblem) {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        self.path = path
        temporaryPath = folder + ".\(getpid())"
        guard max(path.utf8.count, temporaryPath.utf8.count) <= SocketPlace.longestPath, !path.isEmpty else {
            throw .socketPathTooLong(path, bytes: path.utf8.count)
        }
        lock = try SocketPlace.takeLock(path + ".lock")
        do throws(DoorProblem) {
            try SocketPlace.clear(path)
        } catch {
            close(lock)
            throw error
        }
    }

    /// Makes the bound socket reachable for owner and group, under its final name.
    func publish() throws(DoorProblem) {
        guard chmod(temporaryPath, 0o660) == 0, rename(temporaryPath, path) == 0 else {
            throw .socket(path, reason: SocketPlace.lastError())
        }
    }

    /// Removes the socket and gives the place up; the lock file stays, so that nobody locks a removed one.
    public func release() {
        unlink(path)
        close(lock)
    }

    private static func takeLock(_ path: String) throws(DoorProblem) -> Int32 {
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .socket(path, reason: lastError()) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(file)
            throw reason == EWOULDBLOCK ? .socketInUse(path) : .socket(path, reason: lastError(reason))
        }
        return file
    }

    /// Removes what stands at the path, if it is a socket that nobody answers on.
    private static func clear(_ path: String) throws(DoorProblem) {
        guard let mode = mode(of: path) else {
            if errno == ENOENT { return }
            throw .socket(path, reason: lastError())
        }
        guard mode & S_IFMT == S_IFSOCK else { throw .notASocket(path) }
        guard !answers(path) else { throw .socketInUse(path) }
        guard unlink(path) == 0 || errno == ENOENT else { throw .socket(path, reason: lastError()) }
    }

    /// Kind and permissions of what stands at a path; nil, with `errno`, when that cannot be told.
    static func mode(of path: String) -> mode_t? {
        var found = stat()
        return lstat(path, &found) == 0 ? found.st_mode : nil
    }

    /// Whether somebody accepts connections at the path.
    private static func answers(_ path: String) -> Bool {
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard probe >= 0 else { return true }
        defer { close(probe) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { place in
            place.copyBytes(from: path.utf8.prefix(place.count - 1))
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(probe, $0, size) }
        }
        return result == 0 || errno != ECONNREFUSED
    }

    private static func lastError(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
