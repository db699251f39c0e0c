/// How the console is started: what the command line says.
public struct ConsoleOptions: Sendable, Hashable {
    /// Something to carry out instead of asking at a prompt.
    public enum Input: Sendable, Hashable {
        /// Lua text (`-c`), or one backslash command.
        case text(String)
        /// A file of Lua (`-f`); backslash commands in it are refused.
        case file(String)
        /// Lua from standard input (`-`).
        case standardInput
    }
    /// The path of the server's Unix socket.
    public var socketPath: String
    /// The account to speak for (`-u`): only root and the server's own user may choose; nil is the socket's user.
    public var account: String?
    /// What to carry out, in order; empty for the prompt.
    public var inputs: [Input] = []
    /// One backslash command without its backslash, as words (`console run show NUMBER`); nil for none.
    public var command: [String]?
    /// The output format: table, vertical, json, jsonl, csv, tsv.
    public var format = "table"
    /// Texts for the scripts' `args` table (`-v k=v`).
    public var arguments: [String: String] = [:]
    /// The columns of characters of ambiguous width: 1 or 2; nil measures the terminal.
    public var ambiguousWidth: Int?
    /// The language, `zh-Hant` or `en`; nil for the account's.
    public var language: String?
    /// Where lines are kept; nil for the place that XDG names.
    public var historyPath: String?
    /// Whether writes are applied without a question (`--apply`).
    public var applies = false
    /// Whether nothing is ever written, whatever else is said (`--dry-run`).
    public var isDryRun = false
    /// How many cases a command must find or touch (`--expect-count`); nil for any number.
    public var expectedCount: Int?
    /// The fingerprint that the changes of a write must have (`--expect-diff`).
    public var expectedFingerprint: String?
    /// The idempotency key of a write (`--idem`); nil makes one.
    public var key: String?
    /// Whether nothing is asked even where somebody could answer (`--no-input`).
    public var asksNothing = false
    /// Whether files and standard input may hold backslash commands (`--meta`).
    public var takesCommands = false
    /// Whether results carry no colour (`--no-color`).
    public var isColorless = false
    /// Whether long results go through no pager (`--no-pager`).
    public var isUnpaged = false
    /// How many rows lists show at most where the command says nothing (`--max-rows`).
    public var maximumRows: Int?
    /// How many seconds to wait for an answer of the server (`--timeout`); nil for 30.
    public var patienceSeconds: Int?
    /// After how many seconds without a key news are looked for, 0 for never.
    public var noticeSeconds = 30
    /// The release of this program.
    public var release = ""
    /// How much the process may map; where a server runs in it, more than what a runaway script may have.
    public var addressSpace = 1 << 30
    /// What else to do instead of a session.
    public var errand: Errand?

    /// Something that is neither prompt nor batch.
    public enum Errand: Sendable, Hashable {
        /// Looks whether everything that the console needs is there.
        case doctor
        /// Proposals for the last of some words of `console run`, for the shell's completion.
        case candidates([String])
    }

    /// Whether to go on after an input that failed (`--keep-going`).
    public var keepsGoing = false
    /// Why somebody works in the console (`-r`); nil asks.
    public var reason: String?
    /// What kind of reason it is (`--reason-code`).
    public var reasonCode: String?
    /// Whether to unlock at once (`--write`).
    public var writes = false
    /// The file that holds the account's credential, readable by its owner alone (`--credential-file`).
    public var credentialPath: String?
    /// The number of the document that unlocking is for (`--document`).
    public var document: String?
    /// Whether to leave out the banner.
    public var isQuiet = false
    /// The running time of one input in seconds, at most 600; nil for 30.
    public var maximumSeconds: Int?

    /// Options for a server, everything else as usual.
    public init(socketPath: String) { self.socketPath = socketPath }
}
