/// What a case would become.
public struct WireSimulation: Codable, Sendable, Hashable {
    /// The virtual beginning, RFC 3339 in UTC.
    public var began: String
    /// The virtual end, RFC 3339 in UTC.
    public var ended: String
    /// Whether more would happen than was followed.
    public var cut: Bool
    /// What each move would bring about.
    public var outcomes: [WireSimulatedOutcome]
    /// The case at the end.
    public var after: WireCase

    /// From its parts.
    public init(
        began: String,
        ended: String,
        cut: Bool,
        outcomes: [WireSimulatedOutcome],
        after: WireCase
    ) {
        self.began = began
        self.ended = ended
        self.cut = cut
        self.outcomes = outcomes
        self.after = after
    }
}
