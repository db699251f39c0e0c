public import Casework

/// What rehearsals are played with.
public struct RehearsalOptions: Sendable {
    /// Where definitions come from.
    public var workflows: any WorkflowSource
    /// SHA-256, given from outside because this room knows no cryptography.
    public var digest: @Sendable ([UInt8]) -> [UInt8]
    /// Whether everything is also closed and reopened from disk after every step and between timers, and the
    /// outcome and journal compared with those of an undisturbed run.
    public var crashes: Bool
    /// What all chance is made from.
    public var seed: UInt64
    /// Whether what was gone through is counted; it costs a second look at every journal.
    public var countsCoverage: Bool

    /// Options for a source of definitions.
    public init(
        workflows: any WorkflowSource,
        digest: @escaping @Sendable ([UInt8]) -> [UInt8],
        crashes: Bool = false,
        seed: UInt64 = 20_130_830,
        countsCoverage: Bool = true
    ) {
        self.workflows = workflows
        self.digest = digest
        self.crashes = crashes
        self.seed = seed
        self.countsCoverage = countsCoverage
    }
}
