import Testing
import Values

/// Seeded random values, written by the fast writer and by a plain one, and read back.
@Suite struct JSONFuzzTests {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `Writer and reader agree with a plain writer on random values`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for round in 0..<1_500 {
            let value = random.value(depth: 4)
            let bytes = value.jsonBytes
            if bytes != Array(PlainWriter.text(of: value).utf8) {
                Issue.record("round \(round): \(value.json)")
            }
            var options = JSONOptions()
            options.allowsNUL = true
            let read = try Value(json: bytes, options: options)
            // NaN is unlike itself, so the texts are compared.
            if read.jsonBytes != bytes { Issue.record("round \(round): \(value.json)") }
        }
    }

    @Test(arguments: [UInt64(5), 6])
    func `A text with one byte changed is refused or read to what it writes again`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<2_000 {
            var bytes = random.value(depth: 3).jsonBytes
            bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            guard let read = try? Value(json: bytes) else { continue }
            if try Value(json: read.jsonBytes).jsonBytes != read.jsonBytes { Issue.record("\(bytes)") }
        }
    }

    @Test(arguments: [
        "0", "-0", "7", "-1", "999999999999999999", "1000000000000000000", "-999999999999999999",
        "9223372036854775807", "-9223372036854775808",
    ])
    func `Whole numbers of every length are read and written`(text: String) throws {
        let number = try #require(Int64(text))
        #expect(try Value(json: text) == .int(number))
        #expect(Value.int(number).json == String(number))
    }

    @Test(arguments: [15, 16, 17, 40])
    func `A repeated key is refused however many come before it`(count: Int) {
        let members = (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect((try? Value(json: "{\(members)}"))?.pairs?.count == count)
        for repeated in [0, count / 2, count - 1] {
            #expect {
                try Value(json: "{\(members),\"k\(repeated)\":1}")
            } throws: {
                ($0 as? JSONProblem)?.kind == .duplicateKey
            }
        }
    }

    @Test(arguments: 0..<8)
    func `Base64 of every length comes back`(count: Int) {
        let bytes = (0..<count).map { UInt8(250 + $0 % 6) }
        let text = Base64.encode(bytes)
        #expect(text.utf8.count == (count + 2) / 3 * 4)
        #expect(Base64.decode(text) == bytes)
    }
}

/// The layout of JSON as plainly as it can be put: what the fast writer is held against.
private enum PlainWriter {
    static func text(of value: Value) -> String {
        switch value {
        case .null: return "null"
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return tag("uint", String(number))
        case .double(let number):
            if number.isNaN { return tag("double", "NaN") }
            guard number.isFinite else { return tag("double", number < 0 ? "-Infinity" : "Infinity") }
            return number.description
        case .string(let text): return quoted(text)
        case .bytes(let bytes): return tag("bytes", Base64.encode(bytes))
        case .list(let elements): return "[" + elements.map { text(of: $0) }.joined(separator: ",") + "]"
        case .map(let map): return text(of: map)
        case .timestamp(let instant): return tag("timestamp", instant.rfc3339)
        case .duration(let span): return tag("duration", span.text)
        case .type(let name): return tag("type", name)
        }
    }

    private static func text(of map: ValueMap) -> String {
        let names = map.map { $0.key.text }
        guard names.allSatisfy({ $0 != nil }), !(names.count == 1 && names[0]?.first == "$") else {
            let pairs = map.map { "[\(text(of: $0.key)),\(text(of: $0.value))]" }
            return "{\"$map\":[\(pairs.joined(separator: ","))]}"
        }
        let members = map.map { "\(quoted($0.key.text ?? "")):\(text(of: $0.value))" }
        return "{\(members.joined(separator: ","))}"
    }

    private static func tag(_ name: String, _ content: String) -> String {
        "{\"$\(name)\":\(quoted(content))}"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..<" ", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// SplitMix64: the same values in every run.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: UInt64) -> Int { Int(next() % bound) }

    mutating func value(depth: Int) -> Value {
        switch below(depth > 0 ? 14 : 11) {
        case 0: return .null
        case 1: return .bool(below(2) == 0)
        case 2: return .int(Int64(bitPattern: next()) >> Int64(below(64)))
        case 3: return .uint(next() >> next() % 64)
        case 4: return .double(below(9) == 0 ? .nan : Double(bitPattern: next()))
        case 5, 6: return .string(text())
        case 7: return .bytes((0..<below(9)).map { _ in UInt8(truncatingIfNeeded: next()) })
        case 8:
            return .timestamp(Instant(seconds: Int64(below(4_000_000_000)), nanoseconds: Int64(below(999))))
        case 9: return .duration(TimeSpan(seconds: Int64(below(99_999)), nanoseconds: Int64(below(999))))
        case 10: return .type("int")
        case 11, 12: return .list((0..<below(5)).map { _ in value(depth: depth - 1) })
        default: return .map(map(depth: depth - 1))
        }
    }

    private mutating func map(depth: Int) -> ValueMap {
        var map = ValueMap()
        for _ in 0..<below(below(6) == 0 ? 40 : 6) {
            switch below(12) {
            case 0: map[.int(Int64(below(9)))] = value(depth: depth)
            case 1: map["$" + text()] = value(depth: depth)
            default: map[text()] = value(depth: depth)
            }
        }
        return map
    }

    private mutating func text() -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "Z", "0", "$", " ", "\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "危", "𠮷",
            "/",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<below(20) { text.append(alphabet[below(UInt64(alphabet.count))]) }
        return String(text)
    }
}
