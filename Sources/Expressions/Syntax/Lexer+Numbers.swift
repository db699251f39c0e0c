extension Lexer {
    /// An int, uint or double literal, decimal or hexadecimal, without sign.
    mutating func number(from start: SourceSpan) throws(ExpressionProblem) -> Token {
        if peek() == "0", peek(1) == "x" || peek(1) == "X" {
            advance(by: 2)
            let digits = take { $0.properties.isASCIIHexDigit }
            return try wholeNumber(digits, radix: 16, from: start)
        }
        var digits = take(Lexer.isDigit)
        var isDouble = false
        if peek() == ".", let next = peek(1), Lexer.isDigit(next) {
            isDouble = true
            advance()
            digits += "." + take(Lexer.isDigit)
        }
        if peek() == "e" || peek() == "E", let exponent = exponent() {
            isDouble = true
            digits += exponent
        }
        guard isDouble else { return try wholeNumber(digits, radix: 10, from: start) }
        let text = digits.hasPrefix(".") ? "0" + digits : digits
        guard let number = Double(text), number.isFinite, !followsName else {
            throw badNumber(from: start)
        }
        return Token(kind: .double(number), span: span(from: start))
    }

    private mutating func wholeNumber(
        _ digits: String,
        radix: Int,
        from start: SourceSpan
    ) throws(ExpressionProblem) -> Token {
        let isUnsigned = peek() == "u" || peek() == "U"
        if isUnsigned { advance() }
        guard let number = UInt64(digits, radix: radix), !followsName else { throw badNumber(from: start) }
        return Token(kind: isUnsigned ? .uint(number) : .int(number), span: span(from: start))
    }

    /// Whether a name goes on right behind the number, as in `1abc`.
    private var followsName: Bool { peek().map { Lexer.startsName($0) || Lexer.isDigit($0) } ?? false }

    private mutating func exponent() -> String? {
        var distance = 1
        var sign = ""
        if let mark = peek(1), mark == "+" || mark == "-" {
            sign = String(mark)
            distance = 2
        }
        guard let first = peek(distance), Lexer.isDigit(first) else { return nil }
        advance(by: distance)
        return "e" + sign + take(Lexer.isDigit)
    }

    private mutating func take(_ isWanted: (Unicode.Scalar) -> Bool) -> String {
        var text = ""
        while let scalar = peek(), isWanted(scalar) {
            text.unicodeScalars.append(scalar)
            advance()
        }
        return text
    }

    private func badNumber(from start: SourceSpan) -> ExpressionProblem {
        ExpressionProblem(
            .badNumber,
            at: span(from: start),
            zhHant: "這不是有效的數字，或超出範圍",
            en: "this is not a valid number, or it is out of range"
        )
    }
}
