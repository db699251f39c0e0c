import Values

extension Parser {
    /// A member: `Primary {"." SELECTOR ["(" [ExprList] ")"] | "[" Expr "]"}`.
    mutating func member() throws(ExpressionProblem) -> SyntaxNode {
        var operand = try primary()
        while true {
            let span = next.span
            if take(".") {
                operand = try selection(of: operand)
            } else if take("[") {
                let index = try expression()
                try expect("]")
                operand = try node(.index(operand, index), span, [operand, index])
            } else {
                if next.kind == .mark("{"), operand.dottedPath != nil { throw messagesUnsupported() }
                return operand
            }
        }
    }

    private mutating func selection(of operand: SyntaxNode) throws(ExpressionProblem) -> SyntaxNode {
        guard case .identifier(let name) = next.kind, !Token.keywords.contains(name) else {
            throw unexpected()
        }
        let span = advance().span
        guard take("(") else { return try node(.member(operand, name), span, [operand]) }
        let arguments = try expressions(until: ")")
        if let comprehension = try comprehension(name, operand, arguments) {
            let parts = [operand] + arguments
            return try node(.comprehension(comprehension), span, parts)
        }
        return try node(.memberCall(operand, name, arguments), span, [operand] + arguments)
    }

    private mutating func primary() throws(ExpressionProblem) -> SyntaxNode {
        let token = next
        switch token.kind {
        case .int(let magnitude): return try number(magnitude, isNegative: false, token.span)
        case .uint(let number): return try literal(.uint(number))
        case .double(let number): return try literal(.double(number))
        case .string(let text): return try literal(.string(text))
        case .bytes(let bytes): return try literal(.bytes(bytes))
        case .identifier("true"): return try literal(.bool(true))
        case .identifier("false"): return try literal(.bool(false))
        case .identifier("null"): return try literal(.null)
        case .identifier(let name): return try nameOrCall(name, isRooted: false)
        case .mark("-"): return try negativeNumber()
        case .mark("."):
            _ = advance()
            guard case .identifier(let name) = next.kind else { throw unexpected() }
            return try nameOrCall(name, isRooted: true)
        case .mark("("):
            _ = advance()
            let inner = try expression()
            try expect(")")
            return inner
        case .mark("["):
            _ = advance()
            let elements = try expressions(until: "]")
            return try node(.list(elements), token.span, elements)
        case .mark("{"): return try mapLiteral()
        case .mark, .end: throw unexpected()
        }
    }

    private mutating func literal(_ value: Value) throws(ExpressionProblem) -> SyntaxNode {
        try node(.literal(value), advance().span)
    }

    private mutating func negativeNumber() throws(ExpressionProblem) -> SyntaxNode {
        var span = advance().span
        span.length = next.span.offset + next.span.length - span.offset
        switch next.kind {
        case .int(let magnitude): return try number(magnitude, isNegative: true, span)
        case .double(let number):
            _ = advance()
            return try node(.literal(.double(-number)), span)
        case .uint, .string, .bytes, .identifier, .mark, .end: throw unexpected()
        }
    }

    private mutating func number(
        _ magnitude: UInt64,
        isNegative: Bool,
        _ span: SourceSpan
    ) throws(ExpressionProblem) -> SyntaxNode {
        _ = advance()
        let limit = UInt64(Int64.max) + (isNegative ? 1 : 0)
        guard magnitude <= limit else {
            throw ExpressionProblem(
                .badNumber,
                at: span,
                zhHant: "整數超出 64 位元範圍",
                en: "the whole number does not fit into 64 bits"
            )
        }
        let number = Int64(bitPattern: isNegative ? 0 &- magnitude : magnitude)
        return try node(.literal(.int(number)), span)
    }

    private mutating func nameOrCall(
        _ name: String,
        isRooted: Bool
    ) throws(ExpressionProblem) -> SyntaxNode {
        let token = next
        guard !Token.keywords.contains(name) else { throw unexpected() }
        guard !Token.reserved.contains(name) else {
            throw ExpressionProblem(
                .reservedWord,
                at: token.span,
                zhHant: "「\(name)」是保留字，不能作為名稱",
                en: "'\(name)' is a reserved word and cannot be a name"
            )
        }
        let span = advance().span
        guard take("(") else { return try node(.name(name, isRooted: isRooted), span) }
        let arguments = try expressions(until: ")")
        if name == "has", !isRooted, arguments.count == 1 {
            return try presence(of: arguments[0], span)
        }
        return try node(.call(name, arguments), span, arguments)
    }

    /// Expressions with commas between them; in a list a comma may stand behind the last one.
    private mutating func expressions(until mark: String) throws(ExpressionProblem) -> [SyntaxNode] {
        var parts: [SyntaxNode] = []
        while !take(mark) {
            parts.append(try expression())
            guard take(",") else {
                guard next.kind == .mark(mark) else { throw unexpected(instead: mark) }
                continue
            }
            if mark == ")", next.kind == .mark(mark) { throw unexpected() }
        }
        return parts
    }

    private mutating func mapLiteral() throws(ExpressionProblem) -> SyntaxNode {
        let span = advance().span
        var pairs: [(key: SyntaxNode, value: SyntaxNode)] = []
        while !take("}") {
            let key = try expression()
            try expect(":")
            pairs.append((key, try expression()))
            guard take(",") || next.kind == .mark("}") else { throw unexpected(instead: "}") }
        }
        return try node(.map(pairs), span, pairs.flatMap { [$0.key, $0.value] })
    }

    private func messagesUnsupported() -> ExpressionProblem {
        ExpressionProblem(
            .messagesUnsupported,
            at: next.span,
            zhHant: "不支援訊息；對映請寫成 {\"鍵\": 值}",
            en: "messages are not supported; write a map as {\"key\": value}"
        )
    }
}
