public import Casework
public import Documents
public import Logging
public import Values

/// Tells the time; only the command knows the system's.
public protocol EngineClock: Sendable {
    /// The present instant, in UTC.
    func now() -> Instant
}

/// Everything that an engine is built from.
public struct EngineConfiguration: Sendable {
    /// Where cases and journal live.
    public var storage: any Storage
    /// Where definitions come from.
    public var workflows: any WorkflowSource
    /// Where the forms come from, read when a document is first asked for.
    public var forms: @Sendable () throws -> FormShelf
    /// What seals sensitive values.
    public var sealing: any Sealing
    /// What tells the time.
    public var clock: any EngineClock
    /// SHA-256.
    public var digest: @Sendable ([UInt8]) -> [UInt8]
    /// What is called when the outcome of a write is unknown; in production it ends the process (exit 74).
    public var failStop: @Sendable (StorageFailure) -> Void
    /// How long the scheduler sleeps at most before it looks at the clock again: so late is noticed that the
    /// clock was set forward, or that the machine was suspended.
    public var longestSleep: TimeSpan
    /// Who may put things right in cases, and what needs a second person.
    public var corrections = CorrectionPolicy()
    /// Where the operator's log goes; nothing personal is ever written to it.
    public var logger: Logger

    /// A configuration from its parts.
    public init(
        storage: any Storage,
        workflows: any WorkflowSource,
        forms: @escaping @Sendable () throws -> FormShelf = { FormShelf() },
        sealing: any Sealing,
        clock: any EngineClock,
        digest: @escaping @Sendable ([UInt8]) -> [UInt8],
        failStop: @escaping @Sendable (StorageFailure) -> Void = { _ in },
        longestSleep: TimeSpan = TimeSpan(seconds: 5),
        logger: Logger = Logger(label: "anwei.engine")
    ) {
        self.storage = storage
        self.workflows = workflows
        self.forms = forms
        self.sealing = sealing
        self.clock = clock
        self.digest = digest
        self.failStop = failStop
        self.longestSleep = longestSleep
        self.logger = logger
    }
}
