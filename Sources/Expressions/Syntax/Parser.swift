import Values

/// Builds the syntax tree by descending through the grammar; depth is counted, so no text ends the stack.
struct Parser {
    private let tokens: [Token]
    private var position = 0
    private var nesting = 0

    init(_ source: String) throws(ExpressionProblem) {
        guard source.utf8.count <= ParsedExpression.maximumLength else {
            throw ExpressionProblem(
                .tooLong,
                at: SourceSpan(offset: 0, length: 0, line: 1, column: 1),
                zhHant: "運算式過長，最多 \(ParsedExpression.maximumLength) 位元組",
                en: "the expression is longer than \(ParsedExpression.maximumLength) bytes"
            )
        }
        var lexer = Lexer(source)
        tokens = try lexer.tokens()
    }

    /// The whole text as one expression.
    mutating func wholeExpression() throws(ExpressionProblem) -> SyntaxNode {
        let root = try expression()
        guard next.kind == .end else { throw unexpected() }
        return root
    }

    /// An expression: `ConditionalOr ["?" ConditionalOr ":" Expr]`.
    mutating func expression() throws(ExpressionProblem) -> SyntaxNode {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= ParsedExpression.maximumDepth else { throw tooDeep(at: next.span) }
        let condition = try disjunction()
        let span = next.span
        guard take("?") else { return condition }
        let first = try disjunction()
        try expect(":")
        let second = try expression()
        return try node(.conditional(condition, first, second), span, [condition, first, second])
    }

    private mutating func disjunction() throws(ExpressionProblem) -> SyntaxNode {
        var operands = [try conjunction()]
        let span = next.span
        while take("||") { operands.append(try conjunction()) }
        return operands.count == 1 ? operands[0] : try node(.or(operands), span, operands)
    }

    private mutating func conjunction() throws(ExpressionProblem) -> SyntaxNode {
        var operands = [try operation(3)]
        let span = next.span
        while take("&&") { operands.append(try operation(3)) }
        return operands.count == 1 ? operands[0] : try node(.and(operands), span, operands)
    }

    /// Operations of a precedence and above, from left to right.
    private mutating func operation(_ precedence: Int) throws(ExpressionProblem) -> SyntaxNode {
        var left = try unary()
        while let binary = nextOperator, binary.precedence >= precedence {
            let span = next.span
            position += 1
            let right = try operation(binary.precedence + 1)
            left = try node(.binary(binary, left, right), span, [left, right])
        }
        return left
    }

    private var nextOperator: BinaryOperator? {
        switch next.kind {
        case .mark(let mark): BinaryOperator(rawValue: mark)
        case .identifier("in"): .isIn
        case .identifier, .int, .uint, .double, .string, .bytes, .end: nil
        }
    }

    /// A member behind signs; a minus right before a number belongs to the number.
    private mutating func unary() throws(ExpressionProblem) -> SyntaxNode {
        var signs: [(mark: String, span: SourceSpan)] = []
        while case .mark(let mark) = next.kind, mark == "!" || mark == "-" {
            if mark == "-", isNumber(at: position + 1) { break }
            // A pair of equal signs is kept once, for its type; more pairs say nothing new.
            if signs.count >= 2, signs[signs.count - 1].mark == mark, signs[signs.count - 2].mark == mark {
                signs.removeLast()
            } else {
                signs.append((mark, next.span))
            }
            position += 1
        }
        var operand = try member()
        for sign in signs.reversed() {
            operand = try node(
                sign.mark == "!" ? .not(operand) : .negate(operand),
                sign.span,
                [operand]
            )
        }
        return operand
    }

    private func isNumber(at index: Int) -> Bool {
        switch tokens[min(index, tokens.count - 1)].kind {
        case .int, .double: true
        case .uint, .string, .bytes, .identifier, .mark, .end: false
        }
    }

    // MARK: Tokens

    var next: Token { tokens[position] }

    mutating func advance() -> Token {
        let token = tokens[position]
        if position < tokens.count - 1 { position += 1 }
        return token
    }

    mutating func take(_ mark: String) -> Bool {
        guard next.kind == .mark(mark) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ mark: String) throws(ExpressionProblem) {
        guard take(mark) else { throw unexpected(instead: mark) }
    }

    // MARK: Nodes and problems

    func node(
        _ kind: SyntaxKind,
        _ span: SourceSpan,
        _ parts: [SyntaxNode] = []
    ) throws(ExpressionProblem) -> SyntaxNode {
        let depth = 1 + parts.reduce(0) { max($0, $1.depth) }
        guard depth <= ParsedExpression.maximumDepth else { throw tooDeep(at: span) }
        return SyntaxNode(kind: kind, span: span, depth: depth)
    }

    private func tooDeep(at span: SourceSpan) -> ExpressionProblem {
        ExpressionProblem(
            .tooDeep,
            at: span,
            zhHant: "運算式的層次過深，最多 \(ParsedExpression.maximumDepth) 層",
            en: "operations stand more than \(ParsedExpression.maximumDepth) deep within each other"
        )
    }

    func unexpected(instead mark: String? = nil) -> ExpressionProblem {
        let wanted = mark.map { ("，應為「\($0)」", ", expected '\($0)'") } ?? ("", "")
        guard next.kind != .end else {
            return ExpressionProblem(
                .unexpectedToken,
                at: next.span,
                zhHant: "運算式不完整\(wanted.0)",
                en: "the expression ends too early\(wanted.1)"
            )
        }
        return ExpressionProblem(
            .unexpectedToken,
            at: next.span,
            zhHant: "「\(next.text)」不能出現在這裡\(wanted.0)",
            en: "'\(next.text)' cannot stand here\(wanted.1)"
        )
    }
}
