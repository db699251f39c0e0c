/// A field that a step changed.
public struct WireChange: Codable, Sendable, Hashable {
    /// The field's name.
    public var field: String
    /// What people see beside it.
    public var label: WireText?
    /// What stood in it; nil when it was empty or is not for this account.
    public var before: WireValue?
    /// What stands in it now; nil when it is empty or is not for this account.
    public var after: WireValue?

    /// From its parts.
    public init(
        field: String,
        label: WireText? = nil,
        before: WireValue? = nil,
        after: WireValue? = nil
    ) {
        self.field = field
        self.label = label
        self.before = before
        self.after = after
    }
}
