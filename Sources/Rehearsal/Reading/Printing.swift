import CaseEngine

/// A document that somebody asks for in a rehearsal, and what has to stand in it.
struct Printing: Sendable {
    /// The case, by its alias.
    let alias: String
    /// Who asks.
    let account: String
    let form: String
    let isRedacted: Bool
    let copy: String?
    /// As of when the case is shown.
    let moment: DocumentRequest.Moment
    /// Texts that stand in it.
    let shows: [String]
    /// Texts that do not.
    let hides: [String]
    /// Whether it is refused, as if there were no such document.
    let isRefused: Bool

    private static let keys: Set<String> = [
        "form", "case", "by", "redacted", "copy", "version", "revision", "at",
    ]

    /// Reads `print: {form, case, by}` with what stands beside it.
    init(_ node: RehearsalNode, beside step: NodeReader) throws(RehearsalProblem) {
        let reader = try NodeReader(node, keys: Printing.keys)
        form = try reader.required("form").asText()
        alias = try reader.required("case").asText()
        account = try reader.required("by").asText()
        isRedacted = try reader.flag("redacted") ?? false
        copy = try reader.text("copy")
        moment = try Printing.moment(reader)
        shows = try step.texts("shows") ?? []
        hides = try step.texts("hides") ?? []
        let refusal = try step.text("refused")
        guard refusal == nil || refusal == "unknown" else {
            throw node.problem("文件之拒絕請填 refused: unknown", "A document is refused as 'unknown' only")
        }
        isRefused = refusal != nil
    }

    private static func moment(_ reader: NodeReader) throws(RehearsalProblem) -> DocumentRequest.Moment {
        if let version = try reader["version"]?.asNumber() { return .version(version) }
        if let revision = try reader["revision"]?.asNumber() {
            return .past(.revision(Int64(revision)))
        }
        if let instant = try reader["at"]?.asInstant() { return .past(.instant(instant)) }
        return .now
    }
}
