/// One round of a step that is taken microstep by microstep.
public struct Advance: Sendable {
    /// A transition that was enabled and gave way to one of another region, by document order alone.
    public struct Displaced: Sendable, Hashable {
        /// The one that was not taken.
        public let loser: TransitionReference
        /// The one that was.
        public let by: TransitionReference
    }

    /// The event that was handled; nil for eventless transitions.
    public let event: String?
    /// The transitions taken together; empty when the event enabled none.
    public let taken: [TransitionReference]
    /// What gave way to a transition of another region.
    public let displaced: [Displaced]
}
