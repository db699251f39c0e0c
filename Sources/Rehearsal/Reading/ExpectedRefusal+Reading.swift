import Values

extension ExpectedRefusal {
    /// Reads `refused: unmet` or `refused: {kind, clauses, undecided, fields, step}`.
    init(_ node: RehearsalNode) throws(RehearsalProblem) {
        guard case .map = node.content else {
            kind = try ExpectedRefusal.kind(node)
            return
        }
        let reader = try NodeReader(node, keys: ["kind", "clauses", "undecided", "fields", "step"])
        if let named = reader["kind"] { kind = try ExpectedRefusal.kind(named) }
        clauses = try reader.texts("clauses")
        undecided = try reader.texts("undecided")
        fields = try reader.texts("fields")
        step = try reader.number("step")
    }

    private static func kind(_ node: RehearsalNode) throws(RehearsalProblem) -> RefusalKind {
        guard let kind = RefusalKind(rawValue: try node.asText()) else {
            let known = RefusalKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.problem("拒絕種類為:\(known)", "The kinds of refusal are: \(known)")
        }
        return kind
    }
}
