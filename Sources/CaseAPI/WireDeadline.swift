/// A deadline as lists and case cards show it.
public struct WireDeadline: Codable, Sendable, Hashable {
    /// The case's number.
    public var number: String
    /// The deadline's name in the chart.
    public var name: String
    /// What people call it.
    public var title: WireText
    /// When it falls due, RFC 3339 in UTC; nil while it waits for a field or is only a stopwatch.
    public var due: String?
    /// How it stands: waiting, running, met, missed, cancelled.
    public var state: String
    /// The clause that demands it.
    public var clause: String?
    /// The unit's id.
    public var unit: String?
    /// When it counts from, RFC 3339 in UTC; nil while it waits.
    public var from: String?
    /// When what it demands was done, as claimed.
    public var satisfiedAt: String?
    /// When that was recorded.
    public var recordedAt: String?
    /// When it was found missed; stays when it is met late.
    public var missedAt: String?
    /// The fields that it waits for.
    public var waitsFor: [String]?
    /// How the due instant was computed.
    public var computed: WireValue?

    /// From its parts.
    public init(
        number: String,
        name: String,
        title: WireText,
        due: String? = nil,
        state: String,
        clause: String? = nil,
        unit: String? = nil,
        from: String? = nil,
        satisfiedAt: String? = nil,
        recordedAt: String? = nil,
        missedAt: String? = nil,
        waitsFor: [String]? = nil,
        computed: WireValue? = nil
    ) {
        self.number = number
        self.name = name
        self.title = title
        self.due = due
        self.state = state
        self.clause = clause
        self.unit = unit
        self.from = from
        self.satisfiedAt = satisfiedAt
        self.recordedAt = recordedAt
        self.missedAt = missedAt
        self.waitsFor = waitsFor
        self.computed = computed
    }
}
