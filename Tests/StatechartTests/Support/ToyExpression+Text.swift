import Values

extension ToyExpression: CustomStringConvertible {
    /// The expression as a test would write it.
    var description: String {
        switch self {
        case .literal(.string(let text)): "'\(text)'"
        case .literal(let value): value.json
        case .list(let parts): "[" + parts.map(\.description).joined(separator: ", ") + "]"
        case .name(let names): names.joined(separator: ".")
        case .unknown: "unknown"
        case .isActive(let inner): "in(\(inner))"
        case .not(let inner): "!(\(inner))"
        case .binary(let operation, let left, let right): "(\(left) \(operation) \(right))"
        }
    }
}
