import Values

@testable import Expressions

extension RandomExpression {
    static let macros = ["all", "exists", "exists_one"]

    static let lengths = ["getHours", "getMinutes", "getSeconds", "getMilliseconds"]

    static let parts =
        [
            "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear",
        ] + lengths

    /// Values at the edges of each type.
    static let literals: [ExpressionType: [String]] = [
        .bool: ["true", "false"],
        .int: ["0", "1", "-1", "2", "7", "0x10", "9223372036854775807", "-9223372036854775808"],
        .uint: ["0u", "1u", "2u", "18446744073709551615u", "9223372036854775808u"],
        .double: [
            "0.0", "-0.0", "-1.5", "1e300", "5e-324", "2.0", "9007199254740993.0", "9223372036854775808.0",
            "(0.0/0.0)", "(-1.0/0.0)",
        ],
        .string: [
            "''", "'a'", "'12'", "'甲'", "'k'", "'1h'", "'2026-11-24T09:00:00+08:00'", "r'\\d'", "'\\u00e9'",
            "'e\\u0301'", "\"\"\"q\n\"\"\"", "'-1.5'", "'true'", "'😀'", "'name'", "'age'",
        ],
        .bytes: ["b''", "b'a'", "b'\\xff'", "br'\\d'", "b'甲'"],
        .timestamp: [
            "timestamp(0)", "timestamp('9999-12-31T23:59:59Z')", "timestamp('0001-01-01T00:00:00Z')",
            "timestamp('2024-02-29T23:59:59.999999999-12:00')",
        ],
        .duration: ["duration('1h')", "duration('-0.5s')", "duration('315576000000s')", "duration('0')"],
        .list(.int): ["[1, 2, 3]", "[0]", "[9223372036854775807, -1]"],
        .list(.string): ["['a', 'b']", "['']"],
        .list(.list(.int)): ["[[1], [2, 3]]"],
        .map(.string, .int): ["{'a': 1}", "{'k': 2, '甲': 0}"],
        .map(.int, .string): ["{1: 'a'}", "{0: '', -1: 'b'}"],
        .type: ["int", "string", "list", "google.protobuf.Timestamp"],
        FuzzWorld.person: ["people[0]", "people[1]"],
        .dyn: ["1", "'a'", "true", "[1]", "{'a': 1}", "1u", "1.5", "null"],
    ]

    static let tokens = [
        "a", "i", "b", "1", "1u", "1.5", ".5", "0x", "1e", "'s'", "b's'", "r'", "'''", "\"", "'", "\\",
        "true",
        "null", "in", "has(", "all(", ".map(x,", ".filter(x", ".", ",", "(", ")", "[", "]", "{", "}", ":",
        "?", "!", "-", "+", "*", "/", "%", "==", "!=", "<", "<=", ">", "&&", "||", " ", "\n", "\r", "//",
        "while", "size(", ".size()", "timestamp(", "matches(", "'(a'", "甲", "😀", "\0", "\u{301}", "@", "`",
        "worker", ".name", "any", "{}", "[]", "dyn(", "int", "type(", "google.protobuf", "\u{FEFF}",
    ]

    /// Tokens in no order at all.
    mutating func garbage() -> String {
        var text = ""
        for _ in 0...below(16) { text += pick(RandomExpression.tokens) }
        return text
    }

    /// A good text with some of its bytes or tokens changed.
    mutating func broken() -> String {
        var bytes = Array(text(pick(RandomExpression.types), 1 + below(3)).utf8)
        for _ in 0...below(3) {
            let place = below(bytes.count)
            switch below(4) {
            case 0: bytes[place] = UInt8(below(256))
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: pick(RandomExpression.tokens).utf8, at: place)
            default: bytes.swapAt(place, below(bytes.count))
            }
            if bytes.isEmpty { bytes = [UInt8(ascii: "i")] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The fields over which random expressions are written, one or more of every type.
enum FuzzWorld {
    static let person = ExpressionType.record(["name": .string, "age": .int, "ill": .bool])

    static let variables: [String: ExpressionType] = [
        "i": .int, "j": .int, "n": .uint, "d": .double, "t": .string, "zone": .string, "b": .bool, "c": .bool,
        "raw": .bytes, "at": .timestamp, "due": .timestamp, "span": .duration, "ints": .list(.int),
        "texts": .list(.string), "grid": .list(.list(.int)), "counts": .map(.string, .int),
        "byNumber": .map(.int, .string), "worker": person, "people": .list(person), "kind": .type,
        "any": .dyn, "other": .dyn, "nothing": .null,
    ]

    /// The variables by type, in the order of the alphabet.
    static let names: [ExpressionType: [String]] = Dictionary(
        grouping: variables.keys.sorted(),
        by: { variables[$0] ?? .dyn }
    )

    static let declarations = Declarations(variables: variables, functions: TestHost.functions)

    /// What the fields hold at first.
    static let values: [String: Value] = [
        "i": 3, "j": 0, "n": .uint(4), "d": 0.5, "t": "a1", "zone": "-02:30", "b": true, "c": false,
        "raw": .bytes([1, 255]), "at": .timestamp(Instant(seconds: 1_800_000_000, nanoseconds: 5)),
        "due": .timestamp(Instant(seconds: -1)), "span": .duration(TimeSpan(seconds: 90)),
        "ints": [5, 0, -5], "texts": ["x", "a1"], "grid": [[1, 2], []], "counts": ["a": 1, "a1": 2],
        "byNumber": .map(numbered), "worker": ["name": "林示例", "age": 40, "ill": false],
        "people": [
            ["name": "王範例", "age": 30, "ill": true], ["name": "", "age": 0, "ill": false],
        ],
        "kind": .type("int"), "any": ["a": [1, "b"], "b": ["a": .null]], "other": 2, "nothing": .null,
    ]

    /// What they may hold instead.
    static let others: [String: [Value]] = [
        "i": [0, -1, .int(.max), .int(.min)], "n": [.uint(0), .uint(.max)],
        "d": [.double(.nan), .double(-0.0), .double(.infinity), 3.0], "t": ["", "甲", "12", "age"],
        "b": [true, false], "c": [true, false], "ints": [[], [3], [1, 1, 1, 1]],
        "at": [.timestamp(.earliest), .timestamp(.latest)],
        "span": [.duration(TimeSpan(seconds: 0)), .duration(TimeSpan(seconds: -315_576_000_000))],
        "counts": [.map(ValueMap()), ["k": 0]], "any": [1, "a", [], .null, true],
        "worker": [["name": "a", "age": 0, "ill": true], ["name": "b", "age": -7, "ill": false]],
    ]

    /// The first values with other ones in some fields.
    static func filled(_ empty: Set<String>, _ random: inout SeededRandom) -> [String: Value] {
        var values = FuzzWorld.values
        for name in empty.sorted() {
            if name == "worker.age" {
                values["worker"] = ["name": "林示例", "age": .int(Int64(random.next() % 3)), "ill": false]
            } else if let others = others[name] {
                values[name] = others[Int(random.next() % UInt64(others.count))]
            }
        }
        return values
    }

    private static var numbered: ValueMap {
        var map = ValueMap()
        map[3] = "three"
        map[0] = ""
        return map
    }

    /// Fields that may be empty together.
    static let empties: [Set<String>] = [
        ["i", "t", "ints"], ["b", "worker.age", "d", "at"], ["any", "c", "span"], ["worker", "counts", "n"],
    ]
}
