/// A deadline at two moments of a case.
public struct WireDeadlineDifference: Codable, Sendable, Hashable {
    /// The deadline's name.
    public var name: String
    /// What people call it.
    public var title: WireText
    /// The earlier one.
    public var before: WireDeadline?
    /// The later one.
    public var after: WireDeadline?

    /// From its parts.
    public init(
        name: String,
        title: WireText,
        before: WireDeadline? = nil,
        after: WireDeadline? = nil
    ) {
        self.name = name
        self.title = title
        self.before = before
        self.after = after
    }
}
