public import Values

/// Why an evaluation has no value.
public struct EvaluationError: Error, Sendable, Hashable {
    /// The kind of error, for programs.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case undeclaredReference
        case noSuchOverload
        case noSuchKey
        case indexOutOfRange
        case integerOverflow
        case divisionByZero
        case modulusByZero
        case outOfRange
        case invalidArgument
        case invalidPattern
        case repeatedKey
        case unsupportedKey
        case costLimitExceeded
        case host
    }

    /// The kind of error.
    public let code: Code
    /// What went wrong, for people.
    public let message: LocalizedText
    /// The line in the expression, from 1; 0 while no place is known.
    public let line: Int
    /// The column in Unicode scalars, from 1; 0 while no place is known.
    public let column: Int

    /// An error of a host function.
    public init(_ message: LocalizedText) {
        self.init(.host, zhHant: message.zhHant, en: message.en)
    }

    /// An error of a host function, for administrators: in English only.
    public init(_ message: String) { self.init(.host, zhHant: message, en: message) }

    init(_ code: Code, zhHant: String, en: String, at place: SourcePlace = SourcePlace(line: 0, column: 0)) {
        self.code = code
        message = LocalizedText(zhHant: zhHant, en: en)
        line = Int(place.line)
        column = Int(place.column)
    }

    /// The same error at a place, unless it has one.
    func located(at place: SourcePlace) -> EvaluationError {
        guard line == 0 else { return self }
        return EvaluationError(code, zhHant: message.zhHant, en: message.en, at: place)
    }
}

extension EvaluationError: CustomStringConvertible {
    /// Line, column and the English sentence.
    public var description: String { "\(line):\(column): \(message.en)" }
}
