import Foundation

/// The file outside the database in which signed heads stand, one a line, the newest last.
///
/// It is only ever appended to, and durable before the next head is signed. A last line that a crash cut short is
/// not counted.
public struct HeadFile: Sendable {
    /// Where it is.
    public let path: String

    /// The file at a path; there need not be one yet.
    public init(path: String) { self.path = path }

    /// The heads in the order of their signing; none where there is no file.
    ///
    /// - Parameter key: the public key that must have signed them; nil takes any key, as long as the file has
    ///   only one.
    public func read(signedBy key: [UInt8]?) throws(HeadProblem) -> [SignedHead] {
        guard let bytes = try bytes() else { return [] }
        var heads: [SignedHead] = []
        // What follows the last line feed is a line that was never finished.
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            .enumerated()
        {
            guard let head = SignedHead(line: Array(line)) else {
                throw .malformed(path: path, line: index + 1)
            }
            guard head.isGenuine, head.key == key ?? heads.first?.key ?? head.key else {
                throw .forged(path: path, line: index + 1)
            }
            guard head.journal == heads.first?.journal ?? head.journal else { throw .foreign(path: path) }
            heads.append(head)
        }
        return heads
    }

    /// Appends a head and makes it durable.
    public func append(_ head: SignedHead) throws(HeadProblem) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw unreadable() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable() }
        var line = head.line + [0x0A]
        // A line that a crash cut short is ended, so that it does not swallow this one.
        var last: UInt8 = 0x0A
        if status.st_size > 0, pread(descriptor, &last, 1, status.st_size - 1) == 1, last != 0x0A {
            guard ftruncate(descriptor, try lengthOfWholeLines()) == 0 else { throw unreadable() }
        }
        let count = line.count
        guard write(descriptor, &line, count) == count, fsync(descriptor) == 0 else { throw unreadable() }
        guard status.st_size == 0 else { return }
        guard (try? DatabaseFile(path: path).syncDirectory()) != nil else { throw unreadable() }
    }

    private func lengthOfWholeLines() throws(HeadProblem) -> Int {
        let bytes = try bytes() ?? []
        return bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }

    private func bytes() throws(HeadProblem) -> [UInt8]? {
        if access(path, F_OK) != 0, errno == ENOENT { return nil }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }

    private func unreadable() -> HeadProblem {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
