/// A case as the account may see it.
public struct WireCase: Codable, Sendable, Hashable {
    /// The number that people use.
    public var number: String
    /// The workflow's name.
    public var workflow: String
    /// The workflow's title.
    public var title: WireText
    /// The unit's id.
    public var unit: String
    /// The unit's name.
    public var unitName: WireText?
    /// How many entries it has: what If-Match names.
    public var revision: Int64
    /// Whether it is out of the work lists.
    public var closed: Bool
    /// When it was opened, RFC 3339 in UTC.
    public var openedAt: String
    /// The atomic states that it is in, in document order.
    public var configuration: [WireState]
    /// The data that the account may read; empty fields are absent.
    public var data: [String: WireValue]
    /// What people see beside each field.
    public var labels: [String: WireText]
    /// The fields in the order of the workflow.
    public var order: [String]?
    /// The fields that hold a value which the account may not read.
    public var masked: [String]
    /// The deadlines, open ones first, in due order.
    public var deadlines: [WireDeadline]
    /// What may be done now, possible actions first.
    public var actions: [WireAction]
    /// The case that started this one.
    public var parent: String?
    /// The cases that this one started.
    public var children: [WireChild]
    /// What the system proposes, with the grounds.
    public var proposals: [WireText]?
    /// Why the case needs the administrator.
    public var faults: [String]?
    /// What marks a case that was taken over from paper.
    public var paper: WirePaper?
    /// The declared fields, in the order of the workflow, without values.
    public var fields: [WireFormField]?
    /// The names of the people, units and sites in the data, by `person:ID`, `unit:ID`, `site:ID`.
    public var names: [String: WireText]?
    /// The titles of the roles and relations that the workflow names.
    public var roles: [String: WireText]?

    /// From its parts.
    public init(
        number: String,
        workflow: String,
        title: WireText,
        unit: String,
        unitName: WireText? = nil,
        revision: Int64,
        closed: Bool,
        openedAt: String,
        configuration: [WireState],
        data: [String: WireValue],
        labels: [String: WireText],
        order: [String]? = nil,
        masked: [String],
        deadlines: [WireDeadline],
        actions: [WireAction],
        parent: String? = nil,
        children: [WireChild],
        proposals: [WireText]? = nil,
        faults: [String]? = nil,
        paper: WirePaper? = nil
    ) {
        self.number = number
        self.workflow = workflow
        self.title = title
        self.unit = unit
        self.unitName = unitName
        self.revision = revision
        self.closed = closed
        self.openedAt = openedAt
        self.configuration = configuration
        self.data = data
        self.labels = labels
        self.order = order
        self.masked = masked
        self.deadlines = deadlines
        self.actions = actions
        self.parent = parent
        self.children = children
        self.proposals = proposals
        self.faults = faults
        self.paper = paper
    }
}
