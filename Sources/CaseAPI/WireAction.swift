/// An action at the place where a case stands; in lists the possible ones come first.
public struct WireAction: Codable, Sendable, Hashable {
    /// The event's name.
    public var name: String
    /// What people call it.
    public var title: WireText
    /// The clauses it carries out.
    public var clauses: [String]
    /// Whether the account may take it and no requirement already fails.
    public var enabled: Bool
    /// The form.
    public var asks: [WireFormField]
    /// Whether the account holds a role or relation that the action asks for.
    public var permitted: Bool?
    /// The requirements that do not hold, the first of which lists show.
    public var refusals: [WireRequirement]?
    /// The roles and relations that may take it.
    public var by: [String]?

    /// From its parts.
    public init(
        name: String,
        title: WireText,
        clauses: [String],
        enabled: Bool,
        asks: [WireFormField],
        permitted: Bool? = nil,
        refusals: [WireRequirement]? = nil,
        by: [String]? = nil
    ) {
        self.name = name
        self.title = title
        self.clauses = clauses
        self.enabled = enabled
        self.asks = asks
        self.permitted = permitted
        self.refusals = refusals
        self.by = by
    }
}
