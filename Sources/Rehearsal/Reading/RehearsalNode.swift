import Values

/// A piece of a rehearsal with the line it stands in.
struct RehearsalNode: Sendable {
    /// What stands there.
    indirect enum Content: Sendable {
        case scalar(Value)
        case list([RehearsalNode])
        case map([(key: String, line: Int, value: RehearsalNode)])
    }

    let content: Content
    let file: String
    let line: Int

    /// The text as written, of a scalar; numbers and truth values are texts too where a text is wanted.
    var text: String? {
        guard case .scalar(let value) = content else { return nil }
        switch value {
        case .string(let text): return text
        case .int(let number): return String(number)
        case .double(let number): return String(number)
        case .bool(let truth): return String(truth)
        case .null, .uint, .bytes, .list, .map, .timestamp, .duration, .type: return nil
        }
    }

    /// Whether nothing stands there.
    var isEmpty: Bool {
        guard case .scalar(.null) = content else { return false }
        return true
    }

    /// What it stands for: maps with text keys, lists and scalars.
    var value: Value {
        switch content {
        case .scalar(let value): value
        case .list(let nodes): .list(nodes.map(\.value))
        case .map(let pairs): .map(ValueMap(pairs.map { ($0.key, $0.value.value) }))
        }
    }

    /// A problem at this place.
    func problem(_ zhHant: String, _ en: String) -> RehearsalProblem {
        RehearsalProblem(file: file, line: line, message: LocalizedText(zhHant: zhHant, en: en))
    }
}
