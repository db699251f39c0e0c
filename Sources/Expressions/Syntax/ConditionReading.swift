import Values

/// Takes a parsed condition apart.
struct ConditionReading {
    func tree(_ node: SyntaxNode) -> ConditionTree {
        switch node.kind {
        case .literal(.bool(let truth)): return .constant(truth)
        case .not(let operand): return .not(tree(operand))
        case .and(let parts): return .all(parts.map(tree))
        case .or(let parts): return .any(parts.map(tree))
        case .conditional(let condition, let first, let second):
            let condition = tree(condition)
            return .any([.all([condition, tree(first)]), .all([.not(condition), tree(second)])])
        case .call("inState", let arguments):
            if case .literal(.string(let id))? = arguments.first?.kind { return .inState(id) }
            return atom(node)
        case .binary(let symbol, let left, let right): return comparison(symbol, left, right, node)
        case .literal, .name, .member, .has, .index, .call, .memberCall, .list, .map, .negate, .comprehension:
            return atom(node)
        }
    }

    /// A comparison in its canonical form: only `==`, `<` and `in` are left.
    private func comparison(
        _ symbol: BinaryOperator,
        _ left: SyntaxNode,
        _ right: SyntaxNode,
        _ node: SyntaxNode
    ) -> ConditionTree {
        func made(_ symbol: BinaryOperator, _ left: SyntaxNode, _ right: SyntaxNode) -> ConditionTree {
            atom(SyntaxNode(kind: .binary(symbol, left, right), span: node.span, depth: node.depth))
        }
        switch symbol {
        case .equal: return equality(left, right, made)
        case .notEqual: return .not(equality(left, right, made))
        case .less: return made(.less, left, right)
        case .greaterOrEqual: return .not(made(.less, left, right))
        case .greater: return made(.less, right, left)
        case .lessOrEqual: return .not(made(.less, right, left))
        case .isIn, .add, .subtract, .multiply, .divide, .modulus: return atom(node)
        }
    }

    /// `a == true` is `a`; of two sides the one with the smaller text comes first.
    private func equality(
        _ left: SyntaxNode,
        _ right: SyntaxNode,
        _ made: (BinaryOperator, SyntaxNode, SyntaxNode) -> ConditionTree
    ) -> ConditionTree {
        if case .literal(.bool(let truth)) = right.kind { return truth ? tree(left) : .not(tree(left)) }
        if case .literal(.bool(let truth)) = left.kind { return truth ? tree(right) : .not(tree(right)) }
        let isOrdered = SyntaxText.of(left) <= SyntaxText.of(right)
        return isOrdered ? made(.equal, left, right) : made(.equal, right, left)
    }

    private func atom(_ node: SyntaxNode) -> ConditionTree {
        var mentions = Mentions()
        mentions.collect(node)
        var reads: [String] = []
        for path in mentions.paths where !reads.contains(path.root) { reads.append(path.root) }
        return .atom(
            ConditionAtom(
                text: SyntaxText.of(node),
                reads: reads,
                needs: needs(of: node).filter { reads.contains($0) },
                comparison: simple(node),
                everyMember: list(.all, node).flatMap { $0.names.count == 1 ? $0.root : nil },
                someMember: list(.exists, node)
            )
        )
    }

    /// The list of `list.all(x, ...)` or `list.exists(x, ...)` where what is asked of x reads nothing but x.
    private func list(_ macro: ComprehensionMacro, _ node: SyntaxNode) -> FieldPath? {
        guard case .comprehension(let comprehension) = node.kind, comprehension.macro == macro,
            let path = comprehension.range.dottedPath
        else { return nil }
        var inner = Mentions()
        for part in [comprehension.condition, comprehension.transform].compactMap(\.self) {
            inner.collect(part)
        }
        return inner.paths.allSatisfy { $0.root == comprehension.variable } ? path : nil
    }

    /// The variables that are read on every way through an operation.
    func needs(of node: SyntaxNode) -> [String] {
        switch node.kind {
        case .literal, .has, .map, .list, .and, .or: []
        case .name(let name, _): [name]
        case .member(let operand, _), .not(let operand), .negate(let operand): needs(of: operand)
        case .index(let left, let right), .binary(_, let left, let right):
            needs(of: left) + needs(of: right)
        case .call("filled", _): []
        case .call(_, let arguments): arguments.flatMap { needs(of: $0) }
        case .memberCall(let receiver, _, let arguments):
            needs(of: receiver) + arguments.flatMap { needs(of: $0) }
        case .conditional(let condition, _, _): needs(of: condition)
        case .comprehension(let comprehension): needs(of: comprehension.range)
        }
    }

    /// One variable alone, `filled(variable)`, or one compared with what stands in the text.
    private func simple(_ node: SyntaxNode) -> ConditionComparison? {
        switch node.kind {
        case .name(let name, _): return ConditionComparison(variable: name, literals: [])
        case .call("filled", let arguments):
            guard arguments.count == 1, case .name(let name, _) = arguments[0].kind else { return nil }
            return ConditionComparison(variable: name, literals: [])
        case .binary(_, let left, let right):
            if case .name(let name, _) = left.kind, let literals = literals(right) {
                return ConditionComparison(variable: name, literals: literals)
            }
            if case .name(let name, _) = right.kind, let literals = literals(left) {
                return ConditionComparison(variable: name, literals: literals)
            }
            return nil
        case .literal, .member, .has, .index, .call, .memberCall, .list, .map, .not, .negate, .and, .or,
            .conditional, .comprehension:
            return nil
        }
    }

    private func literals(_ node: SyntaxNode) -> [Value]? {
        switch node.kind {
        case .literal(let value): return [value]
        case .negate(let operand):
            guard case .literal(.int(let number)) = operand.kind, number != .min else { return nil }
            return [.int(-number)]
        case .list(let parts):
            let values = parts.compactMap { literals($0)?.first }
            return values.count == parts.count ? values : nil
        case .name, .member, .has, .index, .call, .memberCall, .map, .not, .binary, .and, .or, .conditional,
            .comprehension:
            return nil
        }
    }
}
