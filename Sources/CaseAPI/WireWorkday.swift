/// A day reckoned by the office calendar.
public struct WireWorkday: Codable, Sendable, Hashable {
    /// The day, as `2026-12-01`.
    public var date: String
    /// Whether offices work on it.
    public var isWorkday: Bool
    /// Whether only weekends could be counted, because the year's calendar is not on register.
    public var isProvisional: Bool
}
