/// Why an action was not taken, as machines tell the reasons apart.
public struct WireRefusal: Codable, Sendable, Hashable {
    /// The kinds of refusal.
    public enum Kind: String, Codable, Sendable, Hashable {
        case notPermitted, notPossible, requirements, invalidData, conflict, unknown, busy, keyReused, tooMuch
    }
    /// Which kind it is.
    public var kind: Kind
    /// The action's requirements, for the kind `requirements`.
    public var requirements: [WireRequirement]?
    /// What is possible instead, for the kind `notPossible`.
    public var possible: [String]?
    /// What is wrong with the form, for the kind `invalidData`.
    public var fields: [WireFieldProblem]?
    /// The action that was refused.
    public var action: String?
    /// The roles and relations that may take it.
    public var by: [String]?
    /// The step of a case from paper that is refused, counted from 0.
    public var step: Int?

    /// A refusal from its parts.
    public init(
        kind: Kind,
        requirements: [WireRequirement]? = nil,
        possible: [String]? = nil,
        fields: [WireFieldProblem]? = nil,
        action: String? = nil,
        by: [String]? = nil,
        step: Int? = nil
    ) {
        self.kind = kind
        self.requirements = requirements
        self.possible = possible
        self.fields = fields
        self.action = action
        self.by = by
        self.step = step
    }
}
