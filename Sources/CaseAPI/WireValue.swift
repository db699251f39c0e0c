/// A value of a case's data as it crosses the wire: JSON, with tags for the types that JSON has not.
///
/// The tags are those of the journal: `{"$uint":"1"}`, `{"$bytes":"base64"}`, `{"$timestamp":"..."}`,
/// `{"$duration":"1s"}`, `{"$double":"NaN"}`, `{"$type":"int"}` and `{"$map":[[k,v]]}`. Their contents stay
/// texts here: the server is who understands them.
public indirect enum WireValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case list([WireValue])
    case object([String: WireValue])
    /// A value that JSON has not: the tag with its `$`, and the text after it.
    case tagged(String, String)

    /// A timestamp from its RFC 3339 text.
    public static func timestamp(_ text: String) -> WireValue { .tagged("$timestamp", text) }

    /// Whether nothing stands here.
    public var isNull: Bool { self == .null }
}

extension WireValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// A text.
    public init(stringLiteral text: String) { self = .string(text) }
    /// A whole number.
    public init(integerLiteral number: Int64) { self = .int(number) }
    /// A truth value.
    public init(booleanLiteral truth: Bool) { self = .bool(truth) }
}

extension WireValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// A list.
    public init(arrayLiteral elements: WireValue...) { self = .list(elements) }
    /// An object; of two equal keys the later one counts.
    public init(dictionaryLiteral pairs: (String, WireValue)...) {
        self = .object(Dictionary(pairs) { $1 })
    }
}
