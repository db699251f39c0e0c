import Values

/// Infers the type of every operation and builds the plan; gathers all problems instead of stopping at one.
struct Checker {
    /// An operation after checking.
    struct Checked {
        let plan: Plan
        let type: ExpressionType
    }

    /// The variable of a comprehension around.
    struct Scope {
        let name: String
        let slot: Int
        let type: ExpressionType
    }

    let declarations: Declarations
    private(set) var problems: [ExpressionProblem] = []
    private(set) var reads: [FieldPath] = []
    private var readNumbers: [FieldPath: Int] = [:]
    private(set) var scopes: [Scope] = []
    private var slotCount = 0

    init(_ declarations: Declarations) { self.declarations = declarations }

    mutating func checked(
        _ expression: ParsedExpression,
        expecting: ExpressionType?
    ) throws(ExpressionProblems) -> CheckedExpression {
        let root = check(expression.root)
        if problems.isEmpty, let expecting, !root.type.fits(expecting) {
            report(
                .wrongResult,
                at: expression.root.span,
                zhHant: "結果應為 \(expecting)，而非 \(root.type)",
                en: "the result must be \(expecting), not \(root.type)"
            )
        }
        guard problems.isEmpty else {
            throw ExpressionProblems(problems: problems.sorted { $0.offset < $1.offset })
        }
        return CheckedExpression(
            expression: expression,
            type: root.type,
            reads: reads,
            plan: root.plan,
            slotCount: slotCount
        )
    }

    /// Checks an operation whose value is wanted.
    mutating func check(_ node: SyntaxNode) -> Checked {
        switch node.kind {
        case .literal(let value): return Checked(plan: .constant(value), type: .of(value))
        case .name, .member, .index: return closed(open(node))
        case .has(let operand, let name): return presence(of: name, in: operand, node.span)
        case .call(let name, let arguments): return call(name, arguments, asMember: false, node.span)
        case .memberCall(let receiver, let name, let arguments):
            return call(name, [receiver] + arguments, asMember: true, node.span)
        case .list(let elements): return list(elements)
        case .map(let pairs): return map(pairs, node.span)
        case .not(let operand): return not(operand, node.span)
        case .negate(let operand): return negate(operand, node.span)
        case .binary(let binary, let left, let right): return operation(binary, left, right, node.span)
        case .and(let operands):
            return Checked(plan: .and(truths(operands, "&&"), node.span.place), type: .bool)
        case .or(let operands):
            return Checked(plan: .or(truths(operands, "||"), node.span.place), type: .bool)
        case .conditional(let condition, let first, let second):
            return conditional(condition, first, second, node.span)
        case .comprehension(let comprehension): return comprehend(comprehension, node.span)
        }
    }

    // MARK: Keeping books

    /// The number of a field among the reads.
    mutating func number(of path: FieldPath) -> Int {
        if let number = readNumbers[path] { return number }
        readNumbers[path] = reads.count
        reads.append(path)
        return reads.count - 1
    }

    /// Checks something in which a comprehension's variable is bound.
    mutating func inScope<Answer>(
        _ name: String,
        _ type: ExpressionType,
        _ body: (inout Checker, Int) -> Answer
    ) -> Answer {
        let slot = scopes.count
        slotCount = max(slotCount, slot + 1)
        scopes.append(Scope(name: name, slot: slot, type: type))
        defer { scopes.removeLast() }
        return body(&self, slot)
    }

    mutating func report(_ code: ExpressionProblem.Code, at span: SourceSpan, zhHant: String, en: String) {
        problems.append(ExpressionProblem(code, at: span, zhHant: zhHant, en: en))
    }

    /// The sentence that proposes a name; among many problems only the first are worth the time.
    func suggestion(for name: String, among names: some Sequence<String>) -> (zhHant: String, en: String) {
        Suggestion.sentence(problems.count < 10 ? NearestName.of(name, among: names) : nil)
    }

    /// What stands for an operation that has a problem: it fits everywhere, so that no other problem follows.
    static let faulty = Checked(plan: .constant(.null), type: .dyn)
}

extension ExpressionType {
    /// The type of a literal.
    fileprivate static func of(_ value: Value) -> ExpressionType {
        switch value {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        }
    }
}
