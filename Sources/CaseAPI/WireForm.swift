/// The form of an action or of opening a case.
public struct WireForm: Codable, Sendable, Hashable {
    /// The fields, in the order of the workflow.
    public var fields: [WireFormField]

    /// From its parts.
    public init(
        fields: [WireFormField]
    ) {
        self.fields = fields
    }
}
