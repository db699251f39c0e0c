/// Something wrong with a chart or with a snapshot for it, and where.
public struct ChartProblem: Sendable, Hashable {
    /// What can be wrong.
    public enum Kind: Sendable, Hashable {
        case noStates
        case missingID
        case duplicateID
        case unknownTarget(String)
        case targetsNotOrthogonal(String, String)
        case emptyDefault
        case defaultOutside(String)
        case defaultWithoutChildren
        case historyLoop
        case misplacedHistory
        case historyWithContents
        case finalInParallel
        case finalWithContents
        case parallelWithoutRegions
        case malformedEvent(String)
        case unknownState(String)
        case illegalConfiguration
    }

    /// What is wrong.
    public let kind: Kind
    /// The state where it is; empty for the chart itself.
    public let state: String
    /// The caller's number of the transition where it is, if it is in one.
    public let label: Int?
}
