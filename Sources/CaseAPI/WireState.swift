/// A state with its title.
public struct WireState: Codable, Sendable, Hashable {
    /// The state's id in the chart.
    public var id: String
    /// What people call it.
    public var title: WireText

    /// From its parts.
    public init(
        id: String,
        title: WireText
    ) {
        self.id = id
        self.title = title
    }
}
