import CLineEdit
import CaseAPI
import Glibc
import LuaScripting

/// The console: a session at the terminal, or a batch.
///
/// It blocks the main thread on purpose. Readline is not reentrant and its signals belong to one thread, so
/// nothing asynchronous runs beside it.
public enum ConsoleSession {
    /// Runs the console to its end and returns the exit code of the process.
    ///
    /// Call it on the main thread of a process that does nothing else: it sets the locale's character type,
    /// signal handlers, resource limits and the umask. Results go to stdout, everything else to stderr.
    public static func run(_ options: ConsoleOptions) -> Int32 {
        umask(0o077)
        let isUTF8 = le_locale() >= 0
        signal(SIGPIPE, SIG_IGN)
        guard let format = OutputFormat(rawValue: options.format) else {
            StandardStreams.note("anwei: 無此格式 / no such format: \(SafeText.line(options.format))\n")
            return ExitCode.wrongUse.rawValue
        }
        if !isUTF8 { StandardStreams.note("anwei: 系統沒有 UTF-8 語系 / no UTF-8 locale\n") }
        let attendant = ConsoleAttendant(options, format: format)
        switch options.errand {
        case .doctor: return attendant.examine()
        case .candidates(let words): return attendant.propose(words)
        case nil: break
        }
        if let command = options.command { return attendant.runCommand(command) }
        if !options.inputs.isEmpty { return attendant.runBatch(options.inputs) }
        if isatty(STDIN_FILENO) == 0 { return attendant.runBatch([.standardInput]) }
        return attendant.converse()
    }
}

/// The two ways out: results on stdout, talk on stderr.
enum StandardStreams {
    /// Writes a result; a reader who has left (`| head`) is no error.
    static func write(_ text: String) {
        guard put(text, on: STDOUT_FILENO) else { Glibc.exit(errno == EPIPE ? 0 : 74) }
    }

    /// Writes a notice.
    static func note(_ text: String) { _ = put(text, on: STDERR_FILENO) }

    private static func put(_ text: String, on descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
