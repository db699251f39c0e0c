import Values

/// A piece of a YAML file with its place: what every reader of ours starts from.
struct SourceNode: Sendable {
    /// What stands there.
    indirect enum Content: Sendable {
        /// A text, number or truth value; not yet told apart.
        case scalar(SourceText)
        case list([SourceNode])
        case map([(key: SourceText, value: SourceNode)])
    }

    let content: Content
    let position: SourcePosition

    /// The scalar, if it is one.
    var scalar: SourceText? {
        guard case .scalar(let text) = content else { return nil }
        return text
    }

    /// Whether nothing stands there: `null`, `~` or an empty plain scalar.
    var isEmpty: Bool { scalar?.value == .null }

    /// What it is, for a message.
    var kind: LocalizedText {
        switch content {
        case .scalar(let text):
            switch text.value {
            case .null: LocalizedText(zhHant: "空值", en: "nothing")
            case .bool: LocalizedText(zhHant: "真假值", en: "a truth value")
            case .int, .double: LocalizedText(zhHant: "數字", en: "a number")
            case .string, .uint, .bytes, .list, .map, .timestamp, .duration, .type:
                LocalizedText(zhHant: "文字", en: "text")
            }
        case .list: LocalizedText(zhHant: "清單", en: "a list")
        case .map: LocalizedText(zhHant: "對照表", en: "a map")
        }
    }

    /// The value that it stands for: maps with text keys, lists, and scalars by the rules of `SourceText`.
    var value: Value {
        switch content {
        case .scalar(let text): text.value
        case .list(let nodes): .list(nodes.map(\.value))
        case .map(let pairs): .map(ValueMap(pairs.map { ($0.key.text, $0.value.value) }))
        }
    }
}
