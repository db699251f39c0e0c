/// A place of a workflow that names a clause: what carries the clause out.
struct ClauseCitation {
    /// The clause's id with where it stands.
    let clause: SourceText
    /// The workflow's name.
    let workflow: String
    /// Where in the workflow: `handling.reported / assign / requires 1`.
    let place: String

    /// `threat-report: handling.reported / assign (threat-report.yaml:258)`.
    var text: String {
        "\(workflow): \(place) (\(clause.position.file):\(clause.position.line))"
    }
}
