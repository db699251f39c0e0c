/// A transition of a chart, named so that the caller finds what it keeps about it.
public struct TransitionReference: Sendable, Hashable {
    /// The id of the state that it leaves from; empty for the default entry of the chart.
    public let source: String
    /// The caller's number for it, as the definition gave it.
    public let label: Int
    /// The event descriptors that it listens to.
    public let events: [String]
}
