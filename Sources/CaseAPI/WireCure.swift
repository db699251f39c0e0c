/// What can change how a requirement came out.
public struct WireCure: Codable, Sendable, Hashable {
    /// The datum that the requirement looked at.
    public var field: String
    /// action, opening, profile, otherCases or circumstances.
    public var kind: String
    /// The action whose form fills the field.
    public var action: String?
    /// What people call the action.
    public var title: WireText?
    /// Who may take it.
    public var by: [String]?
    /// Whether the very form of the action asked about fills it.
    public var same: Bool?
    /// Whether the action can be taken where the case stands.
    public var here: Bool?

    /// From its parts.
    public init(
        field: String,
        kind: String,
        action: String? = nil,
        title: WireText? = nil,
        by: [String]? = nil,
        same: Bool? = nil,
        here: Bool? = nil
    ) {
        self.field = field
        self.kind = kind
        self.action = action
        self.title = title
        self.by = by
        self.same = same
        self.here = here
    }
}
