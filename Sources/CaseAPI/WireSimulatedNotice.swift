/// A notice that would be owed.
public struct WireSimulatedNotice: Codable, Sendable, Hashable {
    /// step, reminder or missed.
    public var reason: String
    /// The content-free sentence.
    public var text: WireText
    /// How many people would get it.
    public var recipients: Int

    /// From its parts.
    public init(
        reason: String,
        text: WireText,
        recipients: Int
    ) {
        self.reason = reason
        self.text = text
        self.recipients = recipients
    }
}
