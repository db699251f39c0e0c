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
    /// Whether the account holds a role or relation that the action asks for.
    public var permitted: Bool?
    /// The roles and relations that may take it.
    public var by: [String]?

    /// From its parts.
    public init(
        action: String,
        requirements: [WireRequirement],
        possible: Bool,
        title: WireText? = nil,
        permitted: Bool? = nil,
        by: [String]? = nil
    ) {
        self.action = action
        self.requirements = requirements
        self.possible = possible
        self.title = title
        self.permitted = permitted
        self.by = by
    }
}
