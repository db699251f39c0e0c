import Values

/// A deadline as the list of deadlines keeps it: while it waits, runs or is missed.
public struct ListedDeadline: Sendable, Hashable {
    /// The millisecond in which it is due; the greatest number while there is none.
    public let due: Int64
    /// The rule's name.
    public let name: String
    /// How often the state was entered before.
    public let occasion: Int
    /// How it stands; a status that is none of ours stays as it was written.
    public let status: String

    /// A row from its columns.
    public init(due: Int64, name: String, occasion: Int, status: String) {
        self.due = due
        self.name = name
        self.occasion = occasion
        self.status = status
    }

    /// The row of a deadline.
    public init(_ deadline: Deadline) {
        self.init(
            due: deadline.due?.milliseconds ?? Int64.max,
            name: deadline.name,
            occasion: deadline.occasion,
            status: deadline.status.rawValue
        )
    }
}
