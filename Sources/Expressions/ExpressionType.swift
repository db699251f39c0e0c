/// The static type of an expression or a variable.
public indirect enum ExpressionType: Sendable, Hashable {
    /// Known only when evaluated: fits everywhere.
    case dyn
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case list(ExpressionType)
    case map(ExpressionType, ExpressionType)
    /// A map whose keys are known names: another member is a problem at the check.
    case record([String: ExpressionType])
    case timestamp
    case duration
    /// The type of types (`int`, `type(x)`).
    case type
}

extension ExpressionType: CustomStringConvertible {
    /// The name as CEL writes it; a record as its members.
    public var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .record(let members):
            "{" + members.keys.sorted().joined(separator: ", ") + "}"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .type: "type"
        }
    }
}
