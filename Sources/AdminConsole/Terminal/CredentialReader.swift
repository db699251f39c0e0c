import CLineEdit
import Glibc

/// Where a personal credential comes from: never from the command line, which every process may read.
enum CredentialReader {
    /// A credential from a file that nobody but its owner may read.
    static func read(file path: String) throws(ConsoleError) -> String {
        let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ConsoleError(
                .unknown,
                "無法讀取憑證檔 \(path):\(String(cString: strerror(errno)))",
                "cannot read \(path): \(String(cString: strerror(errno)))"
            )
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0
        else {
            throw ConsoleError(
                .notAllowed,
                "憑證檔 \(path) 須僅本人可讀(chmod 600)",
                "\(path) must be readable by its owner alone (chmod 600)"
            )
        }
        return line(from: descriptor) ?? ""
    }

    /// A credential that a person types and nobody sees; nil if they would not.
    static func ask(_ question: String) -> String? {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        silent.c_lflag |= tcflag_t(ICANON | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            StandardStreams.note("\n")
        }
        StandardStreams.note(question)
        return line(from: STDIN_FILENO)
    }

    /// Bytes up to the end of the line; nil if a signal or the end came first.
    private static func line(from descriptor: Int32) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < 4_096 {
            let count = Glibc.read(descriptor, &byte, 1)
            if count == 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            guard count == 1 else { return nil }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
