public import Values

/// A send that waits for its time, its payload already evaluated.
public struct PendingSend: Sendable, Hashable {
    /// The event as it will be delivered; its `sendID` is what `cancel` looks for.
    public let event: Event
    /// Who gets it.
    public let recipient: Recipient
    /// When it is delivered.
    public let due: Instant
    /// Whether it had a delay: only then can it be cancelled.
    public let isDelayed: Bool

    /// A waiting send from its parts.
    public init(_ event: Event, to recipient: Recipient, due: Instant, isDelayed: Bool) {
        self.event = event
        self.recipient = recipient
        self.due = due
        self.isDelayed = isDelayed
    }
}
