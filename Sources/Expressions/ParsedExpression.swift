public import Values

/// An expression that is well formed: CEL text turned into a syntax tree.
///
/// `check` makes it a `CheckedExpression`, which can be evaluated.
public struct ParsedExpression: Sendable {
    /// How long an expression may be, in bytes of UTF-8.
    public static let maximumLength = 100_000
    /// How deep operations may stand within each other.
    ///
    /// Measured: this takes less than 1 MiB of stack when optimised, and less than 3 MiB when built for debugging.
    public static let maximumDepth = 120

    /// The text.
    public let source: String
    /// The names and paths that the text mentions from outside, in the order of the first mention, each once.
    public let attributes: [FieldPath]
    let root: SyntaxNode

    /// Parses a text; throws the first problem found.
    public init(parsing source: String) throws(ExpressionProblem) {
        var parser = try Parser(source)
        root = try parser.wholeExpression()
        self.source = source
        var mentions = Mentions()
        mentions.collect(root)
        attributes = mentions.paths
    }

    /// An expression that was made of another: its text is that of its operations.
    init(root: SyntaxNode) {
        self.root = root
        source = SyntaxText.of(root)
        var mentions = Mentions()
        mentions.collect(root)
        attributes = mentions.paths
    }

    /// Infers the types of all parts against declarations; `expecting` is what the whole must come to.
    public func check(
        _ declarations: Declarations,
        expecting: ExpressionType? = nil
    ) throws(ExpressionProblems) -> CheckedExpression {
        var checker = Checker(declarations)
        return try checker.checked(self, expecting: expecting)
    }
}
