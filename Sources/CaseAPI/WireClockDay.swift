/// One day of a period, and what the count made of it.
public struct WireClockDay: Codable, Sendable, Hashable {
    /// The day, as `2026-11-24`.
    public var date: String
    /// The day of the week.
    public var weekday: WireText
    /// start, counted, omitted, lastOff, passedOver or last.
    public var part: String
    /// The so-manieth day that counts.
    public var number: Int?
    /// Whether offices work.
    public var workday: Bool
    /// Why they do not, or why they do on a weekend.
    public var reason: WireText?

    /// From its parts.
    public init(
        date: String,
        weekday: WireText,
        part: String,
        number: Int? = nil,
        workday: Bool,
        reason: WireText? = nil
    ) {
        self.date = date
        self.weekday = weekday
        self.part = part
        self.number = number
        self.workday = workday
        self.reason = reason
    }
}
