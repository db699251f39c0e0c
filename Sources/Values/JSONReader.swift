/// Why a text is not the JSON that was expected, and where.
public struct JSONProblem: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Kind: String, Sendable, Hashable {
        case unexpectedEnd, unexpectedCharacter, badNumber, numberOutOfRange, badEscape, loneSurrogate
        case controlCharacter, invalidUTF8, duplicateKey, tooDeep, trailingCharacters, badTag, nul
    }
    /// What is wrong.
    public let kind: Kind
    /// The offset of the first byte that cannot be right.
    public let offset: Int
    /// The key or tag that is meant, where there is one.
    public let detail: String

    init(_ kind: Kind, at offset: Int, detail: String = "") {
        self.kind = kind
        self.offset = offset
        self.detail = detail
    }
}

/// How strictly a JSON text is read.
public struct JSONOptions: Sendable {
    /// How many arrays and objects may stand inside each other.
    public var maximumDepth = 64
    /// Whether a string may hold U+0000.
    public var allowsNUL = false
    /// Whether an object with one key that begins with `$` stands for a value that JSON has not.
    public var readsTags = true

    /// The defaults: depth 64, no NUL, tags read.
    public init() {}
}

extension Value {
    /// A value from JSON text in UTF-8.
    ///
    /// A number without fraction or exponent is an int, any other a double;
    /// `{"$uint":"1"}`, `{"$bytes":"base64"}`, `{"$timestamp":"..."}`, `{"$duration":"1s"}`, `{"$double":"NaN"}`,
    /// `{"$type":"int"}` and `{"$map":[[k,v]]}` give the values that JSON has not.
    public init(json bytes: some Sequence<UInt8>, options: JSONOptions = JSONOptions()) throws(JSONProblem) {
        let read = { (bytes: UnsafeBufferPointer<UInt8>) -> Result<Value, JSONProblem> in
            var reader = JSONReader(bytes, options: options)
            return Result { () throws(JSONProblem) in try reader.document() }
        }
        let result =
            bytes.withContiguousStorageIfAvailable(read) ?? Array(bytes).withUnsafeBufferPointer(read)
        self = try result.get()
    }

    /// A value from JSON text.
    public init(json text: String, options: JSONOptions = JSONOptions()) throws(JSONProblem) {
        try self.init(json: text.utf8, options: options)
    }
}

/// A reader of one JSON document: RFC 8259, UTF-8, duplicate keys refused.
///
/// It reads the caller's bytes where they lie: every step of a case reads some, so copies would show.
private struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let options: JSONOptions
    private var position = 0
    private var depth = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, options: JSONOptions) {
        self.bytes = bytes
        self.options = options
    }

    mutating func document() throws(JSONProblem) -> Value {
        skipSpace()
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw JSONProblem(.trailingCharacters, at: position) }
        return value
    }

    private mutating func value() throws(JSONProblem) -> Value {
        guard position < bytes.count else { throw JSONProblem(.unexpectedEnd, at: position) }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw JSONProblem(.unexpectedCharacter, at: position)
        }
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws(JSONProblem) -> Value {
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[position...].starts(with: expected) else {
            throw JSONProblem(.unexpectedCharacter, at: position)
        }
        position += expected.count
        return value
    }

    private mutating func enter() throws(JSONProblem) {
        depth += 1
        guard depth <= options.maximumDepth else { throw JSONProblem(.tooDeep, at: position) }
        position += 1
        skipSpace()
    }

    private mutating func array() throws(JSONProblem) -> Value {
        try enter()
        var elements: [Value] = []
        if !take("]") {
            repeat {
                skipSpace()
                elements.append(try value())
                skipSpace()
            } while take(",")
            try expect("]")
        }
        depth -= 1
        return .list(elements)
    }

    private mutating func object() throws(JSONProblem) -> Value {
        let start = position
        try enter()
        var members = ValueMap.Collector()
        if !take("}") {
            repeat {
                skipSpace()
                let keyOffset = position
                guard position < bytes.count else { throw JSONProblem(.unexpectedEnd, at: position) }
                guard bytes[position] == UInt8(ascii: "\"") else {
                    throw JSONProblem(.unexpectedCharacter, at: position)
                }
                let key = try string()
                guard members.isNew(key) else {
                    throw JSONProblem(.duplicateKey, at: keyOffset, detail: key)
                }
                skipSpace()
                try expect(":")
                skipSpace()
                members.append(key, try value())
                skipSpace()
            } while take(",")
            try expect("}")
        }
        depth -= 1
        guard options.readsTags, let (key, content) = members.tag else { return .map(members.map) }
        guard let tagged = Value(tag: key, content: content) else {
            throw JSONProblem(.badTag, at: start, detail: key)
        }
        return tagged
    }

    private mutating func number() throws(JSONProblem) -> Value {
        let start = position
        _ = take("-")
        guard let first = peek(), isDigit(first) else { throw JSONProblem(.badNumber, at: position) }
        if first == UInt8(ascii: "0") { position += 1 } else { skipDigits() }
        var isInteger = true
        if take(".") {
            isInteger = false
            guard let next = peek(), isDigit(next) else { throw JSONProblem(.badNumber, at: position) }
            skipDigits()
        }
        if take("e") || take("E") {
            isInteger = false
            if !take("+") { _ = take("-") }
            guard let next = peek(), isDigit(next) else { throw JSONProblem(.badNumber, at: position) }
            skipDigits()
        }
        if let next = peek(), isDigit(next) { throw JSONProblem(.badNumber, at: position) }
        // Eighteen digits cannot overflow.
        if isInteger, position - start <= 18 { return .int(smallInteger(in: start..<position)) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger {
            guard let number = Int64(text) else {
                throw JSONProblem(.numberOutOfRange, at: start, detail: text)
            }
            return .int(number)
        }
        guard let number = Double(text), number.isFinite else {
            throw JSONProblem(.numberOutOfRange, at: start, detail: text)
        }
        return .double(number)
    }

    private func smallInteger(in range: Range<Int>) -> Int64 {
        var number: Int64 = 0
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        for position in range.dropFirst(isNegative ? 1 : 0) {
            number = number &* 10 &+ Int64(bytes[position] - UInt8(ascii: "0"))
        }
        return isNegative ? -number : number
    }

    private mutating func string() throws(JSONProblem) -> String {
        position += 1
        let start = position
        var allBits: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            allBits |= byte
            position += 1
        }
        if peek() == UInt8(ascii: "\"") {
            position += 1
            let slice = UnsafeBufferPointer(rebasing: bytes[start..<position - 1])
            // ASCII cannot be wrong.
            if allBits < 0x80 { return String(decoding: slice, as: UTF8.self) }
            return try text(slice, at: start)
        }
        var collected = Array(bytes[start..<position])
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try collected.withUnsafeBufferPointer { bytes throws(JSONProblem) in
                    try text(bytes, at: start)
                }
            case UInt8(ascii: "\\"):
                collected.append(contentsOf: String(Character(try escape())).utf8)
            case 0..<0x20:
                throw JSONProblem(.controlCharacter, at: position)
            default:
                collected.append(byte)
                position += 1
            }
        }
        throw JSONProblem(.unexpectedEnd, at: position)
    }

    private func text(_ slice: UnsafeBufferPointer<UInt8>, at start: Int) throws(JSONProblem) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw JSONProblem(.invalidUTF8, at: start)
        }
        return text
    }

    private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let byte = peek() else { throw JSONProblem(.unexpectedEnd, at: position) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw JSONProblem(.badEscape, at: start)
        }
    }

    private mutating func unicodeEscape(from start: Int) throws(JSONProblem) -> Unicode.Scalar {
        let unit = try fourHexDigits()
        if unit == 0, !options.allowsNUL { throw JSONProblem(.nul, at: start) }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, take("\\"), take("u") else { throw JSONProblem(.loneSurrogate, at: start) }
        let second = try fourHexDigits()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00))
        else { throw JSONProblem(.loneSurrogate, at: start) }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONProblem) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw JSONProblem(.badEscape, at: position)
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ mark: Unicode.Scalar) throws(JSONProblem) {
        guard !take(mark) else { return }
        throw JSONProblem(position < bytes.count ? .unexpectedCharacter : .unexpectedEnd, at: position)
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func skipDigits() {
        while let byte = peek(), isDigit(byte) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
