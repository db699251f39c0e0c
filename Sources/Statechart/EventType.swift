/// Who raised an event, as SCXML 5.10.1 tells them apart.
public enum EventType: String, Sendable, Hashable {
    /// Raised by the chart's own actions.
    case `internal`
    /// Came from outside, or from a `send` of the chart to itself.
    case external
    /// Raised by the interpreter: `error.execution`, `done.state.ID`.
    case platform
}
