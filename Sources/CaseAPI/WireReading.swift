/// A datum that a requirement looked at.
public struct WireReading: Codable, Sendable, Hashable {
    /// The field's path.
    public var field: String
    /// What stood there; nil when empty or not for this account.
    public var value: WireValue?
    /// What people see beside the field.
    public var label: WireText?
    /// Whether there is a value that the account may not read.
    public var masked: Bool?

    /// From its parts.
    public init(
        field: String,
        value: WireValue? = nil,
        label: WireText? = nil,
        masked: Bool? = nil
    ) {
        self.field = field
        self.value = value
        self.label = label
        self.masked = masked
    }
}
