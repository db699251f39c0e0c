import Values

@testable import Expressions

/// Holds one text against all that the language promises; tells what does not hold.
struct FuzzJudge {
    /// How sure the text's maker is of it.
    enum Claim {
        /// It checks, comes to this type, and nothing in it is `dyn`.
        case typed(ExpressionType)
        /// It is well formed.
        case formed
        /// Nothing is known.
        case anything
    }

    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// What does not hold, if something does not.
    mutating func fault(of source: String, _ claim: Claim) -> String? {
        let expression: ParsedExpression
        do { expression = try ParsedExpression(parsing: source) } catch {
            if case .anything = claim { return Self.fault(of: error, in: source) }
            // Nested too deep, it may rightly be refused.
            return error.code == .tooDeep ? nil : "does not parse: \(error)"
        }
        if let fault = Self.printing(expression) { return fault }
        let checked: CheckedExpression
        do { checked = try expression.check(FuzzWorld.declarations) } catch {
            if case .typed = claim { return "does not check: \(error)" }
            return error.problems.lazy.compactMap { Self.fault(of: $0, in: source) }.first
        }
        if case .typed(let type) = claim, checked.type != type { return "is \(checked.type), not \(type)" }
        guard let loose = try? expression.check(TestHost.loose) else { return "does not check without types" }
        if let fault = evaluating(checked, loose, []) { return fault }
        let empty = FuzzWorld.empties[Int(random.next() % UInt64(FuzzWorld.empties.count))]
        return evaluating(checked, loose, empty)
    }

    // MARK: Text

    /// A problem lies within the text.
    private static func fault(of problem: ExpressionProblem, in source: String) -> String? {
        let isInside =
            problem.line >= 1 && problem.column >= 1 && problem.offset >= 0 && problem.length >= 0
            && problem.offset + problem.length <= source.utf8.count
        return isInside && !problem.message.zhHant.isEmpty ? nil : "a problem without a place: \(problem)"
    }

    /// What is printed from the tree parses to the same tree.
    private static func printing(_ expression: ParsedExpression) -> String? {
        let text = SyntaxPrinter.text(expression.root)
        do {
            let again = try ParsedExpression(parsing: text)
            return again.root.skeleton == expression.root.skeleton
                ? nil : "another tree when printed: \(text)"
        } catch {
            return error.code == .tooDeep ? nil : "does not parse when printed: \(text): \(error)"
        }
    }

    // MARK: Evaluation

    private mutating func evaluating(
        _ checked: CheckedExpression,
        _ loose: CheckedExpression,
        _ empty: Set<String>
    ) -> String? {
        let host = TestHost(values: FuzzWorld.values, unknown: empty)
        let evaluation = checked.evaluate(host)
        let again = checked.evaluate(host)
        guard evaluation.outcome.resembles(again.outcome), evaluation.reads == again.reads,
            evaluation.cost == again.cost
        else { return "twice is not the same: \(evaluation), \(again)" }
        let untyped = loose.evaluate(host).outcome
        guard evaluation.outcome.resembles(untyped) else {
            return "without types it is \(untyped), not \(evaluation.outcome)"
        }
        guard Set(evaluation.reads).isSubset(of: checked.reads) else { return "reads \(evaluation.reads)" }
        return Self.fault(of: evaluation.outcome, checked, empty)
            ?? limit(checked, host, evaluation) ?? settled(checked, evaluation, empty)
    }

    private static func fault(
        of outcome: Outcome,
        _ checked: CheckedExpression,
        _ empty: Set<String>
    ) -> String? {
        switch outcome {
        case .value(let value):
            return isValue(value, checked.type) ? nil : "\(shown(value)) is no \(checked.type)"
        case .unknown(let paths):
            let isRight =
                !paths.isEmpty && paths == Set(paths).sorted()
                && Set(paths.map(\.description)).isSubset(of: empty)
            return isRight ? nil : "unknown \(paths)"
        case .error(let error):
            guard error.line >= 1 && error.column >= 1 || error.code == .costLimitExceeded else {
                return "an error without a place: \(error)"
            }
            switch error.code {
            case .noSuchOverload, .undeclaredReference, .unsupportedKey:
                return DynamicSearch.isDynamic(checked.expression) ? nil : "a type error: \(error)"
            case .noSuchKey, .indexOutOfRange, .integerOverflow, .divisionByZero, .modulusByZero, .outOfRange,
                .invalidArgument, .invalidPattern, .repeatedKey, .costLimitExceeded, .host:
                return nil
            }
        }
    }

    /// A lower limit ends the evaluation, at a cost above the limit and not above that of the whole.
    private mutating func limit(
        _ checked: CheckedExpression,
        _ host: TestHost,
        _ whole: Evaluation
    ) -> String? {
        let limit = random.next() % (min(whole.cost, 1_000) + 2)
        let limited = checked.evaluate(host, costLimit: limit)
        if limit >= whole.cost {
            let isSame = limited.cost == whole.cost && limited.outcome.resembles(whole.outcome)
            return isSame ? nil : "a limit of \(limit) above the cost changes it: \(limited)"
        }
        let isEnded =
            limited.outcome == .error(.costLimit) && limited.cost > limit && limited.cost <= whole.cost
        return isEnded ? nil : "not ended at \(limit) of \(whole.cost): \(limited)"
    }

    /// What is decided while fields are empty stays so, whatever they are filled with.
    private mutating func settled(
        _ checked: CheckedExpression,
        _ evaluation: Evaluation,
        _ empty: Set<String>
    ) -> String? {
        if empty.isEmpty { return nil }
        if case .unknown = evaluation.outcome { return nil }
        if case .error(.costLimit) = evaluation.outcome { return nil }
        // A map with an empty member, taken whole, shows what the host has put there; `filled` asks the host.
        let isWhole = evaluation.reads.contains(FieldPath("worker")) && empty.contains("worker.age")
        if isWhole
            || checked.source.utf8.contains(where: { $0 == UInt8(ascii: "f") })
                && checked.source.contains("filled(")
        {
            return nil
        }
        for _ in 0..<2 {
            let values = FuzzWorld.filled(empty, &random)
            let filled = checked.evaluate(TestHost(values: values)).outcome
            guard filled.resembles(evaluation.outcome) else {
                return "\(evaluation.outcome) while \(empty.sorted()) are empty, but \(filled)"
            }
        }
        return nil
    }

    /// Whether a value is one of a type.
    static func isValue(_ value: Value, _ type: ExpressionType) -> Bool {
        switch (value, type) {
        case (_, .dyn), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
            (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration),
            (.type, .type):
            true
        case (.list(let elements), .list(let inner)): elements.allSatisfy { isValue($0, inner) }
        case (.map(let map), .map(let key, let inner)):
            map.allSatisfy { isValue($0.key, key) && isValue($0.value, inner) }
        case (.map(let map), .record(let members)):
            members.allSatisfy { name, type in map[name].map { isValue($0, type) } ?? false }
        default: false
        }
    }
}

/// Looks for a part of an expression whose type is only known when evaluated.
enum DynamicSearch {
    static func isDynamic(_ expression: ParsedExpression) -> Bool {
        isDynamic(expression.root, FuzzWorld.variables)
    }

    /// Checks each part by itself, the variables of the macros around it declared.
    private static func isDynamic(_ node: SyntaxNode, _ variables: [String: ExpressionType]) -> Bool {
        let declarations = Declarations(variables: variables, functions: TestHost.functions)
        guard let type = type(of: node, declarations), !type.hasDyn else { return true }
        guard case .comprehension(let syntax) = node.kind else {
            return node.parts.contains { isDynamic($0, variables) }
        }
        guard let range = self.type(of: syntax.range, declarations) else { return true }
        var inner = variables
        switch range {
        case .list(let element): inner[syntax.variable] = element
        case .map(let key, _): inner[syntax.variable] = key
        default: inner[syntax.variable] = .string
        }
        let bodies = [syntax.condition, syntax.transform].compactMap(\.self)
        return isDynamic(syntax.range, variables) || bodies.contains { isDynamic($0, inner) }
    }

    private static func type(of node: SyntaxNode, _ declarations: Declarations) -> ExpressionType? {
        try? ParsedExpression(parsing: SyntaxPrinter.text(node)).check(declarations).type
    }
}

extension ExpressionType {
    /// Whether it is `dyn` or holds it.
    fileprivate var hasDyn: Bool {
        switch self {
        case .dyn: true
        case .list(let element): element.hasDyn
        case .map(let key, let value): key.hasDyn || value.hasDyn
        case .record(let members): members.values.contains { $0.hasDyn }
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type: false
        }
    }
}
