/// An entry that would be made.
public struct WireSimulatedEvent: Codable, Sendable, Hashable {
    /// The case's number.
    public var number: String
    /// The case's title.
    public var title: WireText
    /// The entry.
    public var entry: WireEntry
    /// The deadlines that would start, end or move.
    public var deadlines: [WireDeadline]
    /// The notices that would be owed.
    public var notices: [WireSimulatedNotice]

    /// From its parts.
    public init(
        number: String,
        title: WireText,
        entry: WireEntry,
        deadlines: [WireDeadline],
        notices: [WireSimulatedNotice]
    ) {
        self.number = number
        self.title = title
        self.entry = entry
        self.deadlines = deadlines
        self.notices = notices
    }
}
