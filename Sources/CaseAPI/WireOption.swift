/// One value that a choice offers.
public struct WireOption: Codable, Sendable, Hashable {
    /// The value as stored.
    public var value: String
    /// What people see.
    public var label: WireText

    /// From its parts.
    public init(
        value: String,
        label: WireText
    ) {
        self.value = value
        self.label = label
    }
}
