import Foundation
import Values

/// Where data (standard output) and messages (standard error) go, and in which language.
enum Terminal {
    /// English where the locale says so, Chinese everywhere else.
    static let language: Language = {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        return locale?.hasPrefix("en") == true ? .en : .zhHant
    }()

    /// A message for whoever typed the command.
    static func complain(_ message: LocalizedText) { complain("anwei: " + message[language]) }

    /// A text on standard error.
    static func complain(_ text: String) { _ = write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Bytes on standard output; the command ends where nobody can take them.
    static func answer(_ bytes: [UInt8], endsLine: Bool = true) {
        guard write(endsLine ? bytes + [0x0A] : bytes, to: STDOUT_FILENO) else {
            exit(ExitStatus.inputOutput.rawValue)
        }
    }

    /// A line on standard output.
    static func answer(_ text: String) { answer(Array(text.utf8)) }

    /// Whether all bytes could be written.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
