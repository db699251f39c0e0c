public import Values

/// Whether a chart lives.
public enum ChartStatus: Sendable, Hashable {
    /// Not started yet. Can transition to any other.
    case new
    /// Waits for events. Can transition to: ended, faulted.
    case running
    /// Reached a top-level final state, with its data. Nothing follows.
    case ended(Value?)
    /// Ran past a limit and was stopped, for the reason given. Nothing follows.
    case faulted(String)

    /// Whether events can still change anything.
    var isLive: Bool {
        switch self {
        case .running: true
        case .new, .ended, .faulted: false
        }
    }
}
