/// What came of a condition.
public enum Truth: Sendable, Hashable {
    case `true`
    case `false`
    /// A field it looked at is empty: not taken, and no event.
    case unknown
    /// It failed: not taken, and `error.execution` is raised.
    case error(ExecutionError)
}
