import Values

extension ParsedExpression {
    /// Whether what it comes to can depend on a variable that is empty: not where each mention stands behind `filled`.
    public func asks(forEmpty variable: String) -> Bool { root.asks(forEmpty: variable) }
}

extension SyntaxNode {
    fileprivate func asks(forEmpty name: String) -> Bool {
        func asks(_ parts: [SyntaxNode]) -> Bool { parts.contains { $0.asks(forEmpty: name) } }
        if let path = dottedPath { return path.root == name }
        switch kind {
        case .literal, .name: return false
        case .member(let operand, _), .has(let operand, _), .not(let operand), .negate(let operand):
            return operand.asks(forEmpty: name)
        case .index(let left, let right), .binary(_, let left, let right): return asks([left, right])
        case .call(let function, let parts): return function != "filled" && asks(parts)
        case .memberCall(let receiver, _, let parts): return asks([receiver] + parts)
        case .list(let parts): return asks(parts)
        case .map(let pairs): return asks(pairs.flatMap { [$0.key, $0.value] })
        // One side that settles it absorbs what the others cannot tell.
        case .and(let parts):
            return asks(parts) && !parts.contains { $0.settled(whenEmpty: name) == false }
        case .or(let parts):
            return asks(parts) && !parts.contains { $0.settled(whenEmpty: name) == true }
        case .conditional(let condition, let first, let second):
            switch condition.settled(whenEmpty: name) {
            case true?: return first.asks(forEmpty: name)
            case false?: return second.asks(forEmpty: name)
            case nil: return asks([condition, first, second])
            }
        case .comprehension(let comprehension):
            return asks(
                [comprehension.range] + [comprehension.condition, comprehension.transform].compactMap(\.self)
            )
        }
    }

    /// What it comes to, where that follows from the variable being empty.
    private func settled(whenEmpty name: String) -> Bool? {
        switch kind {
        case .literal(.bool(let truth)): return truth
        case .call("filled", let parts): return parts.first?.dottedPath?.root == name ? false : nil
        case .not(let inner): return inner.settled(whenEmpty: name).map(!)
        case .and(let parts):
            let settled = parts.map { $0.settled(whenEmpty: name) }
            return settled.contains(false) ? false : settled.allSatisfy { $0 == true } ? true : nil
        case .or(let parts):
            let settled = parts.map { $0.settled(whenEmpty: name) }
            return settled.contains(true) ? true : settled.allSatisfy { $0 == false } ? false : nil
        case .literal, .name, .member, .has, .index, .call, .memberCall, .list, .map, .negate, .binary,
            .conditional, .comprehension:
            return nil
        }
    }
}
