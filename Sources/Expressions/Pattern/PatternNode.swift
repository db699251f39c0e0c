/// A parsed regular expression.
indirect enum PatternNode: Sendable {
    case empty
    case scalar(ScalarSet)
    case assertion(PatternAssertion)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// A repetition from a minimum to a maximum; without maximum if that is nil.
    case repetition(PatternNode, Int, Int?)
}

/// A condition on a place in the text.
enum PatternAssertion: Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary

    /// Whether the condition holds between two scalars, nil being the end of the text.
    func holds(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: before == nil
        case .textEnd: after == nil
        case .lineStart: before == nil || before == "\n"
        case .lineEnd: after == nil || after == "\n"
        case .wordBoundary: PatternAssertion.isWord(before) != PatternAssertion.isWord(after)
        case .noWordBoundary: PatternAssertion.isWord(before) == PatternAssertion.isWord(after)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { ScalarSet.word.contains($0) } ?? false
    }
}
