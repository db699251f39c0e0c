/// The exit codes that every `anwei` command shares.
enum ExitCode: Int32, Sendable {
    case done = 0
    /// A Lua or command error, findings, or differences.
    case failed = 1
    case wrongUse = 2
    /// A rule of the workflow refused.
    case refused = 3
    case unknown = 4
    case conflict = 5
    /// Not allowed, or approval or an answer is needed.
    case notAllowed = 6
    case unreachable = 7
    case limit = 8
    /// The connection was lost after sending: whether it was done is not known.
    case outcomeUnknown = 9
    case internalError = 70
    case interrupted = 130
}
