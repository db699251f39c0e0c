/// What is wrong with one value of a form.
public struct WireFieldProblem: Codable, Sendable, Hashable {
    /// The field, with the member inside it (`victims.0.person`).
    public var field: String
    /// What the person reads.
    public var message: WireText

    /// From its parts.
    public init(
        field: String,
        message: WireText
    ) {
        self.field = field
        self.message = message
    }
}
