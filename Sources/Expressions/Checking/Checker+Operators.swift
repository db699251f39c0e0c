import Values

extension Checker {
    mutating func operation(
        _ binary: BinaryOperator,
        _ leftNode: SyntaxNode,
        _ rightNode: SyntaxNode,
        _ span: SourceSpan
    ) -> Checked {
        let left = check(leftNode)
        let right = check(rightNode)
        let plan = Plan.binary(binary, left.plan, right.plan, span.place)
        let isAllowed: Bool
        switch binary {
        case .equal, .notEqual: isAllowed = left.type.isComparable(to: right.type)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: isAllowed = left.type.isOrdered(with: right.type)
        case .isIn: isAllowed = contains(right.type, left.type)
        case .add, .subtract, .multiply, .divide, .modulus:
            return arithmetic(binary, left, right, plan, span)
        }
        guard isAllowed else { return noOverload(binary.rawValue, [left.type, right.type], span) }
        return Checked(plan: plan, type: .bool)
    }

    private func contains(_ container: ExpressionType, _ element: ExpressionType) -> Bool {
        switch container {
        case .dyn: true
        case .list(let wanted): element.isComparable(to: wanted)
        case .map(let key, _): element.isComparable(to: key)
        case .record: element.isComparable(to: .string)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type: false
        }
    }

    private mutating func arithmetic(
        _ binary: BinaryOperator,
        _ left: Checked,
        _ right: Checked,
        _ plan: Plan,
        _ span: SourceSpan
    ) -> Checked {
        if binary == .add, case .list = left.type, case .list = right.type {
            return Checked(plan: plan, type: left.type.joined(with: right.type) ?? .list(.dyn))
        }
        let results = binary.overloads.filter { $0.takes([left.type, right.type]) }.map(\.result)
        guard let type = Checker.common(results) else {
            return noOverload(binary.rawValue, [left.type, right.type], span)
        }
        return Checked(plan: plan, type: type)
    }

    /// The one result of all matching signatures, `dyn` if they differ, nil if there is none.
    static func common(_ results: [ExpressionType]) -> ExpressionType? {
        guard let first = results.first else { return nil }
        return results.allSatisfy { $0 == first } ? first : .dyn
    }

    mutating func not(_ operand: SyntaxNode, _ span: SourceSpan) -> Checked {
        let checked = check(operand)
        guard checked.type.fits(.bool) else { return noOverload("!", [checked.type], span) }
        return Checked(plan: .not(checked.plan, span.place), type: .bool)
    }

    mutating func negate(_ operand: SyntaxNode, _ span: SourceSpan) -> Checked {
        let checked = check(operand)
        switch checked.type {
        case .int, .double, .dyn:
            return Checked(plan: folded(.negate(checked.plan, span.place)), type: checked.type)
        case .null, .bool, .uint, .string, .bytes, .list, .map, .record, .timestamp, .duration, .type:
            return noOverload("-", [checked.type], span)
        }
    }

    /// The operands of `&&` and `||`.
    mutating func truths(_ operands: [SyntaxNode], _ name: String) -> [Plan] {
        operands.map { operand in
            let checked = check(operand)
            if !checked.type.fits(.bool) { _ = noOverload(name, [checked.type], operand.span) }
            return checked.plan
        }
    }

    mutating func conditional(
        _ conditionNode: SyntaxNode,
        _ firstNode: SyntaxNode,
        _ secondNode: SyntaxNode,
        _ span: SourceSpan
    ) -> Checked {
        let condition = check(conditionNode)
        let first = check(firstNode)
        let second = check(secondNode)
        guard condition.type.fits(.bool), let type = first.type.joined(with: second.type) else {
            return noOverload("_?_:_", [condition.type, first.type, second.type], span)
        }
        let plan = Plan.conditional(condition.plan, first.plan, second.plan, span.place)
        return Checked(plan: plan, type: type)
    }

    // MARK: Literals

    mutating func list(_ nodes: [SyntaxNode]) -> Checked {
        let elements = nodes.map { check($0) }
        return Checked(
            plan: folded(.list(elements.map(\.plan))),
            type: .list(Checker.join(elements.map(\.type)))
        )
    }

    mutating func map(_ nodes: [(key: SyntaxNode, value: SyntaxNode)], _ span: SourceSpan) -> Checked {
        var pairs: [(key: Checked, value: Checked)] = []
        for (keyNode, valueNode) in nodes {
            let key = check(keyNode)
            if !key.type.isKey {
                report(
                    .unsupportedKey,
                    at: keyNode.span,
                    zhHant: "\(key.type) 不能作為對映的鍵；請用 bool、int、uint 或 string",
                    en: "\(key.type) cannot be the key of a map; use bool, int, uint or string"
                )
            }
            pairs.append((key, check(valueNode)))
        }
        let plan = Plan.map(pairs.map { ($0.key.plan, $0.value.plan) }, span.place)
        let key = Checker.join(pairs.map(\.key.type))
        return Checked(plan: folded(plan), type: .map(key, Checker.join(pairs.map(\.value.type))))
    }

    /// The type that covers all elements of a literal.
    private static func join(_ types: [ExpressionType]) -> ExpressionType {
        guard var type = types.first else { return .dyn }
        for other in types.dropFirst() { type = type.joined(with: other) ?? .dyn }
        return type
    }

    // MARK: Constants

    /// The value of an operation on constants alone, computed once and for all; an error stays for later.
    func folded(_ plan: Plan) -> Plan {
        let operands: [Plan]
        switch plan {
        case .list(let elements): operands = elements
        case .map(let pairs, _): operands = pairs.flatMap { [$0.key, $0.value] }
        case .negate(let operand, _): operands = [operand]
        case .call(_, let arguments, _): operands = arguments
        case .constant, .field, .hasField, .slot, .member, .hasMember, .index, .and, .or, .not,
            .conditional, .binary, .matches, .host, .comprehension:
            return plan
        }
        for operand in operands {
            guard case .constant = operand else { return plan }
        }
        var run = Run(NoHost(), costLimit: CheckedExpression.defaultCostLimit, slotCount: 0)
        guard case .value(let value) = run.outcome(of: plan) else { return plan }
        return .constant(value)
    }
}

/// The host of expressions that have none.
private struct NoHost: Activation {
    func resolve(_ name: String) -> Binding { .absent }
}
