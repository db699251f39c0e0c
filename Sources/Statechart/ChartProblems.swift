/// Everything wrong with a definition; never empty.
public struct ChartProblems: Error, Sendable, Hashable {
    /// The problems in document order.
    public let problems: [ChartProblem]
}
