/// Who gets a sent event, as resolved when it was sent.
public enum Recipient: Sendable, Hashable {
    /// This case.
    case itself
    /// The case that started this one.
    case parent
    /// The case that this one started under a name.
    case child(String)
    /// The case with a number.
    case number(String)
}
