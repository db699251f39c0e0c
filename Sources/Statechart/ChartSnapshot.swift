/// Everything that a chart remembers between two steps, beside its data: plain values that survive on disk.
public struct ChartSnapshot: Sendable, Hashable {
    /// The ids of the active states in document order; kept as they were when the chart has ended.
    public var configuration: [String]
    /// For each history state that remembers something, the ids that it stands for.
    public var history: [String: [String]]
    /// The sends not yet delivered, in the order in which they fall due.
    public var pending: [PendingSend]
    /// The names of the started cases that have not ended.
    public var children: [String]
    /// How many ids of sends have been generated: the next one is made from it.
    public var generatedIDCount: Int
    /// Whether another case started this one.
    public var hasParent: Bool
    /// Whether the chart lives.
    public var status: ChartStatus

    /// A snapshot from its parts; without any it is that of a chart not yet started.
    public init(
        configuration: [String] = [],
        history: [String: [String]] = [:],
        pending: [PendingSend] = [],
        children: [String] = [],
        generatedIDCount: Int = 0,
        hasParent: Bool = false,
        status: ChartStatus = .new
    ) {
        self.configuration = configuration
        self.history = history
        self.pending = pending
        self.children = children
        self.generatedIDCount = generatedIDCount
        self.hasParent = hasParent
        self.status = status
    }
}
