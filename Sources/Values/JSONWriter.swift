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
    private var buffer: ByteBuffer

    /// The text so far.
    public var bytes: [UInt8] { buffer.bytes }

    /// An empty text.
    public init() { buffer = ByteBuffer(capacity: 0) }

    /// An empty text with room for so many bytes.
    public init(capacity: Int) { buffer = ByteBuffer(capacity: capacity) }

    /// Whether nothing stands in the object that was begun last.
    public var isAtFirstMember: Bool { buffer.last == UInt8(ascii: "{") }

    /// Appends punctuation or ready JSON as it is.
    public mutating func raw(_ text: StaticString) {
        buffer.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends bytes that are JSON already.
    public mutating func raw(bytes more: some Sequence<UInt8>) {
        let isAppended: Void? = more.withContiguousStorageIfAvailable { buffer.append($0) }
        if isAppended == nil { Array(more).withUnsafeBufferPointer { buffer.append($0) } }
    }

    /// Appends a string with its quotes.
    public mutating func string(_ text: String) {
        let isAppended: Void? = text.utf8.withContiguousStorageIfAvailable { quoted($0) }
        if isAppended == nil { Array(text.utf8).withUnsafeBufferPointer { quoted($0) } }
    }

    /// Appends what may stand as it is in one go, up to each character that may not.
    private mutating func quoted(_ text: UnsafeBufferPointer<UInt8>) {
        let plain = JSONWriter.plainPrefix(of: text, from: 0)
        guard plain == text.count else { return escaped(text, plain) }
        buffer.extend(by: plain + 2) { end in
            end[0] = UInt8(ascii: "\"")
            if let start = text.baseAddress { (end + 1).update(from: start, count: plain) }
            end[plain + 1] = UInt8(ascii: "\"")
            return plain + 2
        }
    }

    private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>, _ plain: Int) {
        buffer.append(UInt8(ascii: "\""))
        var start = 0
        var end = plain
        while end < text.count {
            buffer.append(UnsafeBufferPointer(rebasing: text[start..<end]))
            escape(text[end])
            start = end + 1
            end = JSONWriter.plainPrefix(of: text, from: start)
        }
        buffer.append(UnsafeBufferPointer(rebasing: text[start...]))
        buffer.append(UInt8(ascii: "\""))
    }

    /// The position of the first byte that must be escaped, or the end.
    ///
    /// Eight bytes at a time are looked at as one number: in `(word - 0x01…01 * n) & ~word & 0x80…80` some bit
    /// is set if and only if some byte is below n.
    private static func plainPrefix(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = text.baseAddress.map(UnsafeRawPointer.init) else { return start }
        var position = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        while position + 8 <= text.count {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
            let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
            let delete = word ^ (ones &* 0x7F)
            let found =
                ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
                | ((backslash &- ones) & ~backslash) | ((delete &- ones) & ~delete)
            if found & (ones &* 0x80) != 0 { break }
            position += 8
        }
        while position < text.count, !mustEscape(text[position]) { position += 1 }
        return position
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
            buffer.append(JSONWriter.hexDigits[Int(byte >> 4)])
            buffer.append(JSONWriter.hexDigits[Int(byte & 15)])
        }
    }

    /// Appends a whole number.
    public mutating func integer(_ number: some BinaryInteger) { raw(bytes: String(number).utf8) }

    /// Appends a whole number.
    public mutating func integer(_ number: Int64) {
        buffer.extend(by: 20) { end in
            var rest = number.magnitude
            var count = number < 0 ? 2 : 1
            while rest >= 10 {
                rest /= 10
                count += 1
            }
            rest = number.magnitude
            var position = count
            repeat {
                position -= 1
                end[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 { end[0] = UInt8(ascii: "-") }
            return count
        }
    }

    /// Appends the name of an object's next member, with a comma before it unless it is the first.
    ///
    /// The name is the program's own and must need no escaping.
    public mutating func name(_ name: StaticString) {
        let comma = isAtFirstMember ? 0 : 1
        let length = name.utf8CodeUnitCount
        buffer.extend(by: length + 4) { end in
            end[0] = UInt8(ascii: ",")
            end[comma] = UInt8(ascii: "\"")
            (end + comma + 1).update(from: name.utf8Start, count: length)
            end[comma + length + 1] = UInt8(ascii: "\"")
            end[comma + length + 2] = UInt8(ascii: ":")
            return comma + length + 3
        }
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
        buffer.append(UInt8(ascii: "["))
        for position in elements.indices {
            if position > 0 { buffer.append(UInt8(ascii: ",")) }
            write(elements[position])
        }
        buffer.append(UInt8(ascii: "]"))
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
        buffer.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in map {
            if !isFirst { buffer.append(UInt8(ascii: ",")) }
            isFirst = false
            string(key.text ?? "")
            buffer.append(UInt8(ascii: ":"))
            write(value)
        }
        buffer.append(UInt8(ascii: "}"))
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
    public mutating func base64(_ content: [UInt8]) { string(Base64.encode(content)) }

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
