/// A role that an account holds in a unit.
public struct WireGrant: Codable, Sendable, Hashable {
    /// The role's id (`social-worker`).
    public var role: String
    /// The unit's id.
    public var unit: String

    /// From its parts.
    public init(
        role: String,
        unit: String
    ) {
        self.role = role
        self.unit = unit
    }
}
