extension Value {
    /// The value as JSON text, always the same bytes for the same value in the same order of keys.
    ///
    /// What JSON has not is written with the tags that `init(json:)` reads.
    public var json: String { String(decoding: jsonBytes, as: UTF8.self) }

    /// The value as the UTF-8 bytes of its JSON text.
    public var jsonBytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}

/// Appends JSON text to a buffer of UTF-8 bytes: for documents whose layout is fixed, such as journal entries.
public struct JSONWriter: Sendable {
    /// The text so far.
    public private(set) var bytes: [UInt8] = []

    /// An empty text.
    public init() {}

    /// An empty text with room for so many bytes.
    public init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Appends punctuation or ready JSON as it is.
    public mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends bytes that are JSON already.
    public mutating func raw(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// Appends a string with its quotes.
    public mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.withContiguousStorageIfAvailable({ escaped($0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { escaped($0) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends what may stand as it is in one go, up to each character that may not.
    private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for position in text.indices where JSONWriter.mustEscape(text[position]) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            escape(text[position])
            start = position + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        default:
            raw("\\u00")
            bytes.append(JSONWriter.hexDigits[Int(byte >> 4)])
            bytes.append(JSONWriter.hexDigits[Int(byte & 15)])
        }
    }

    /// Appends a whole number.
    public mutating func integer(_ number: some BinaryInteger) {
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Appends a whole number.
    public mutating func integer(_ number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = number.magnitude
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Appends the name of an object's next member, with a comma before it unless it is the first.
    ///
    /// The name is the program's own and must need no escaping.
    public mutating func name(_ name: StaticString) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        raw(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Appends a value, with tags where JSON has no such type.
    public mutating func write(_ value: Value) {
        switch value {
        case .null: raw("null")
        case .bool(let truth): raw(truth ? "true" : "false")
        case .int(let number): integer(number)
        case .uint(let number): tag("$uint", String(number))
        case .double(let number):
            if number.isFinite {
                raw(bytes: number.description.utf8)
            } else {
                tag("$double", doubleName(number))
            }
        case .string(let text): string(text)
        case .bytes(let content): tag("$bytes") { $0.base64(content) }
        case .list(let elements): write(elements)
        case .map(let map): write(map)
        case .timestamp(let instant): tag("$timestamp", instant.rfc3339)
        case .duration(let span): tag("$duration", span.text)
        case .type(let name): tag("$type", name)
        }
    }

    /// Appends a list, one element after the other.
    @inlinable
    public mutating func list<Element>(
        _ elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        raw("[")
        var isFirst = true
        for element in elements {
            if !isFirst { raw(",") }
            isFirst = false
            write(&self, element)
        }
        raw("]")
    }

    private mutating func write(_ elements: [Value]) {
        bytes.append(UInt8(ascii: "["))
        for position in elements.indices {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(elements[position])
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ map: ValueMap) {
        guard map.isPlain else {
            raw("{\"$map\":")
            list(map) { writer, pair in
                writer.raw("[")
                writer.write(pair.key)
                writer.raw(",")
                writer.write(pair.value)
                writer.raw("]")
            }
            raw("}")
            return
        }
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in map {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            string(key.text ?? "")
            bytes.append(UInt8(ascii: ":"))
            write(value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func tag(_ name: StaticString, _ content: String) { tag(name) { $0.string(content) } }

    private mutating func tag(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
        raw("{\"")
        raw(name)
        raw("\":")
        write(&self)
        raw("}")
    }

    /// Appends bytes as a string of base64.
    public mutating func base64(_ content: [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        Base64.append(content, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private func doubleName(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        return number < 0 ? "-Infinity" : "Infinity"
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}

extension Value {
    /// The value that a tagged JSON object stands for; nil if tag or content is unknown.
    init?(tag: String, content: Value) {
        switch (tag, content) {
        case ("$uint", .string(let text)):
            guard let number = UInt64(text) else { return nil }
            self = .uint(number)
        case ("$double", .string(let text)):
            switch text {
            case "NaN": self = .double(.nan)
            case "Infinity": self = .double(.infinity)
            case "-Infinity": self = .double(-.infinity)
            default: return nil
            }
        case ("$bytes", .string(let text)):
            guard let bytes = Base64.decode(text) else { return nil }
            self = .bytes(bytes)
        case ("$timestamp", .string(let text)):
            guard let instant = Instant(rfc3339: text) else { return nil }
            self = .timestamp(instant)
        case ("$duration", .string(let text)):
            guard let span = TimeSpan(text: text) else { return nil }
            self = .duration(span)
        case ("$type", .string(let name)):
            self = .type(name)
        case ("$map", .list(let pairs)):
            guard let map = Value.map(fromPairs: pairs) else { return nil }
            self = .map(map)
        default: return nil
        }
    }

    private static func map(fromPairs pairs: [Value]) -> ValueMap? {
        var map = ValueMap()
        for pair in pairs {
            guard case .list(let parts) = pair, parts.count == 2, map[parts[0]] == nil else { return nil }
            switch parts[0] {
            case .bool, .int, .uint, .string: map[parts[0]] = parts[1]
            case .null, .double, .bytes, .list, .map, .timestamp, .duration, .type: return nil
            }
        }
        return map
    }
}
