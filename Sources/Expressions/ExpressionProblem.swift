public import Values

/// What is wrong with an expression before it is ever evaluated, and where.
public struct ExpressionProblem: Error, Sendable, Hashable {
    /// The kind of problem, for programs.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case unexpectedCharacter
        case unterminatedString
        case badEscape
        case badNumber
        case unexpectedToken
        case reservedWord
        case messagesUnsupported
        case badMacroArgument
        case tooLong
        case tooDeep
        case undeclaredReference
        case undeclaredFunction
        case undefinedMember
        case noSuchOverload
        case notAField
        case unsupportedKey
        case badPattern
        case wrongResult
    }

    /// The kind of problem.
    public let code: Code
    /// What is wrong and what to do, for people.
    public let message: LocalizedText
    /// The line in the expression, from 1.
    public let line: Int
    /// The column in that line in Unicode scalars, from 1.
    public let column: Int
    /// Where the faulty part begins, in bytes of UTF-8 from 0.
    public let offset: Int
    /// How long the faulty part is, in bytes of UTF-8; 0 at the end of the text.
    public let length: Int

    init(_ code: Code, at span: SourceSpan, zhHant: String, en: String) {
        self.code = code
        message = LocalizedText(zhHant: zhHant, en: en)
        line = Int(span.line)
        column = Int(span.column)
        offset = Int(span.offset)
        length = Int(span.length)
    }
}

extension ExpressionProblem: CustomStringConvertible {
    /// Line, column and the English sentence.
    public var description: String { "\(line):\(column): \(message.en)" }
}

/// All that the checker has against an expression, in the order of the text.
public struct ExpressionProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems; never empty.
    public let problems: [ExpressionProblem]

    /// The problems in English, one a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
