public import Casework
public import Values

/// Something that an account asks the engine to do.
public struct Request: Sendable {
    /// The account that asks; how it proved who it is, is the door's business.
    public let account: String
    /// The caller's idempotency key: the same key and request have one effect, however often they come.
    public let key: String?
    /// Whether to go the whole way and then roll back, to show what would happen.
    public let isDryRun: Bool
    /// What is asked.
    public let command: Command

    /// A request from its parts.
    public init(account: String, key: String? = nil, isDryRun: Bool = false, command: Command) {
        self.account = account
        self.key = key
        self.isDryRun = isDryRun
        self.command = command
    }
}

/// What an account can ask the engine to do.
public enum Command: Sendable, Hashable {
    /// Open a case of a workflow in a unit, with the opening form's values.
    case open(workflow: String, unit: String, data: ValueMap)
    /// Take an action on a case, with the form's values; refused as a conflict if the case is no longer at the
    /// revision that the caller saw.
    case act(number: String, action: String, data: ValueMap, revision: Int64?)
    /// Put a row into the register (administrators only).
    case register(RegisterChange)
}

/// What a command has done.
public struct Receipt: Sendable, Hashable {
    /// The case's number; empty for a change of the register.
    public let number: String
    /// The case's revision afterwards.
    public let revision: Int64
    /// The position of the entry in the chain.
    public let sequence: Int64
    /// The journal's time of the step.
    public let at: Instant
    /// The states left, in the order of leaving.
    public let left: [String]
    /// The states entered, in the order of entering.
    public let entered: [String]
    /// The fields changed.
    public let changed: [String]
    /// The numbers of the cases that the command opened.
    public let started: [String]
    /// How many notices are owed for it.
    public let notices: Int
    /// Whether the answer belongs to an earlier request with the same key.
    public let isRepeated: Bool
    /// Whether nothing was kept.
    public let isDryRun: Bool
}
