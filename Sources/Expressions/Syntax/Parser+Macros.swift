import Values

extension Parser {
    /// `has(e.f)`: the argument must select a member.
    func presence(of argument: SyntaxNode, _ span: SourceSpan) throws(ExpressionProblem) -> SyntaxNode {
        guard case .member(let operand, let name) = argument.kind else {
            throw ExpressionProblem(
                .badMacroArgument,
                at: argument.span,
                zhHant: "has() 的引數須為成員，例如 has(a.b)",
                en: "the argument of has() must be a member such as has(a.b)"
            )
        }
        return try node(.has(operand, name), argument.span, [operand])
    }

    /// The macro that a member call is; nil for an ordinary function.
    func comprehension(
        _ name: String,
        _ range: SyntaxNode,
        _ arguments: [SyntaxNode]
    ) throws(ExpressionProblem) -> SyntaxComprehension? {
        guard let macro = ComprehensionMacro(rawValue: name) else { return nil }
        guard arguments.count == 2 || macro == .map && arguments.count == 3 else { return nil }
        guard case .name(let variable, false) = arguments[0].kind else {
            throw ExpressionProblem(
                .badMacroArgument,
                at: arguments[0].span,
                zhHant: "\(name)() 的第一個引數須為變數名稱",
                en: "the first argument of \(name)() must be the name of a variable"
            )
        }
        let isMap = macro == .map
        return SyntaxComprehension(
            macro: macro,
            range: range,
            variable: variable,
            condition: isMap && arguments.count == 2 ? nil : arguments[1],
            transform: isMap ? arguments[arguments.count - 1] : nil
        )
    }
}
