import Foundation
import Glibc

/// The lines that were typed, kept between sessions in a file that only its owner may read.
struct HistoryFile {
    /// More entries are not kept.
    static let limit = 5_000

    let path: String

    /// Whether a line may be kept: no sensitive command, no leading space, nothing like a national id number.
    static func keeps(_ line: String) -> Bool {
        guard let first = line.first, first != " ", line.utf8.count <= CommandInput.longest else {
            return false
        }
        if first == "\\" || first == "＼", let words = try? CommandInput.words(of: line),
            let input = try? CommandInput(words: words),
            CommandRegistry.command(named: input.name)?.isSensitive == true
        {
            return false
        }
        // An input method may have left the number in full width.
        return !holdsIdentity(line.precomposedStringWithCompatibilityMapping)
    }

    /// Whether the text holds a letter and nine digits, or two letters and eight, as id and residence
    /// numbers do.
    private static func holdsIdentity(_ line: String) -> Bool {
        let characters = Array(line.utf8)
        guard characters.count >= 10 else { return false }
        func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        return (0...(characters.count - 10)).contains { start in
            isLetter(characters[start]) && (isLetter(characters[start + 1]) || isDigit(characters[start + 1]))
                && characters[(start + 2)..<(start + 10)].allSatisfy(isDigit)
        }
    }

    /// The entries, oldest first; throws if the file is not the user's own or others may read it.
    func entries() throws(ConsoleError) -> [String] {
        let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw unfit
        }
        defer { close(descriptor) }
        var state = stat()
        guard fstat(descriptor, &state) == 0, state.st_uid == geteuid(), state.st_mode & 0o077 == 0,
            state.st_mode & S_IFMT == S_IFREG
        else { throw unfit }
        let entries = HistoryFile.entries(of: contents(of: descriptor))
        if state.st_size > HistoryFile.longest { shorten(to: entries) }
        return entries
    }

    /// A longer file is written anew with the entries that are still offered, in bytes.
    private static let longest = 4 << 20

    private func shorten(to entries: [String]) {
        let text = entries.suffix(HistoryFile.limit / 2).map { "#0\n\($0)\n" }.joined()
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let bytes = Array(text.utf8)
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        if written == bytes.count { rename(temporary, path) } else { unlink(temporary) }
    }

    private func contents(of descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < 16 << 20 {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// An entry begins after a line `#TIME`, so that it can have several lines.
    private static func entries(of text: String) -> [String] {
        var entries: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.first == "#", line.count > 1, line.dropFirst().allSatisfy(\.isNumber) {
                entries.append("")
            } else if let last = entries.indices.last {
                entries[last] += (entries[last].isEmpty ? "" : "\n") + line
            }
        }
        let kept = entries.map { entry in
            var entry = entry
            while entry.last == "\n" { entry.removeLast() }
            return entry
        }
        return kept.filter { !$0.isEmpty }.suffix(limit)
    }

    /// Adds an entry; failing to is no reason to stop working.
    func append(_ line: String, at seconds: Int64) {
        createFolder()
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC
        let descriptor = Glibc.open(path, flags, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let entry = Array("#\(seconds)\n\(line)\n".utf8)
        _ = entry.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    private func createFolder() {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
    }

    private var unfit: ConsoleError {
        ConsoleError(
            .failed,
            "歷史檔 \(path) 非本人所有或他人可讀,不予使用;請 chmod 600",
            "history file \(path) is not yours alone and is not used; chmod 600 it"
        )
    }
}
