import Values

@testable import Expressions

/// Writes a syntax tree as text with no more parentheses than it needs.
enum SyntaxPrinter {
    /// How tightly an operation binds, loosest first.
    private enum Level: Int, Comparable {
        case conditional, or, and, relation, sum, product, unary, member

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    static func text(_ node: SyntaxNode) -> String { text(node, .conditional) }

    private static func text(_ node: SyntaxNode, _ wanted: Level) -> String {
        let (inner, level) = bare(node)
        return level < wanted ? "(\(inner))" : inner
    }

    private static func bare(_ node: SyntaxNode) -> (String, Level) {
        switch node.kind {
        case .literal(let value): literal(value)
        case .name(let name, let isRooted): ((isRooted ? "." : "") + name, .member)
        case .member(let operand, let name): (text(operand, .member) + "." + name, .member)
        case .has(let operand, let name): ("has(\(text(operand, .member)).\(name))", .member)
        case .index(let operand, let key): ("\(text(operand, .member))[\(text(key))]", .member)
        case .call(let name, let arguments): ("\(name)(\(list(arguments)))", .member)
        case .memberCall(let receiver, let name, let arguments):
            ("\(text(receiver, .member)).\(name)(\(list(arguments)))", .member)
        case .list(let elements): ("[\(list(elements))]", .member)
        case .map(let pairs):
            ("{" + pairs.map { "\(text($0.key)): \(text($0.value))" }.joined(separator: ", ") + "}", .member)
        case .not(let operand): ("!" + text(operand, .member), .unary)
        case .negate(let operand): ("-" + text(operand, .member), .unary)
        case .binary(let binary, let left, let right): infix(binary, left, right)
        case .and(let operands): (operands.map { text($0, .relation) }.joined(separator: " && "), .and)
        case .or(let operands): (operands.map { text($0, .and) }.joined(separator: " || "), .or)
        case .conditional(let condition, let first, let second):
            ("\(text(condition, .or)) ? \(text(first, .or)) : \(text(second))", .conditional)
        case .comprehension(let comprehension):
            (self.comprehension(comprehension), .member)
        }
    }

    private static func infix(
        _ binary: BinaryOperator,
        _ left: SyntaxNode,
        _ right: SyntaxNode
    ) -> (String, Level) {
        let (level, next): (Level, Level) =
            switch binary.precedence {
            case 3: (.relation, .sum)
            case 4: (.sum, .product)
            default: (.product, .unary)
            }
        return ("\(text(left, level)) \(binary.rawValue) \(text(right, next))", level)
    }

    private static func comprehension(_ syntax: SyntaxComprehension) -> String {
        let bodies = [syntax.condition, syntax.transform].compactMap(\.self).map { text($0) }
        let arguments = ([syntax.variable] + bodies).joined(separator: ", ")
        return "\(text(syntax.range, .member)).\(syntax.macro.rawValue)(\(arguments))"
    }

    private static func list(_ nodes: [SyntaxNode]) -> String {
        nodes.map { text($0) }.joined(separator: ", ")
    }

    /// A number stands in parentheses wherever a sign or a point would become part of it.
    private static func literal(_ value: Value) -> (String, Level) {
        switch value {
        case .null: ("null", .member)
        case .bool(let truth): (String(truth), .member)
        case .int(let number): (String(number), .unary)
        case .uint(let number): ("\(number)u", .member)
        case .double(let number): (number.description, .unary)
        case .string(let text): ("'" + text.unicodeScalars.map(escaped).joined() + "'", .member)
        case .bytes(let bytes): ("b'" + bytes.map(escaped).joined() + "'", .member)
        case .list, .map, .timestamp, .duration, .type: ("no literal", .member)
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let isPlain = scalar.value >= 0x20 && scalar != "'" && scalar != "\\" && scalar.value != 0x7F
        return isPlain ? String(scalar) : "\\u" + hexadecimal(scalar.value, 4)
    }

    private static func escaped(_ byte: UInt8) -> String { "\\x" + hexadecimal(UInt32(byte), 2) }

    private static func hexadecimal(_ number: UInt32, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}

extension SyntaxNode {
    /// The tree with every operation in brackets: two trees are the same if this is.
    var skeleton: String {
        switch kind {
        case .literal(let value): "\(value.typeName) \(value.exactText)"
        case .name(let name, let isRooted): "name \(isRooted) \(name)"
        case .member(let operand, let name): "(member \(operand.skeleton) \(name))"
        case .has(let operand, let name): "(has \(operand.skeleton) \(name))"
        case .index(let operand, let key): "(index \(operand.skeleton) \(key.skeleton))"
        case .call(let name, let parts): "(call \(name) \(SyntaxNode.skeletons(parts)))"
        case .memberCall(let receiver, let name, let parts):
            "(member call \(receiver.skeleton) \(name) \(SyntaxNode.skeletons(parts)))"
        case .list(let parts): "(list \(SyntaxNode.skeletons(parts)))"
        case .map(let pairs): "(map \(SyntaxNode.skeletons(pairs.flatMap { [$0.key, $0.value] })))"
        case .not(let operand): "(not \(operand.skeleton))"
        case .negate(let operand): "(negate \(operand.skeleton))"
        case .binary(let binary, let left, let right):
            "(\(binary.rawValue) \(left.skeleton) \(right.skeleton))"
        case .and(let parts): "(and \(SyntaxNode.skeletons(parts)))"
        case .or(let parts): "(or \(SyntaxNode.skeletons(parts)))"
        case .conditional(let one, let two, let three): "(if \(SyntaxNode.skeletons([one, two, three])))"
        case .comprehension(let syntax):
            "(\(syntax.macro) \(syntax.variable) \(syntax.range.skeleton) \(syntax.condition?.skeleton ?? "-") "
                + "\(syntax.transform?.skeleton ?? "-"))"
        }
    }

    private static func skeletons(_ nodes: [SyntaxNode]) -> String {
        nodes.map(\.skeleton).joined(separator: ", ")
    }

    /// The operations right below this one.
    var parts: [SyntaxNode] {
        switch kind {
        case .literal, .name: []
        case .member(let operand, _), .has(let operand, _), .not(let operand), .negate(let operand): [operand]
        case .index(let one, let other), .binary(_, let one, let other): [one, other]
        case .call(_, let parts), .list(let parts), .and(let parts), .or(let parts): parts
        case .memberCall(let receiver, _, let parts): [receiver] + parts
        case .map(let pairs): pairs.flatMap { [$0.key, $0.value] }
        case .conditional(let one, let two, let three): [one, two, three]
        case .comprehension(let syntax):
            [syntax.range] + [syntax.condition, syntax.transform].compactMap(\.self)
        }
    }
}

extension Value {
    /// A literal's value, scalar by scalar and bit by bit.
    fileprivate var exactText: String {
        switch self {
        case .string(let text): Array(text.utf8).description
        case .double(let number): String(number.bitPattern)
        default: shown(self)
        }
    }
}
