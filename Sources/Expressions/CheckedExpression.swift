public import Values

/// An expression whose names and types are known to be right, ready to be evaluated over and over.
public struct CheckedExpression: Sendable {
    /// The cost at which an evaluation is given up unless the caller says otherwise.
    public static let defaultCostLimit: UInt64 = 100_000

    /// The expression as it was parsed.
    public let expression: ParsedExpression
    /// What the expression comes to.
    public let type: ExpressionType
    /// The fields that an evaluation may look at, in the order of the text, each once.
    public let reads: [FieldPath]
    let plan: Plan
    let slotCount: Int

    /// The text.
    public var source: String { expression.source }

    /// Evaluates the expression; going over the cost limit is an error that nothing absorbs.
    public func evaluate(
        _ activation: any Activation,
        costLimit: UInt64 = CheckedExpression.defaultCostLimit
    ) -> Evaluation {
        var run = Run(activation, costLimit: costLimit, slotCount: slotCount)
        let outcome = run.outcome(of: plan)
        return Evaluation(outcome: outcome, reads: run.reads(of: self), cost: run.cost)
    }
}

extension CheckedExpression: Hashable {
    /// Whether both are the same text with the same type and reads.
    public static func == (left: CheckedExpression, right: CheckedExpression) -> Bool {
        left.source.utf8.elementsEqual(right.source.utf8) && left.type == right.type
            && left.reads == right.reads
    }

    /// Feeds the text alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
