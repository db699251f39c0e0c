/// What a day off that was announced has moved, or would move.
public struct WireDayOff: Codable, Sendable, Hashable {
    /// The day, as `2026-12-01`.
    public var date: String
    /// Why.
    public var name: String
    /// Whether nothing was kept.
    public var dryRun: Bool
    /// The deadlines that moved, as far as the account may know of them.
    public var moved: [Moved]

    /// A deadline that moved.
    public struct Moved: Codable, Sendable, Hashable {
        /// The number of its case.
        public var number: String
        /// The rule's name.
        public var name: String
        /// What people call it.
        public var title: WireText
        /// When it fell due before.
        public var before: String?
        /// When it falls due now.
        public var after: String?
    }
}
