/// Cuts an expression's text into tokens.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private(set) var index = 0
    private var offset: Int32 = 0
    private var line: Int32 = 1
    private var column: Int32 = 1

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    /// All tokens; the last one is the end.
    mutating func tokens() throws(ExpressionProblem) -> [Token] {
        var tokens: [Token] = []
        repeat {
            skipSpace()
            tokens.append(try nextToken())
        } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func nextToken() throws(ExpressionProblem) -> Token {
        let start = here
        guard let first = peek() else { return Token(kind: .end, span: start) }
        if Lexer.isDigit(first) || first == "." && peek(1).map(Lexer.isDigit) == true {
            return try number(from: start)
        }
        if first == "\"" || first == "'" {
            return try string(from: start, isRaw: false, isBytes: false)
        }
        if Lexer.startsName(first) { return try nameOrPrefixedString(from: start) }
        return try mark(from: start)
    }

    private mutating func nameOrPrefixedString(from start: SourceSpan) throws(ExpressionProblem) -> Token {
        var name = ""
        while let scalar = peek(), Lexer.startsName(scalar) || Lexer.isDigit(scalar) {
            name.unicodeScalars.append(scalar)
            advance()
        }
        guard peek() == "\"" || peek() == "'" else {
            return Token(kind: .identifier(name), span: span(from: start))
        }
        switch name {
        case "r", "R": return try string(from: start, isRaw: true, isBytes: false)
        case "b", "B": return try string(from: start, isRaw: false, isBytes: true)
        case "br", "bR", "Br", "BR": return try string(from: start, isRaw: true, isBytes: true)
        default: return Token(kind: .identifier(name), span: span(from: start))
        }
    }

    private mutating func mark(from start: SourceSpan) throws(ExpressionProblem) -> Token {
        for mark in Lexer.marks where matches(mark) {
            advance(by: mark.unicodeScalars.count)
            return Token(kind: .mark(mark), span: span(from: start))
        }
        let found = peek().map { String($0) } ?? ""
        advance()
        throw ExpressionProblem(
            .unexpectedCharacter,
            at: span(from: start),
            zhHant: "「\(found)」不能出現在這裡；名稱只能用英文字母、數字與底線",
            en: "'\(found)' cannot stand here; names are made of ASCII letters, digits and underscores"
        )
    }

    private static let marks = [
        "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",",
        "(", ")", "[", "]", "{", "}",
    ]

    // MARK: Moving

    /// An empty span at the present place.
    var here: SourceSpan { SourceSpan(offset: offset, length: 0, line: line, column: column) }

    func span(from start: SourceSpan) -> SourceSpan {
        SourceSpan(
            offset: start.offset,
            length: offset - start.offset,
            line: start.line,
            column: start.column
        )
    }

    func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    mutating func advance(by count: Int = 1) {
        for _ in 0..<count {
            guard index < scalars.count else { return }
            let scalar = scalars[index]
            index += 1
            offset += Int32(UTF8.width(scalar))
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
    }

    func matches(_ text: String) -> Bool {
        var distance = 0
        for scalar in text.unicodeScalars {
            guard peek(distance) == scalar else { return false }
            distance += 1
        }
        return true
    }

    private mutating func skipSpace() {
        while let scalar = peek() {
            if scalar == "/", peek(1) == "/" {
                while let next = peek(), next != "\n", next != "\r" { advance() }
            } else if [" ", "\t", "\n", "\r", "\u{C}"].contains(scalar) {
                advance()
            } else {
                return
            }
        }
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar >= "a" && scalar <= "z" || scalar >= "A" && scalar <= "Z"
    }
}
