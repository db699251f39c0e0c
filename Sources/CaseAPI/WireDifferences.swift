/// What two revisions of a case differ in.
public struct WireDifferences: Codable, Sendable, Hashable {
    /// The case's number.
    public var number: String
    /// The earlier revision.
    public var from: Int64
    /// The later revision.
    public var to: Int64
    /// The fields that differ.
    public var fields: [WireFieldDifference]
    /// The states only of the earlier one.
    public var left: [WireState]
    /// The states only of the later one.
    public var entered: [WireState]
    /// The deadlines that differ.
    public var deadlines: [WireDeadlineDifference]

    /// From its parts.
    public init(
        number: String,
        from: Int64,
        to: Int64,
        fields: [WireFieldDifference],
        left: [WireState],
        entered: [WireState],
        deadlines: [WireDeadlineDifference]
    ) {
        self.number = number
        self.from = from
        self.to = to
        self.fields = fields
        self.left = left
        self.entered = entered
        self.deadlines = deadlines
    }
}
