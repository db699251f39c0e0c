extension PatternParser {
    /// The node with the repetition that follows it, if any.
    mutating func repeated(_ node: PatternNode) throws(PatternProblem) -> PatternNode {
        guard let bounds = try repetition() else { return node }
        _ = take("?")
        let start = position
        if try repetition() != nil {
            rewind(to: start)
            throw PatternProblem(reason: "bad repetition operator: nested repetition")
        }
        return .repetition(node, bounds.minimum, bounds.maximum)
    }

    private mutating func repetition() throws(PatternProblem) -> (minimum: Int, maximum: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        return try countedRepetition()
    }

    /// `{n}`, `{n,}` or `{n,m}`; anything else that begins with a brace is plain text.
    private mutating func countedRepetition() throws(PatternProblem) -> (minimum: Int, maximum: Int?)? {
        let start = position
        guard take("{"), let minimum = count() else {
            rewind(to: start)
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = count() }
        guard take("}") else {
            rewind(to: start)
            return nil
        }
        guard max(minimum, maximum ?? 0) <= Pattern.maximumRepetition, (maximum ?? minimum) >= minimum else {
            throw PatternProblem(reason: "invalid repetition size")
        }
        return (minimum, maximum)
    }

    private mutating func count() -> Int? {
        var number: Int?
        while let scalar = peek(), Lexer.isDigit(scalar) {
            number = min((number ?? 0) * 10 + Int(scalar.value - 48), 1_000_000)
            advance()
        }
        return number
    }
}
