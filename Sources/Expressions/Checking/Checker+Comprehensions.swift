import Values

extension Checker {
    mutating func comprehend(_ syntax: SyntaxComprehension, _ span: SourceSpan) -> Checked {
        let range = check(syntax.range)
        let element: ExpressionType
        switch range.type {
        case .dyn: element = .dyn
        case .list(let inner): element = inner
        case .map(let key, _): element = key
        case .record: element = .string
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type:
            report(
                .noSuchOverload,
                at: syntax.range.span,
                zhHant: "\(syntax.macro.rawValue)() 只能用於清單或對映，不能用於 \(range.type)",
                en: "\(syntax.macro.rawValue)() goes over a list or a map, not \(range.type)"
            )
            element = .dyn
        }
        return inScope(syntax.variable, element) { checker, slot in
            let condition = syntax.condition.map { checker.condition($0) }
            let transform = syntax.transform.map { checker.check($0) }
            let comprehension = Comprehension(
                macro: syntax.macro,
                range: range.plan,
                slot: slot,
                condition: condition,
                transform: transform?.plan,
                place: span.place
            )
            let type: ExpressionType
            switch syntax.macro {
            case .all, .exists, .existsOne: type = .bool
            case .filter: type = .list(element)
            case .map: type = .list(transform?.type ?? .dyn)
            }
            return Checked(plan: .comprehension(comprehension), type: type)
        }
    }

    private mutating func condition(_ node: SyntaxNode) -> Plan {
        let checked = check(node)
        if !checked.type.fits(.bool) {
            report(
                .noSuchOverload,
                at: node.span,
                zhHant: "條件須為 bool，而非 \(checked.type)",
                en: "the condition must be bool, not \(checked.type)"
            )
        }
        return checked.plan
    }
}
