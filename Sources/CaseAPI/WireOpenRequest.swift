/// The body of opening a case.
public struct WireOpenRequest: Codable, Sendable, Hashable {
    /// The workflow's name.
    public var workflow: String
    /// The unit's id.
    public var unit: String
    /// The opening form's values.
    public var data: [String: WireValue]
    /// Whether to go the whole way and then roll back.
    public var dryRun: Bool?

    /// From its parts.
    public init(
        workflow: String,
        unit: String,
        data: [String: WireValue],
        dryRun: Bool? = nil
    ) {
        self.workflow = workflow
        self.unit = unit
        self.data = data
        self.dryRun = dryRun
    }
}
