/// The smallest meaningful piece of an expression's text.
struct Token: Sendable, Equatable {
    /// What a token can be.
    enum Kind: Sendable, Equatable {
        /// A whole number without its sign.
        case int(UInt64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        case identifier(String)
        /// An operator or punctuation.
        case mark(String)
        case end
    }

    let kind: Kind
    let span: SourceSpan

    /// Names that can be neither variables nor members: they are part of the grammar.
    static let keywords: Set<String> = ["false", "in", "null", "true"]

    /// Names that the language keeps for itself.
    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package", "namespace", "return", "var", "void", "while",
    ]

    /// How the token is named in a message.
    var text: String {
        switch kind {
        case .int(let number): String(number)
        case .uint(let number): "\(number)u"
        case .double(let number): String(number)
        case .string: "string"
        case .bytes: "bytes"
        case .identifier(let name): name
        case .mark(let mark): mark
        case .end: "end"
        }
    }
}
