/// One entry of a case's history.
public struct WireEntry: Codable, Sendable, Hashable {
    /// The position in the chain; for those who may verify it.
    public var sequence: Int64?
    /// The journal's time, RFC 3339 in UTC.
    public var at: String
    /// Who did it; nil for the clock and for other cases.
    public var actor: String?
    /// The event's name.
    public var event: String
    /// What people call the event.
    public var title: WireText
    /// The states entered.
    public var entered: [WireState]
    /// The states left.
    public var left: [WireState]
    /// The fields changed.
    public var changed: [String]
    /// The clauses carried out.
    public var clauses: [String]
    /// The case's revision after it.
    public var revision: Int64?
    /// What kind of entry it is.
    public var kind: String?
    /// The name of who did it.
    public var actorName: String?
    /// When it is said to have happened on paper, RFC 3339 in UTC.
    public var claimed: String?
    /// The revision of the correction for which it no longer stands as it is written.
    public var correctedBy: Int64?
    /// Why it was done: of an erasure its basis, of a correction its receipt, reason, basis and the two persons.
    public var reason: String?

    /// From its parts.
    public init(
        sequence: Int64? = nil,
        at: String,
        actor: String? = nil,
        event: String,
        title: WireText,
        entered: [WireState],
        left: [WireState],
        changed: [String],
        clauses: [String],
        revision: Int64? = nil,
        kind: String? = nil,
        actorName: String? = nil,
        claimed: String? = nil,
        correctedBy: Int64? = nil,
        reason: String? = nil
    ) {
        self.correctedBy = correctedBy
        self.reason = reason
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.event = event
        self.title = title
        self.entered = entered
        self.left = left
        self.changed = changed
        self.clauses = clauses
        self.revision = revision
        self.kind = kind
        self.actorName = actorName
        self.claimed = claimed
    }
}
