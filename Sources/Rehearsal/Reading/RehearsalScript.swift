import Values

/// One rehearsal: what is given, what happens step by step, and what must be so.
struct RehearsalScript: Sendable {
    /// What it shows, in a sentence.
    let title: String
    let file: String
    let line: Int
    /// The clauses that it is about.
    let clauses: [String]
    /// The profile that units follow unless they name their own.
    let profile: String
    /// When it begins.
    let start: Instant
    let world: World
    let steps: [Step]
    /// The file of the bare chart that it runs, as written; nil for cases of workflows.
    let chart: String?

    /// The alias and workflow name under which a bare chart's only case runs.
    static let chartAlias = "chart"
}
