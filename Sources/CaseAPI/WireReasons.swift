/// Why an action can or cannot be taken: the answer of `.../why`.
public struct WireReasons: Codable, Sendable, Hashable {
    /// The event's name.
    public var action: String
    /// Every requirement, as it stands now.
    public var requirements: [WireRequirement]
    /// Whether the account may take it and no requirement already fails.
    public var possible: Bool
    /// What people call the action.
    public var title: WireText?

    /// From its parts.
    public init(
        action: String,
        requirements: [WireRequirement],
        possible: Bool,
        title: WireText? = nil
    ) {
        self.action = action
        self.requirements = requirements
        self.possible = possible
        self.title = title
    }
}
