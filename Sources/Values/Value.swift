import OrderedCollections

/// What a case's data, an event's payload and an expression's result are made of: the values of CEL
/// without protobuf messages.
///
/// `==` is structural: `1`, `1u` and `1.0` differ here. Equality across the numeric types, as the
/// language defines it, belongs to `Expressions`. Two maps are equal whatever the order of their keys.
public enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map(ValueMap)
    case timestamp(Instant)
    case duration(TimeSpan)
    /// A type as a value, by its CEL name (`int`, `google.protobuf.Timestamp` ...).
    case type(String)
}

extension Value {
    /// The CEL name of the value's type, as `type(x)` prints it.
    public var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map: "map"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .type: "type"
        }
    }

    /// The value under a string key of a map; nil for any other value and for an absent key.
    public subscript(key: String) -> Value? {
        guard case .map(let map) = self else { return nil }
        return map[.string(key)]
    }

    /// The text, if the value is a string.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, if the value is an int.
    public var integer: Int64? {
        guard case .int(let number) = self else { return nil }
        return number
    }

    /// The truth value, if the value is a bool.
    public var boolean: Bool? {
        guard case .bool(let truth) = self else { return nil }
        return truth
    }

    /// The instant, if the value is a timestamp.
    public var instant: Instant? {
        guard case .timestamp(let instant) = self else { return nil }
        return instant
    }

    /// The elements, if the value is a list.
    public var elements: [Value]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    /// The pairs, if the value is a map.
    public var pairs: ValueMap? {
        guard case .map(let map) = self else { return nil }
        return map
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A text as a literal.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number as a literal.
    public init(integerLiteral value: Int64) { self = .int(value) }
    /// A truth value as a literal.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A number with decimals as a literal.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A list as a literal.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    /// A map as a literal.
    public init(dictionaryLiteral elements: (Value, Value)...) {
        var map = ValueMap()
        for (key, value) in elements { map[key] = value }
        self = .map(map)
    }
}

/// A map from value to value that keeps the order in which its keys were put in.
///
/// Keys are bool, int, uint or string; whoever fills a map from outside checks that. Two string keys are the
/// same if they are so scalar by scalar, as in JSON and CEL: a composed and a decomposed letter differ.
public struct ValueMap: Sendable, Hashable {
    private var storage: OrderedDictionary<ExactKey, Value>

    /// An empty map.
    public init() { storage = [:] }

    /// A map with string keys, in the given order; a later pair replaces an earlier one.
    public init(_ pairs: some Sequence<(String, Value)>) {
        storage = OrderedDictionary(minimumCapacity: pairs.underestimatedCount)
        for (key, value) in pairs { storage[ExactKey(.string(key))] = value }
    }

    /// A map with string keys that are known to differ, in the given order.
    public init(uniqueKeysWithValues pairs: [(String, Value)]) {
        storage = OrderedDictionary(
            uncheckedUniqueKeys: pairs.map { ExactKey(.string($0.0)) },
            values: pairs.map(\.1)
        )
    }

    /// The keys in the order in which they were put in.
    public var keys: [Value] { storage.keys.map(\.value) }

    /// How many pairs there are.
    public var count: Int { storage.count }

    /// Whether there is no pair.
    public var isEmpty: Bool { storage.isEmpty }

    /// The value under a key; setting nil removes the pair.
    public subscript(key: Value) -> Value? {
        get { storage[ExactKey(key)] }
        set { storage[ExactKey(key)] = newValue }
    }

    /// The value under a string key; setting nil removes the pair.
    public subscript(key: String) -> Value? {
        get { storage[ExactKey(.string(key))] }
        set { storage[ExactKey(.string(key))] = newValue }
    }

    /// Whether both hold the same pairs, in any order.
    public static func == (left: ValueMap, right: ValueMap) -> Bool {
        guard left.count == right.count else { return false }
        for position in left.storage.values.indices {
            let (key, value) = left.storage.elements[position]
            let other = right.storage.elements[position]
            // Nearly always the order is the same, too.
            guard other.key == key ? other.value == value : right.storage[key] == value else { return false }
        }
        return true
    }

    /// Feeds the number of pairs alone, so that equal maps hash alike whatever their order.
    public func hash(into hasher: inout Hasher) { hasher.combine(storage.count) }
}

extension ValueMap: Sequence {
    /// The pairs in the order in which they were put in.
    public func makeIterator() -> Iterator { Iterator(storage) }

    /// Goes over the pairs of a map.
    public struct Iterator: IteratorProtocol {
        private var base: OrderedDictionary<ExactKey, Value>.Iterator

        fileprivate init(_ storage: OrderedDictionary<ExactKey, Value>) { base = storage.makeIterator() }

        /// The next pair; nil after the last one.
        public mutating func next() -> (key: Value, value: Value)? {
            guard let (key, value) = base.next() else { return nil }
            return (key: key.value, value: value)
        }
    }
}

extension ValueMap {
    /// Takes a map's pairs one after the other, its keys known to be new: what a reader of JSON does.
    struct Collector {
        private var keys: [ExactKey] = []
        private var values: [Value] = []
        /// All keys, once there are too many to look through.
        private var known: Set<ExactKey> = []

        /// Whether a key has not come yet.
        mutating func isNew(_ key: String) -> Bool {
            let key = ExactKey(.string(key))
            guard keys.count >= 16 else { return !keys.contains(key) }
            if known.isEmpty { known = Set(keys) }
            return known.insert(key).inserted
        }

        /// Takes a pair whose key is new.
        mutating func append(_ key: String, _ value: Value) {
            keys.append(ExactKey(.string(key)))
            values.append(value)
        }

        /// The only pair, if there is one and its key is a tag.
        var tag: (String, Value)? {
            guard keys.count == 1, let key = keys[0].value.text, key.utf8.first == UInt8(ascii: "$") else {
                return nil
            }
            return (key, values[0])
        }

        /// The map.
        var map: ValueMap {
            ValueMap(storage: OrderedDictionary(uncheckedUniqueKeys: keys, values: values))
        }
    }

    fileprivate init(storage: OrderedDictionary<ExactKey, Value>) { self.storage = storage }

    /// Whether the map can be written as a JSON object without being taken for a tag.
    var isPlain: Bool {
        for key in storage.keys {
            guard case .string(let text) = key.value else { return false }
            if storage.count == 1, text.utf8.first == UInt8(ascii: "$") { return false }
        }
        return true
    }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
    /// A map with string keys, in the order of the literal; a later pair replaces an earlier one.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
