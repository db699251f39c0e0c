import Glibc

/// A file that results are written into: for its owner alone, and never over something that was there.
final class ResultFile {
    let path: String
    private let descriptor: Int32
    private(set) var hasFailed = false

    /// Makes the file; an existing one is refused unless it may be overwritten.
    ///
    /// Links are never followed.
    init(path: String, overwrites: Bool) throws(ConsoleError) {
        self.path = path
        let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (overwrites ? O_TRUNC : O_EXCL)
        descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? ConsoleError(
                    .conflict,
                    "檔案已存在:\(path);要覆寫請用 \\o! \(path)",
                    "the file \(path) exists; \\o! \(path) overwrites it"
                )
                : ConsoleError(
                    .failed,
                    "無法寫入 \(path):\(String(cString: strerror(errno)))",
                    "cannot write \(path): \(String(cString: strerror(errno)))"
                )
        }
        fchmod(descriptor, 0o600)
    }

    deinit { close(descriptor) }

    func write(_ text: String) {
        guard !hasFailed else { return }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                hasFailed = true
                return StandardStreams.note("anwei: \(path): \(String(cString: strerror(errno)))\n")
            }
            rest = rest.dropFirst(count)
        }
    }
}
