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

    /// From its parts.
    public init(
        number: String,
        name: String,
        title: WireText,
        due: String? = nil,
        state: String,
        clause: String? = nil,
        unit: String? = nil
    ) {
        self.number = number
        self.name = name
        self.title = title
        self.due = due
        self.state = state
        self.clause = clause
        self.unit = unit
    }
}
