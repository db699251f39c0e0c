/// What a move would bring about.
public struct WireSimulatedOutcome: Codable, Sendable, Hashable {
    /// The virtual instant at which it is over, RFC 3339 in UTC.
    public var at: String
    /// Why it would be refused.
    public var detail: WireText?
    /// The refusal.
    public var refusal: WireRefusal?
    /// The entries that would be made.
    public var events: [WireSimulatedEvent]

    /// From its parts.
    public init(
        at: String,
        detail: WireText? = nil,
        refusal: WireRefusal? = nil,
        events: [WireSimulatedEvent]
    ) {
        self.at = at
        self.detail = detail
        self.refusal = refusal
        self.events = events
    }
}
