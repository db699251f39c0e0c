public import Values

/// What an expression came to.
public enum Outcome: Sendable, Hashable {
    case value(Value)
    /// Undecided, because these fields have not been filled in; sorted, each once, never empty.
    case unknown([FieldPath])
    indirect case error(EvaluationError)
}

/// An outcome and how it came about.
public struct Evaluation: Sendable, Hashable {
    /// What the expression came to.
    public let outcome: Outcome
    /// The fields that were looked at, in the order of the first look, each once.
    public let reads: [FieldPath]
    /// How much work it was: about one for each operation, more for long texts and lists.
    public let cost: UInt64
}
