extension Lexer {
    /// A string or bytes literal from its opening quote on.
    mutating func string(
        from start: SourceSpan,
        isRaw: Bool,
        isBytes: Bool
    ) throws(ExpressionProblem) -> Token {
        let quote = peek() ?? "\""
        let isTriple = peek(1) == quote && peek(2) == quote
        advance(by: isTriple ? 3 : 1)
        var content = LiteralContent(isBytes: isBytes)
        while true {
            guard let scalar = peek(), isTriple || scalar != "\n" && scalar != "\r" else {
                throw unterminated(from: start)
            }
            if scalar == quote, !isTriple || peek(1) == quote && peek(2) == quote {
                advance(by: isTriple ? 3 : 1)
                break
            }
            if scalar == "\\", !isRaw {
                try escape(into: &content)
            } else {
                content.append(scalar)
                advance()
            }
        }
        return Token(
            kind: isBytes ? .bytes(content.bytes) : .string(content.text),
            span: span(from: start)
        )
    }

    private mutating func escape(into content: inout LiteralContent) throws(ExpressionProblem) {
        let start = here
        advance()
        guard let letter = peek() else { throw badEscape(from: start) }
        advance()
        if let simple = Lexer.simpleEscapes[letter] {
            content.append(simple)
            return
        }
        switch letter {
        case "x", "X": content.append(code: try digits(2, radix: 16, from: start), isUnicode: false)
        case "u": content.append(code: try digits(4, radix: 16, from: start), isUnicode: true)
        case "U": content.append(code: try digits(8, radix: 16, from: start), isUnicode: true)
        case "0"..."3":
            let rest = try digits(2, radix: 8, from: start)
            content.append(code: (letter.value - 48) * 64 + rest, isUnicode: false)
        default: throw badEscape(from: start)
        }
        if content.isFaulty { throw badEscape(from: start) }
    }

    private mutating func digits(
        _ count: Int,
        radix: Int,
        from start: SourceSpan
    ) throws(ExpressionProblem) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<count {
            guard let scalar = peek(), let digit = Character(scalar).hexDigitValue, scalar.isASCII,
                digit < radix
            else { throw badEscape(from: start) }
            number = number &* UInt32(radix) &+ UInt32(digit)
            advance()
        }
        return number
    }

    private static let simpleEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\\": "\\", "?": "?", "\"": "\"", "'": "'", "`": "`", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}",
        "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}",
    ]

    private func unterminated(from start: SourceSpan) -> ExpressionProblem {
        ExpressionProblem(
            .unterminatedString,
            at: span(from: start),
            zhHant: "字串沒有結尾的引號",
            en: "the string has no closing quote"
        )
    }

    private func badEscape(from start: SourceSpan) -> ExpressionProblem {
        ExpressionProblem(
            .badEscape,
            at: span(from: start),
            zhHant: "無效的跳脫序列；反斜線請寫成 \\\\",
            en: "not a valid escape sequence; write a backslash as \\\\"
        )
    }
}

/// What a literal holds so far: scalars of a string or bytes.
private struct LiteralContent {
    let isBytes: Bool
    private(set) var bytes: [UInt8] = []
    private var scalars = String.UnicodeScalarView()
    private(set) var isFaulty = false

    init(isBytes: Bool) { self.isBytes = isBytes }

    var text: String { String(scalars) }

    mutating func append(_ scalar: Unicode.Scalar) {
        if isBytes { bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
        if !isBytes { scalars.append(scalar) }
    }

    /// In bytes a code is one byte, and Unicode escapes are not allowed.
    mutating func append(code: UInt32, isUnicode: Bool) {
        if isBytes {
            isFaulty = isFaulty || isUnicode || code > 255
            bytes.append(UInt8(truncatingIfNeeded: code))
        } else if let scalar = Unicode.Scalar(code) {
            scalars.append(scalar)
        } else {
            isFaulty = true
        }
    }
}
