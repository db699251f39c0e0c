import Casework
import Values

/// All that a workflow is built from: what a bundle's bytes hold.
struct CompilerInput {
    /// The file with its includes merged.
    let draft: WorkflowDraft
    let profile: Profile
    /// Keys that only other profiles have: usable behind `has()`.
    let foreignKeys: [String]
    /// For keys that are null, a value of the type that other versions and profiles give them.
    let blanks: ValueMap
    /// The clauses that may be cited, by id.
    let clauses: [String: Clause]
    let bundleHash: String
}
