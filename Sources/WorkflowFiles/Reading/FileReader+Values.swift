import Values

extension FileReader {
    /// A value where YAML numbers, truth values and null stand for themselves and text is an expression.
    func value(_ node: SourceNode) -> ValueDraft {
        switch node.content {
        case .scalar(let text):
            if case .string = text.value {
                return expression(node).map { .expression($0) } ?? .literal(.null)
            }
            return .literal(text.value)
        case .list(let nodes) where nodes.isEmpty: return .literal(.list([]))
        case .map(let pairs) where pairs.isEmpty: return .literal(.map(ValueMap()))
        case .list, .map:
            report(
                .wrongType,
                at: node.position,
                zh: "清單與對照表請寫成運算式，例如 \"[1, 2]\"。",
                en: "Write lists and maps as an expression, such as \"[1, 2]\"."
            )
            return .literal(.null)
        }
    }

    /// A name, period or time, computed where `= ` stands in front.
    func computable(_ node: SourceNode?) -> NameDraft? {
        guard let text = text(node) else { return nil }
        for prefix in ["= ", "="] where text.text.hasPrefix(prefix) {
            return .computed(text.dropping(prefix))
        }
        return .literal(text)
    }

    /// A payload: a map of values, or one value.
    func payload(_ node: SourceNode?) -> PayloadDraft {
        guard let node else { return .none }
        if case .map(let pairs) = node.content {
            return .fields(pairs.map { (name: $0.key, value: value($0.value)) })
        }
        return .value(value(node))
    }

    func data(_ node: SourceNode?) -> [DatumDraft] {
        guard let node, let pairs = pairs(node) else { return [] }
        // A bare chart keeps a bad name: declaring it fails when the chart starts, as the semantics say.
        return pairs.filter { isBare || checked($0.key, .variable) }
            .map { DatumDraft(name: $0.key, value: value($0.value)) }
    }
}
