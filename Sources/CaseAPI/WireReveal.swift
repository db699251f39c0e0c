/// The sensitive fields of one case, shown for a while.
public struct WireReveal: Codable, Sendable, Hashable {
    /// The case's number.
    public var number: String
    /// Until when, RFC 3339 in UTC.
    public var until: String

    /// From its parts.
    public init(
        number: String,
        until: String
    ) {
        self.number = number
        self.until = until
    }
}
