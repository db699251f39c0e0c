/// What a list shows of a case.
public struct WireCaseSummary: Codable, Sendable, Hashable {
    /// The number that people use.
    public var number: String
    /// The workflow's name.
    public var workflow: String
    /// The workflow's title.
    public var title: WireText
    /// The unit's id.
    public var unit: String
    /// The atomic states that it is in, in document order.
    public var states: [WireState]
    /// Whether it is out of the work lists.
    public var closed: Bool
    /// How many entries it has.
    public var revision: Int64
    /// When it was opened, RFC 3339 in UTC.
    public var openedAt: String
    /// The open or missed deadline that is due first.
    public var nextDeadline: WireDeadline?
    /// The unit's name.
    public var unitName: WireText?
    /// What marks a case that was taken over from paper.
    public var paper: WirePaper?

    /// From its parts.
    public init(
        number: String,
        workflow: String,
        title: WireText,
        unit: String,
        states: [WireState],
        closed: Bool,
        revision: Int64,
        openedAt: String,
        nextDeadline: WireDeadline? = nil,
        unitName: WireText? = nil,
        paper: WirePaper? = nil
    ) {
        self.number = number
        self.workflow = workflow
        self.title = title
        self.unit = unit
        self.states = states
        self.closed = closed
        self.revision = revision
        self.openedAt = openedAt
        self.nextDeadline = nextDeadline
        self.unitName = unitName
        self.paper = paper
    }
}
