/// A field at two moments of a case.
public struct WireFieldDifference: Codable, Sendable, Hashable {
    /// The field's name.
    public var field: String
    /// What people see beside it.
    public var label: WireText
    /// The earlier value.
    public var before: WireValue?
    /// The later value.
    public var after: WireValue?
    /// Whether there are values that the account may not read.
    public var masked: Bool

    /// From its parts.
    public init(
        field: String,
        label: WireText,
        before: WireValue? = nil,
        after: WireValue? = nil,
        masked: Bool
    ) {
        self.field = field
        self.label = label
        self.before = before
        self.after = after
        self.masked = masked
    }
}
