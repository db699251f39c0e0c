import Values

/// The text of an operation in one form: single spaces, brackets around every operation within another.
enum SyntaxText {
    static func of(_ node: SyntaxNode) -> String {
        switch node.kind {
        case .literal(let value): return text(value)
        case .name(let name, let isRooted): return (isRooted ? "." : "") + name
        case .member(let operand, let name): return inner(operand) + "." + name
        case .has(let operand, let name): return "has(" + inner(operand) + "." + name + ")"
        case .index(let operand, let key): return inner(operand) + "[" + of(key) + "]"
        case .call(let name, let arguments): return name + "(" + list(arguments) + ")"
        case .memberCall(let receiver, let name, let arguments):
            return inner(receiver) + "." + name + "(" + list(arguments) + ")"
        case .list(let parts): return "[" + list(parts) + "]"
        case .map(let pairs):
            return "{" + pairs.map { of($0.key) + ": " + of($0.value) }.joined(separator: ", ") + "}"
        case .not(let operand): return "!" + inner(operand)
        case .negate(let operand): return "-" + inner(operand)
        case .binary(let symbol, let left, let right):
            return inner(left) + " " + symbol.rawValue + " " + inner(right)
        case .and(let parts): return parts.map(inner).joined(separator: " && ")
        case .or(let parts): return parts.map(inner).joined(separator: " || ")
        case .conditional(let condition, let first, let second):
            return inner(condition) + " ? " + inner(first) + " : " + inner(second)
        case .comprehension(let comprehension): return of(comprehension)
        }
    }

    private static func of(_ comprehension: SyntaxComprehension) -> String {
        let parts = [comprehension.condition, comprehension.transform].compactMap { $0.map(of) }
        let arguments = ([comprehension.variable] + parts).joined(separator: ", ")
        return inner(comprehension.range) + "." + comprehension.macro.rawValue + "(" + arguments + ")"
    }

    private static func list(_ parts: [SyntaxNode]) -> String { parts.map(of).joined(separator: ", ") }

    private static func inner(_ node: SyntaxNode) -> String {
        switch node.kind {
        case .literal, .name, .member, .has, .index, .call, .memberCall, .list, .map, .comprehension: of(node)
        case .not, .negate, .binary, .and, .or, .conditional: "(" + of(node) + ")"
        }
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .uint(let number): "\(number)u"
        case .bytes(let bytes): "b'" + bytes.map { "\\x" + hexadecimal($0) }.joined() + "'"
        case .null, .bool, .int, .double, .string, .list, .map, .timestamp, .duration, .type: value.json
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
}
