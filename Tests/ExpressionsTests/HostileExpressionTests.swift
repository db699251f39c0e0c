import Testing
import Values

@testable import Expressions

/// Whatever takes time is counted, so that no definition and no data can hold up the server.
@Suite struct `Hostile expressions` {
    static let host = TestHost(values: [
        "l": .list(Array(repeating: 1, count: 10)), "long": .string(String(repeating: "k", count: 10_000)),
        "raw": .bytes(Array(repeating: 1, count: 10_000)), "m": .map(many), "s": "a", "p": "a",
        "at": .timestamp(Instant(seconds: 0)),
    ])

    private static var many: ValueMap {
        var map = ValueMap()
        for number in 0..<1_000 { map[.int(Int64(number))] = 1 }
        return map
    }

    @Test(
        arguments: [
            ("l.all(x, raw == raw + b'')", 10_000),
            ("l.all(x, !(long in m))", 10_000),
            ("l.all(x, long in m)", 1_000),
            ("m[long] == 1", 1_000),
            ("l.all(x, m.exists(k, true))", 1_000),
            ("l.exists(x, s.matches(p + '(a{1000}){1000}'))", 10_000),
            ("l.exists(x, s.matches(long + '('))", 10_000),
            ("at.getHours(long) == 0", 1_000),
            ("l.map(x, int(long)) == []", 10_000),
            ("l.map(x, size(m)) == []", 10_000),
            ("l.exists(x, long < long + 'a' && long.startsWith(long) && long.endsWith('b'))", 20_000),
        ] as [(String, UInt64)]
    )
    func `the work is in the cost`(_ source: String, _ least: UInt64) throws {
        #expect(try evaluation(source, Self.host).cost >= least)
    }

    @Test(
        arguments: [
            ("[].all(x, true)", 2), ("[1, 2, 3].all(x, true)", 8), ("[1, 2, 3].exists(x, true)", 4),
            ("[1, 2, 3].exists_one(x, true)", 8), ("[1, 2, 3].map(x, x)", 11),
            ("[1, 2, 3].map(x, true, x)", 14), ("[1, 2, 3].filter(x, true)", 11),
            ("{'a': 1}.exists(x, false)", 4), ("[1, 2].map(x, [1, 2].map(y, y))", 22),
        ] as [(String, UInt64)]
    )
    func `a macro costs one for each element, what its body costs, and its result`(
        _ source: String,
        _ cost: UInt64
    ) throws {
        #expect(try evaluation(source).cost == cost)
    }

    @Test(arguments: ["x == 5", "[1, 2, 3].all(i, i > 0)", "s + s == 'abcabc'", "numbers.map(i, i * 2)"])
    func `a limit at the cost is kept, and any below it ends the evaluation`(_ source: String) throws {
        let whole = try evaluation(source)
        let kept = try evaluation(source, costLimit: whole.cost)
        #expect(kept == whole)
        for limit in 0..<whole.cost {
            let ended = try evaluation(source, costLimit: limit)
            #expect(ended.outcome == .error(.costLimit) && ended.cost > limit && ended.cost <= whole.cost)
        }
    }

    @Test func `many unknowns are gathered once each, in the time of one pass`() throws {
        let names = (0..<3_000).map { "f\($0)" }
        let source = (names + names).joined(separator: "||")
        let outcome = try evaluation(source, TestHost(unknown: Set(names))).outcome
        #expect(outcome == .unknown(names.map { FieldPath($0) }.sorted()))
    }

    @Test func `names are proposed for the first problems and for names of a sensible length only`() throws {
        let lost = (0..<30).map { "field\($0 + 2)" }.joined(separator: ", ")
        let long = String(repeating: "x", count: 4_000)
        let declarations = Declarations(variables: ["field1": .int, "\(long)a": .int])
        func problems(_ source: String) throws -> [ExpressionProblem] {
            let expression = try ParsedExpression(parsing: source)
            return #expect(throws: ExpressionProblems.self) { try expression.check(declarations) }?.problems
                ?? []
        }
        let many = try problems("[\(lost)]")
        #expect(many.count == 30)
        #expect(many.filter { $0.message.en.contains("did you mean") }.count == 10)
        let one = try problems("\(long)b")
        #expect(one.count == 1 && !one[0].message.en.contains("did you mean"))
    }

    @Test(arguments: [
        Int64.min, Int64.min + 1, -62_135_596_801, 253_402_300_800, Int64.max - 1, Int64.max,
    ])
    func `an instant that no calendar has is an error wherever it is used`(_ seconds: Int64) {
        let host = TestHost(values: [
            "at": .timestamp(Instant(seconds: seconds)), "one": .timestamp(Instant(seconds: 1)),
            "span": .duration(TimeSpan(seconds: 1)),
        ])
        for source in [
            "at.getHours()", "at.getFullYear('+08:00')", "at.getMonth('Asia/Taipei')", "string(at)",
            "at + span", "span + at", "at - span", "at - one", "one - at",
        ] {
            #expect(result(source, host) == "error outOfRange", "\(source)")
        }
        #expect(result("at == at && at != one", host) == "true")
        #expect(result("int(at)", host) == String(seconds))
    }

    @Test(arguments: [
        Int64.min, -315_576_000_001, 315_576_000_001, Int64.max,
    ])
    func `a span that is too long is an error in sums, and can be printed`(_ seconds: Int64) {
        let host = TestHost(values: [
            "span": .duration(TimeSpan(seconds: seconds)), "at": .timestamp(Instant(seconds: 0)),
        ])
        for source in ["span + span", "span - span", "at + span", "at - span", "span + at"] {
            #expect(result(source, host) == "error outOfRange", "\(source)")
        }
        #expect(result("string(span)", host) == "'\(seconds)s'")
        #expect(result("span.getSeconds()", host) == String(seconds))
        #expect(result("span.getHours()", host) == String(seconds / 3_600))
    }

    @Test(
        arguments: [
            ("facts['injured']", "unknown facts.injured"),
            ("facts[k]", "unknown facts.injured"),
            ("facts[k + '']", "unknown facts.injured"),
            ("k in facts", "unknown facts.injured"),
            ("'injured' in facts", "unknown facts.injured"),
            ("has(facts.injured)", "unknown facts.injured"),
            ("facts[other]", "error noSuchKey"),
            ("other in facts", "false"),
            ("facts[k] == 1 || true", "true"),
            ("['a', 'injured'].exists(n, n in facts)", "unknown facts.injured"),
            ("deep.er[k]", "unknown deep.er.injured"),
        ] as [(String, String)]
    )
    func `an empty member is unknown, also when its name is computed`(_ source: String, _ expected: String) {
        let host = TestHost(
            values: [
                "facts": .map(ValueMap()), "k": "injured", "other": "else", "deep": ["er": .map(ValueMap())],
            ],
            unknown: ["facts.injured", "deep.er.injured"]
        )
        #expect(result(source, host) == expected)
    }

    @Test(
        arguments: [
            ("1 // one\r + 1", "2"),
            ("1 // one\r\n + 1", "2"),
            ("1 // one\n + 1", "2"),
            ("// one\r// two\r3", "3"),
            ("'// none'", "'// none'"),
        ] as [(String, String)]
    )
    func `a comment ends with its line, however lines end`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(
        arguments: [
            ("google.protobuf.Timestamp", "google.protobuf.Timestamp"),
            (".google.protobuf.Timestamp", "google.protobuf.Timestamp"),
            ("[{'protobuf': {'Timestamp': 1}}].map(google, google.protobuf.Timestamp)", "[1]"),
            (
                "[1].map(google, .google.protobuf.Duration)", "[google.protobuf.Duration]"
            ),
            ("google['protobuf'].Timestamp", "error undeclaredReference"),
            ("google.protobuf['Timestamp']", "error undeclaredReference"),
        ] as [(String, String)]
    )
    func `a macro's variable hides the name of a type, which is no path into a map`(
        _ source: String,
        _ expected: String
    ) {
        #expect(result(source) == expected)
    }
}
