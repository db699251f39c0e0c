import Casework
import Values

extension FileReader {
    func fields(_ node: SourceNode?) -> [FieldDraft] {
        named(node, .variable).compactMap { field($0.key, $0.value) }
    }

    private func field(_ name: SourceText, _ node: SourceNode) -> FieldDraft? {
        guard let keyed = map(node, .field), let type = fieldType(keyed) else { return nil }
        let clause = text(keyed["clause"])
        let readers = texts(keyed["readers"])
        let field = Field(
            name: name.text,
            type: type,
            label: requiredText(keyed, "label", of: name.text),
            clause: clause?.text,
            isSensitive: boolean(keyed["sensitive"]) ?? false,
            readers: readers.map(\.text)
        )
        return FieldDraft(field: field, name: name, clause: clause, readers: readers)
    }

    private static let types = [
        "text", "integer", "number", "boolean", "date", "datetime", "choice", "person", "unit", "site",
        "list",
        "record", "any",
    ]

    /// The further keys that a type takes.
    private static let ownKeys: [String: [String]] = [
        "text": ["max-length"], "integer": ["minimum", "maximum"], "number": ["minimum", "maximum"],
        "choice": ["options"], "list": ["of"], "record": ["fields"],
    ]

    private func fieldType(_ keyed: KeyedNodes) -> FieldType? {
        guard let type = text(keyed["type"]) else { return nil }
        for key in ["max-length", "minimum", "maximum", "options", "of", "fields"] {
            guard let found = keyed.key(key), !FileReader.ownKeys[type.text, default: []].contains(key) else {
                continue
            }
            report(
                .unknownKey,
                at: found.position,
                zh: "型別 \(type.text) 沒有「\(key)」。",
                en: "The type \(type.text) takes no '\(key)'."
            )
        }
        switch type.text {
        case "text": return .text(maximumLength: length(keyed["max-length"]))
        case "integer": return integerType(keyed)
        case "number": return numberType(keyed)
        case "boolean": return .boolean
        case "date": return .date
        case "datetime": return .datetime
        case "choice": return choice(keyed)
        case "person": return .person
        case "unit": return .unit
        case "site": return .site
        case "list": return element(keyed).map { .list($0) }
        case "record": return record(keyed)
        case "any": return .any
        default:
            badValue(type, known: FileReader.types)
            return nil
        }
    }

    private func length(_ node: SourceNode?) -> Int {
        guard let node, let length = integer(node) else { return 4_000 }
        guard (1...1_000_000).contains(length) else {
            outOfRange(node, "1 – 1 000 000")
            return 4_000
        }
        return Int(length)
    }

    private func integerType(_ keyed: KeyedNodes) -> FieldType {
        let (low, high) = (integer(keyed["minimum"]), integer(keyed["maximum"]))
        if let low, let high, low > high, let node = keyed["maximum"] { outOfRange(node, "≥ \(low)") }
        return .integer(minimum: low, maximum: high)
    }

    private func numberType(_ keyed: KeyedNodes) -> FieldType {
        let (low, high) = (number(keyed["minimum"]), number(keyed["maximum"]))
        if let low, let high, low > high, let node = keyed["maximum"] { outOfRange(node, "≥ \(low)") }
        return .number(minimum: low, maximum: high)
    }

    func outOfRange(_ node: SourceNode, _ range: String) {
        report(
            .badValue,
            at: node.position,
            zh: "數值超出範圍；請填 \(range)。",
            en: "The figure is out of range; write \(range)."
        )
    }

    private func choice(_ keyed: KeyedNodes) -> FieldType {
        let pairs = keyed["options"].flatMap { self.pairs($0) } ?? []
        if pairs.isEmpty { missing("options", at: keyed.position) }
        return .choice(
            pairs.map { pair in
                let label = localized(pair.value, of: pair.key.text)
                return .init(
                    value: pair.key.text,
                    label: label ?? LocalizedText(zhHant: pair.key.text, en: pair.key.text)
                )
            }
        )
    }

    private func element(_ keyed: KeyedNodes) -> FieldType? {
        guard let node = keyed["of"] else {
            missing("of", at: keyed.position)
            return nil
        }
        return map(node, .element).flatMap { fieldType($0) }
    }

    private func record(_ keyed: KeyedNodes) -> FieldType {
        let members = fields(keyed["fields"]).map(\.field)
        if keyed["fields"] == nil { missing("fields", at: keyed.position) }
        return .record(members)
    }

    private func missing(_ key: String, at position: SourcePosition) {
        report(.missingKey, at: position, zh: "缺少鍵「\(key)」。", en: "The key '\(key)' is missing.")
    }
}
