/// A value that crosses between Lua and its host.
public indirect enum LuaValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case list([LuaValue])
    case table([String: LuaValue])

    /// The text, if it is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The whole number, if it is one.
    public var int: Int64? { if case .int(let number) = self { number } else { nil } }

    /// The elements of a list; an empty table is an empty list.
    public var list: [LuaValue]? {
        switch self {
        case .list(let elements): elements
        case .table(let members): members.isEmpty ? [] : nil
        case .null, .bool, .int, .double, .string: nil
        }
    }

    /// A member of a table; null if there is none.
    public subscript(name: String) -> LuaValue {
        guard case .table(let members) = self else { return .null }
        return members[name] ?? .null
    }
}

extension LuaValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// A text.
    public init(stringLiteral text: String) { self = .string(text) }
    /// A whole number.
    public init(integerLiteral number: Int64) { self = .int(number) }
    /// A truth value.
    public init(booleanLiteral truth: Bool) { self = .bool(truth) }
}

extension LuaValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// A list.
    public init(arrayLiteral elements: LuaValue...) { self = .list(elements) }
    /// A table; of two equal keys the later one counts.
    public init(dictionaryLiteral pairs: (String, LuaValue)...) {
        self = .table(Dictionary(pairs) { $1 })
    }
}
