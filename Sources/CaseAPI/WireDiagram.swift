/// The chart of a case with its place marked in it.
public struct WireDiagram: Codable, Sendable, Hashable {
    /// The case's number.
    public var number: String
    /// The chart as a tree of lines.
    public var text: WireText
    /// The states that the case is in.
    public var current: [String]
    /// The states that it was in before.
    public var visited: [String]
    /// The actions that can be taken.
    public var possible: [String]
    /// The actions that cannot be taken now.
    public var refused: [String]

    /// From its parts.
    public init(
        number: String,
        text: WireText,
        current: [String],
        visited: [String],
        possible: [String],
        refused: [String]
    ) {
        self.number = number
        self.text = text
        self.current = current
        self.visited = visited
        self.possible = possible
        self.refused = refused
    }
}
