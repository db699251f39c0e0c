/// Whom a `send` of the definition addresses.
public enum SendTarget: Sendable {
    /// This case, through the external queue.
    case itself
    /// This case, through the internal queue; takes no delay.
    case `internal`
    /// The case that started this one.
    case parent
    /// A case that this one started, by the name it was started under.
    case child(String)
    /// A text found at run time: `self`, `internal`, `parent`, the name of a child, else a case number.
    case computed(Operand)
}
