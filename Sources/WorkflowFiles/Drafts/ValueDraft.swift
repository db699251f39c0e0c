import Values

/// A value as a file gives it: written out, or an expression.
enum ValueDraft {
    case literal(Value)
    case expression(SourceText)
}

/// A name, period or time as a file gives it: written out, or computed (`= ` in front).
enum NameDraft {
    case literal(SourceText)
    case computed(SourceText)

    /// Where it stands.
    var position: SourcePosition {
        switch self {
        case .literal(let text), .computed(let text): text.position
        }
    }
}

/// What an event, a started case or a final state carries, as a file gives it.
enum PayloadDraft {
    case none
    case value(ValueDraft)
    case fields([(name: SourceText, value: ValueDraft)])
}
