import Testing
import Values

@testable import Expressions

@Suite struct `Operators` {
    static let arithmetic: [(String, String)] = [
        ("1 + 2", "3"),
        ("1u + 2u", "3u"),
        ("1.5 + 2.0", "3.5"),
        ("'a' + 'b'", "'ab'"),
        ("b'a' + b'b'", "b[97, 98]"),
        ("[1] + ['a']", "[1, 'a']"),
        ("5 - 7", "-2"),
        ("2 * -3", "-6"),
        ("7 / 2", "3"),
        ("-7 / 2", "-3"),
        ("7 % 3", "1"),
        ("-7 % 3", "-1"),
        ("7 % -3", "1"),
        ("7u / 2u", "3u"),
        ("7u % 4u", "3u"),
        ("1.0 / 0.0", "inf"),
        ("-1.0 / 0.0", "-inf"),
        ("0.0 / 0.0", "nan"),
        ("-x", "-5"),
        ("-y", "-2.5"),
        ("9223372036854775807 + 1", "error integerOverflow"),
        ("-9223372036854775808 - 1", "error integerOverflow"),
        ("5000000000 * 5000000000", "error integerOverflow"),
        ("-9223372036854775808 / -1", "error integerOverflow"),
        ("-9223372036854775808 % -1", "error integerOverflow"),
        ("-9223372036854775808 * -1", "error integerOverflow"),
        ("1u - 2u", "error integerOverflow"),
        ("18446744073709551615u + 1u", "error integerOverflow"),
        ("18446744073709551615u * 2u", "error integerOverflow"),
        ("1 / 0", "error divisionByZero"),
        ("1u / 0u", "error divisionByZero"),
        ("1 % 0", "error modulusByZero"),
        ("1u % 0u", "error modulusByZero"),
        ("1.7976931348623157e308 * 10.0", "inf"),
        ("x + y", "error noSuchOverload"),
        ("dyn(1) + 1u", "error noSuchOverload"),
        ("dyn('a') + 1", "error noSuchOverload"),
        ("dyn(1.0) % dyn(2.0)", "error noSuchOverload"),
        ("-dyn('a')", "error noSuchOverload"),
        ("dyn([1]) - dyn([1])", "error noSuchOverload"),
        ("-dyn(1u)", "error noSuchOverload"),
        ("!dyn(1)", "error noSuchOverload"),
        ("dyn(true) + dyn(true)", "error noSuchOverload"),
    ]

    @Test(arguments: arithmetic)
    func `arithmetic, its overflows and its types`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    static let equal: [(String, String, Bool)] = [
        ("1", "1", true),
        ("1", "2", false),
        ("1", "1u", true),
        ("1", "1.0", true),
        ("1u", "1.0", true),
        ("1u", "1", true),
        ("1.5", "1", false),
        ("-1", "18446744073709551615u", false),
        ("0.0", "-0.0", true),
        ("9007199254740993", "9007199254740992.0", false),
        ("9223372036854775807", "9223372036854775808.0", false),
        ("18446744073709551615u", "18446744073709551616.0", false),
        ("0.0/0.0", "0.0/0.0", false),
        ("[0.0/0.0]", "[0.0/0.0]", false),
        ("'a'", "'a'", true),
        ("'é'", "'e\\u0301'", false),
        ("'a'", "b'a'", false),
        ("'1'", "1", false),
        ("true", "true", true),
        ("true", "1", false),
        ("null", "null", true),
        ("null", "0", false),
        ("null", "false", false),
        ("b'a'", "b'a'", true),
        ("[1, 2]", "[1.0, 2u]", true),
        ("[1]", "[1, 2]", false),
        ("[]", "[]", true),
        ("[1, 'a']", "[1, 'a']", true),
        ("[]", "{}", false),
        ("{'a': 1}", "{'a': 1.0}", true),
        ("{1: 'a'}", "{1u: 'a'}", true),
        ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}", true),
        ("{'a': 1}", "{'b': 1}", false),
        ("{'a': 1}", "{'a': 1, 'b': 1}", false),
        ("{'a': [1]}", "{'a': [1u]}", true),
        ("int", "type(1)", true),
        ("uint", "int", false),
        ("type(type(1))", "type", true),
        ("duration('1s')", "duration('1000ms')", true),
        ("duration('1s')", "1", false),
        ("timestamp('2026-01-01T00:00:00Z')", "timestamp('2026-01-01T08:00:00+08:00')", true),
    ]

    @Test(arguments: equal)
    func `equality goes across numbers, into lists, and never fails`(
        _ left: String,
        _ right: String,
        _ truth: Bool
    ) {
        #expect(result("dyn(\(left)) == dyn(\(right))") == String(truth))
        #expect(result("dyn(\(right)) == dyn(\(left))") == String(truth))
        #expect(result("dyn(\(left)) != dyn(\(right))") == String(!truth))
        #expect(result("dyn(\(left)) in [\(right)]") == String(truth))
    }

    static let ordered: [(String, String)] = [
        ("1", "2"),
        ("-1", "0u"),
        ("1", "1.5"),
        ("1.5", "2u"),
        ("1u", "2u"),
        ("-1", "18446744073709551615u"),
        ("9223372036854775807", "9223372036854775808.0"),
        ("9007199254740992.0", "9007199254740993"),
        ("-9223372036854777856.0", "-9223372036854775808"),
        ("18446744073709551615u", "1e300"),
        ("-1e300", "0u"),
        ("-1.5", "-1"),
        ("-2", "-1.5"),
        ("false", "true"),
        ("'a'", "'b'"),
        ("'a'", "'aa'"),
        ("''", "'a'"),
        ("'z'", "'é'"),
        ("'\\uFF5E'", "'\\U0001F600'"),
        ("b'a'", "b'ab'"),
        ("b'a'", "b'b'"),
        ("duration('59s')", "duration('1m')"),
        ("timestamp(1)", "timestamp(2)"),
        ("-1e300 * 1e300", "0"),
    ]

    @Test(arguments: ordered)
    func `order goes across numbers, exactly`(_ small: String, _ large: String) {
        #expect(result("dyn(\(small)) < dyn(\(large))") == "true")
        #expect(result("dyn(\(small)) <= dyn(\(large))") == "true")
        #expect(result("dyn(\(small)) > dyn(\(large))") == "false")
        #expect(result("dyn(\(small)) >= dyn(\(large))") == "false")
        #expect(result("dyn(\(large)) > dyn(\(small))") == "true")
        #expect(result("dyn(\(large)) <= dyn(\(small))") == "false")
        #expect(result("dyn(\(small)) <= dyn(\(small)) && dyn(\(small)) >= dyn(\(small))") == "true")
    }

    @Test(arguments: ["<", "<=", ">", ">="])
    func `NaN stands in no order, and some types have none`(_ relation: String) {
        #expect(result("0.0/0.0 \(relation) 1.0") == "false")
        #expect(result("dyn(1) \(relation) 0.0/0.0") == "false")
        #expect(result("0.0/0.0 \(relation) 1u") == "false")
        #expect(result("dyn('a') \(relation) dyn(1)") == "error noSuchOverload")
        #expect(result("dyn([1]) \(relation) dyn([2])") == "error noSuchOverload")
        #expect(result("dyn(null) \(relation) dyn(null)") == "error noSuchOverload")
    }

    static let lookups: [(String, String)] = [
        ("1 in [1, 2]", "true"),
        ("3 in [1, 2]", "false"),
        ("1.0 in [1]", "true"),
        ("'a' in {'a': 1}", "true"),
        ("'b' in {'a': 1}", "false"),
        ("1u in {1: 'a'}", "true"),
        ("dyn(1.0) in {1: 'a'}", "true"),
        ("dyn(1.5) in {1: 'a'}", "false"),
        ("true in {true: 1}", "true"),
        ("dyn([1]) in {1: 1}", "false"),
        ("1 in dyn(1)", "error noSuchOverload"),
        ("1 in []", "false"),
        ("[1] in [[1]]", "true"),
        ("[1, 2][0]", "1"),
        ("[1, 2][1u]", "2"),
        ("[1, 2][dyn(1.0)]", "2"),
        ("[1, 2][2]", "error indexOutOfRange"),
        ("[1, 2][-1]", "error indexOutOfRange"),
        ("[1][dyn(0.5)]", "error noSuchOverload"),
        ("[1][dyn('a')]", "error noSuchOverload"),
        ("[1][18446744073709551615u]", "error indexOutOfRange"),
        ("{1: 'a'}[1u]", "'a'"),
        ("{1u: 'a'}[1]", "'a'"),
        ("{1: 'a'}[dyn(1.0)]", "'a'"),
        ("{1: 'a'}[2]", "error noSuchKey"),
        ("{'a': 1}['b']", "error noSuchKey"),
        ("{'a': 1}.b", "error noSuchKey"),
        ("{18446744073709551615u: 'a'}[-1]", "error noSuchKey"),
        ("{true: 'a'}[true]", "'a'"),
        ("dyn(5)[0]", "error noSuchOverload"),
        ("dyn(5).a", "error noSuchOverload"),
        ("pairs.a", "1"),
        ("pairs['b']", "2"),
        ("pairs.c", "error noSuchKey"),
        ("profile.ladder[1]", "2"),
        ("x.a", "error noSuchOverload"),
        ("{'k': {'l': [10]}}.k.l[0]", "10"),
        ("dyn('abc')[0]", "error noSuchOverload"),
        ("pairs[s]", "error noSuchKey"),
        ("missing", "error undeclaredReference"),
        ("missing.member", "error undeclaredReference"),
    ]

    @Test(arguments: lookups)
    func `membership, index and member`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test func `an error tells its place and its reason in both languages`() throws {
        let outcome = try evaluation("true &&\n  x / (x - 5) == 1").outcome
        guard case .error(let error) = outcome else {
            Issue.record("no error: \(outcome)")
            return
        }
        #expect(error.line == 2)
        #expect(error.column == 5)
        #expect(error.message == LocalizedText(zhHant: "除以零", en: "division by zero"))
        #expect(error.description == "2:5: division by zero")
        let absent = try evaluation("1 + lost.member").outcome
        guard case .error(let error) = absent else {
            Issue.record("no error: \(absent)")
            return
        }
        #expect(error.message.en == "undeclared reference to 'lost'")
        #expect(error.column == 5)
    }
}
