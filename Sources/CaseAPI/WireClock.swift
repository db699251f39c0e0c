/// How a deadline comes about.
public struct WireClock: Codable, Sendable, Hashable {
    /// The deadline as it stands.
    public var deadline: WireDeadline
    /// How long one has, as the file writes it.
    public var within: String
    /// The period in words.
    public var period: WireText?
    /// The expression of the start; nil where the entry of the state counts.
    public var startsFrom: String?
    /// The instant that it counts from, RFC 3339 in UTC.
    public var start: String?
    /// The first instant that is too late, RFC 3339 in UTC.
    public var due: String?
    /// Whether another start was supposed than the case has.
    public var supposed: Bool
    /// The version of the office calendar.
    public var calendar: String?
    /// Whether the last month has no corresponding day.
    public var shortMonth: Bool?
    /// What to know beside the date.
    public var remarks: [WireText]
    /// Every day of a period of days.
    public var days: [WireClockDay]

    /// From its parts.
    public init(
        deadline: WireDeadline,
        within: String,
        period: WireText? = nil,
        startsFrom: String? = nil,
        start: String? = nil,
        due: String? = nil,
        supposed: Bool,
        calendar: String? = nil,
        shortMonth: Bool? = nil,
        remarks: [WireText],
        days: [WireClockDay]
    ) {
        self.deadline = deadline
        self.within = within
        self.period = period
        self.startsFrom = startsFrom
        self.start = start
        self.due = due
        self.supposed = supposed
        self.calendar = calendar
        self.shortMonth = shortMonth
        self.remarks = remarks
        self.days = days
    }
}
