import ArgumentParser

/// The exit codes of the command; scripts rely on them.
enum ExitStatus: Int32, Sendable, CaseIterable {
    case done = 0
    case findings = 1
    case wrongUse = 2
    case refused = 3
    case unknown = 4
    case conflict = 5
    case notAllowed = 6
    case unreachable = 7
    case limit = 8
    case outcomeUnknown = 9
    case missingKey = 66
    case inUse = 69
    case `internal` = 70
    case inputOutput = 74
    case configuration = 78

    /// The code as the argument parser throws it.
    var code: ExitCode { ExitCode(rawValue) }
}
