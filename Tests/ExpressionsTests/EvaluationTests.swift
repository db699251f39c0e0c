import Testing
import Values

@testable import Expressions

@Suite struct `Evaluations` {
    @Test(
        arguments: [
            ("profile.ladder[0]", ["profile.ladder"]),
            ("profile['ladder'] + profile.ladder", ["profile.ladder"]),
            ("x > 1 || s == 'a'", ["x"]),
            ("x < 1 || s == 'a'", ["x", "s"]),
            ("yes ? x : y", ["yes", "x"]),
            ("u || x == 5", ["u", "x"]),
            ("numbers.all(i, i < x)", ["numbers", "x"]),
            ("[].all(i, i < x)", []),
            ("filled(u) && x == 5", ["u"]),
            ("filled(x) && x == 5", ["x"]),
            ("has(profile.deep.er)", ["profile.deep.er"]),
            ("1 + 1 == 2", []),
            ("profile == profile.deep", ["profile", "profile.deep"]),
            ("numbers[x - 4]", ["numbers", "x"]),
        ] as [(String, [String])]
    )
    func `the fields that were looked at are reported`(_ source: String, _ expected: [String]) throws {
        #expect(try evaluation(source).reads.map(\.description) == expected)
    }

    @Test func `more than 64 fields are kept apart`() throws {
        let names = (0..<100).map { "field\($0)" }
        let host = TestHost(values: Dictionary(uniqueKeysWithValues: names.map { ($0, Value.bool(false)) }))
        let source = (names + names).joined(separator: " || ")
        let evaluation = try evaluation(source, host)
        #expect(evaluation.outcome == .value(.bool(false)))
        #expect(evaluation.reads.map(\.description) == names)
    }

    @Test func `unknown fields are named once, in order, whatever the order of reading`() throws {
        let host = TestHost(unknown: ["z", "a", "m.k"])
        let expression = try ParsedExpression(parsing: "z + a + z + m.k").check(TestHost.loose)
        let mapped = TestHost(values: ["m": [:]], unknown: host.unknown)
        #expect(
            expression.evaluate(mapped).outcome
                == .unknown([FieldPath("a"), FieldPath(["m", "k"]), FieldPath("z")])
        )
    }

    @Test(arguments: [
        "numbers.map(a, numbers.map(b, numbers.map(c, numbers.map(d, numbers.map(e, a)))))",
        "true || numbers.all(a, numbers.all(b, numbers.all(c, numbers.all(d, numbers.all(e, e > 0)))))",
    ])
    func `a limit ends an evaluation, and nothing absorbs that`(_ source: String) throws {
        let reversed = source.hasPrefix("true || ") ? source.dropFirst(8) + " || true" : source[...]
        let limited = try evaluation(String(reversed), costLimit: 300)
        guard case .error(let error) = limited.outcome else {
            Issue.record("not ended: \(limited)")
            return
        }
        #expect(error.code == .costLimitExceeded)
        #expect(limited.cost > 300)
        #expect(try evaluation(String(reversed)).outcome != limited.outcome)
    }

    @Test(arguments: [
        "['ab'].map(a, a + a)", "[s].map(a, a + a + a)", "[numbers].map(a, a + a)", "[1].map(a, [a, a])",
    ])
    func `doubling again and again meets the limit`(_ step: String) throws {
        let operation = String(step.split(separator: ".", maxSplits: 1)[1])
        let start = String(step.split(separator: ".", maxSplits: 1)[0])
        let source = start + String(repeating: "." + operation, count: 60)
        guard case .error(let error) = try evaluation(source).outcome else {
            Issue.record("not ended")
            return
        }
        #expect(error.code == .costLimitExceeded)
        let compared = try evaluation("(\(source)) == (\(source))").outcome
        guard case .error(let error) = compared else {
            Issue.record("not ended: \(compared)")
            return
        }
        #expect(error.code == .costLimitExceeded)
    }

    @Test func `cost is the same each time and grows with the work`() throws {
        let one = try evaluation("x == 5")
        #expect(one.cost == 3)
        #expect(try evaluation("x == 5") == one)
        let list = Value.list(Array(repeating: 1, count: 1_000))
        let host = TestHost(values: ["l": list, "t": .string(String(repeating: "a", count: 10_000))])
        #expect(try evaluation("l == l", host).cost > 1_000)
        #expect(try evaluation("2 in l", host).cost > 1_000)
        #expect(try evaluation("t == t", host).cost > 1_000)
        #expect(try evaluation("t.contains('b')", host).cost > 1_000)
        #expect(try evaluation("t.contains(t)", host).outcome == .error(.costLimit))
        #expect(try evaluation("t.matches('b')", host).cost > 1_000)
        #expect(try evaluation("t.matches('(a{50}){50}b')", host).outcome == .error(.costLimit))
        #expect(try evaluation("t.matches('(a{50}){50}' + 'b')", host).outcome == .error(.costLimit))
        #expect(try evaluation("l", host).cost > 1_000)
    }

    @Test func `a value nested without end is refused, not followed`() throws {
        var value: Value = 1
        for _ in 0..<2_000 { value = .list([value]) }
        #expect(try evaluation("v", TestHost(values: ["v": value])).outcome == .error(.costLimit))
    }

    @Test func `a checked expression is compared by its text and type`() throws {
        let one = try ParsedExpression(parsing: "x + 1").check(TestHost.loose)
        let same = try ParsedExpression(parsing: "x + 1").check(TestHost.loose)
        let other = try ParsedExpression(parsing: "x + 2").check(TestHost.loose)
        let typed = try ParsedExpression(parsing: "x").check(Declarations(variables: ["x": .int]))
        #expect(one == same && one.hashValue == same.hashValue)
        #expect(one != other)
        #expect(try typed != ParsedExpression(parsing: "x").check(TestHost.loose))
        #expect(typed.source == "x" && typed.type == .int)
    }

    @Test func `constants are computed beforehand and cost one`() throws {
        #expect(try evaluation("timestamp('2026-11-24T09:00:00+08:00')").cost == 1)
        #expect(try evaluation("{'a': [1, 2]}['a'][1] == 2").cost == 7)
        #expect(try evaluation("int('x') == 1").outcome != .value(true))
    }

    @Test func `a host without functions, zones or unknowns needs one method only`() throws {
        struct Bare: Activation {
            func resolve(_ name: String) -> Binding { .value(.timestamp(Instant(seconds: 0))) }
        }
        let declarations = Declarations(functions: [HostFunction("f", [], .int)], undeclared: .dyn)
        func outcome(_ source: String) throws -> String {
            try shown(ParsedExpression(parsing: source).check(declarations).evaluate(Bare()).outcome)
        }
        #expect(try outcome("a.getHours('+01:00')") == "1")
        #expect(try outcome("a.getHours('Asia/Taipei')") == "error invalidArgument")
        #expect(try outcome("f()") == "error noSuchOverload")
    }
}
