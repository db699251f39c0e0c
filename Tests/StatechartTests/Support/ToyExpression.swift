import Statechart
import Synchronization
import Values

/// The expression language of the tests: just enough to write charts that read well.
///
/// Numbers, 'texts', true, false, null, lists, names with members, `in('id')`, `+ == != < && || !`;
/// `unknown` is an unknown, and any name that was not declared fails.
indirect enum ToyExpression: Sendable, Equatable {
    case literal(Value)
    case list([ToyExpression])
    case name([String])
    case unknown
    case isActive(ToyExpression)
    case not(ToyExpression)
    case binary(String, ToyExpression, ToyExpression)
}

/// Every expression that the tests mention, by number.
enum ToyExpressions {
    private static let table = Mutex<[ToyExpression]>([])

    static func reference(_ source: String) -> ExpressionReference {
        var parser = ToyParser(source)
        let expression = parser.parse()
        return table.withLock { known in
            known.append(expression)
            return ExpressionReference(known.count - 1)
        }
    }

    static subscript(reference: ExpressionReference) -> ToyExpression {
        table.withLock { $0[reference.index] }
    }
}

/// Reads a toy expression by recursive descent; a mistake in a test stops the test.
struct ToyParser {
    private let characters: [Character]
    private var position = 0

    init(_ source: String) { characters = Array(source) }

    mutating func parse() -> ToyExpression {
        let expression = binary(level: 0)
        precondition(position == characters.count, "cannot read \(String(characters))")
        return expression
    }

    private static let levels = [["||"], ["&&"], ["==", "!=", "<"], ["+"]]

    private mutating func binary(level: Int) -> ToyExpression {
        guard level < ToyParser.levels.count else { return unary() }
        var left = binary(level: level + 1)
        while let operation = ToyParser.levels[level].first(where: { take($0) }) {
            left = .binary(operation, left, binary(level: level + 1))
        }
        return left
    }

    private mutating func unary() -> ToyExpression {
        if take("!") { return .not(unary()) }
        if take("(") {
            let inner = binary(level: 0)
            precondition(take(")"), "no closing parenthesis")
            return inner
        }
        if take("[") { return list() }
        if take("'") {
            let text = prefix { $0 != "'" }
            precondition(take("'"), "no closing quote")
            return .literal(.string(text))
        }
        skipSpace()
        let word = prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
        precondition(!word.isEmpty, "cannot read \(String(characters))")
        return meaning(of: word)
    }

    private mutating func meaning(of word: String) -> ToyExpression {
        if let number = Int64(word) { return .literal(.int(number)) }
        switch word {
        case "true": return .literal(true)
        case "false": return .literal(false)
        case "null": return .literal(.null)
        case "unknown": return .unknown
        case "in": return .isActive(unary())
        default: return .name(word.split(separator: ".").map(String.init))
        }
    }

    private mutating func list() -> ToyExpression {
        var elements: [ToyExpression] = []
        while !take("]") {
            elements.append(binary(level: 0))
            _ = take(",")
        }
        return .list(elements)
    }

    private mutating func skipSpace() {
        while position < characters.count, characters[position] == " " { position += 1 }
    }

    private mutating func prefix(_ belongs: (Character) -> Bool) -> String {
        let start = position
        while position < characters.count, belongs(characters[position]) { position += 1 }
        return String(characters[start..<position])
    }

    private mutating func take(_ mark: String) -> Bool {
        skipSpace()
        let end = position + mark.count
        guard end <= characters.count, String(characters[position..<end]) == mark else { return false }
        position = end
        return true
    }
}
