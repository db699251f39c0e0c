/// What an action has done, or would do in a dry run.
public struct WireStep: Codable, Sendable, Hashable {
    /// The case's number.
    public var number: String
    /// The case's revision afterwards.
    public var revision: Int64
    /// The states entered, in order.
    public var entered: [WireState]
    /// The states left, in order.
    public var left: [WireState]
    /// The fields changed.
    public var changed: [WireChange]
    /// The deadlines that started, ended or moved.
    public var deadlines: [WireDeadline]
    /// How many notices are owed for it.
    public var notices: Int64
    /// The numbers of the cases that it opened.
    public var started: [String]
    /// Whether nothing was kept.
    public var dryRun: Bool
    /// Whether the answer belongs to an earlier request with the same key.
    public var repeated: Bool?

    /// From its parts.
    public init(
        number: String,
        revision: Int64,
        entered: [WireState],
        left: [WireState],
        changed: [WireChange],
        deadlines: [WireDeadline],
        notices: Int64,
        started: [String],
        dryRun: Bool,
        repeated: Bool? = nil
    ) {
        self.number = number
        self.revision = revision
        self.entered = entered
        self.left = left
        self.changed = changed
        self.deadlines = deadlines
        self.notices = notices
        self.started = started
        self.dryRun = dryRun
        self.repeated = repeated
    }
}
