/// A way by which a case comes to what a finding warns of.
public struct Counterexample: Sendable, Hashable {
    /// What happens, in order: `open`, the names of actions and events.
    public let steps: [String]
    /// What has to hold of the data on the way, in the words of the file.
    public let assumed: [String]
    /// A rehearsal that shows it, where data could be found; see `REHEARSALS.md`.
    public let rehearsal: String?

    /// A counterexample from its parts.
    public init(steps: [String], assumed: [String], rehearsal: String? = nil) {
        self.steps = steps
        self.assumed = assumed
        self.rehearsal = rehearsal
    }
}
