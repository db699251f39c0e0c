import Testing
import Values

@testable import Expressions

@Suite struct `Functions` {
    static let texts: [(String, String)] = [
        ("size('')", "0"),
        ("size('abc')", "3"),
        ("'甲乙😀'.size()", "3"),
        ("size('e\\u0301')", "2"),
        ("size(b'é')", "2"),
        ("size([1, 2])", "2"),
        ("[].size()", "0"),
        ("size({'a': 1})", "1"),
        ("size(dyn(1))", "error noSuchOverload"),
        ("'abcd'.contains('bc')", "true"),
        ("'abcd'.contains('cb')", "false"),
        ("'a'.contains('')", "true"),
        ("''.contains('a')", "false"),
        ("'甲乙丙'.contains('乙')", "true"),
        ("'é'.contains('e')", "false"),
        ("'abab'.contains('bab')", "true"),
        ("'abc'.startsWith('ab')", "true"),
        ("'abc'.startsWith('b')", "false"),
        ("'a'.startsWith('abc')", "false"),
        ("'é'.startsWith('e')", "false"),
        ("'abc'.endsWith('bc')", "true"),
        ("'abc'.endsWith('')", "true"),
        ("'abc'.endsWith('abcd')", "false"),
        ("'abc'.endsWith('b')", "false"),
        ("'abc'.matches('b')", "true"),
        ("matches('abc', '^b')", "false"),
        ("'abc'.matches('(')", "problem badPattern"),
        ("'abc'.matches(dyn('('))", "error invalidPattern"),
        ("s.matches(s)", "true"),
        ("dyn(1).matches('a')", "error noSuchOverload"),
        ("s.matches(dyn(1))", "error noSuchOverload"),
        ("dyn(1).contains('a')", "error noSuchOverload"),
        ("'a'.contains(dyn(1))", "error noSuchOverload"),
    ]

    @Test(arguments: texts)
    func `functions of texts`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    static let conversions: [(String, String)] = [
        ("int(5)", "5"),
        ("int(5u)", "5"),
        ("int(18446744073709551615u)", "error outOfRange"),
        ("int(1.9)", "1"),
        ("int(-1.9)", "-1"),
        ("int(1e19)", "error outOfRange"),
        ("int(-1e19)", "error outOfRange"),
        ("int(9223372036854775807.0)", "error outOfRange"),
        ("int(-9223372036854775808.0)", "error outOfRange"),
        ("int(9223372036854774784.0)", "9223372036854774784"),
        ("int(0.0/0.0)", "error outOfRange"),
        ("int('42')", "42"),
        ("int('-42')", "-42"),
        ("int('4x')", "error invalidArgument"),
        ("int('')", "error invalidArgument"),
        ("int('0x10')", "error invalidArgument"),
        ("int(' 1')", "error invalidArgument"),
        ("int('9223372036854775808')", "error invalidArgument"),
        ("int(timestamp('1970-01-01T00:01:00Z'))", "60"),
        ("int(dyn(null))", "error noSuchOverload"),
        ("int(dyn(true))", "error noSuchOverload"),
        ("uint(5)", "5u"),
        ("uint(-1)", "error outOfRange"),
        ("uint(1.9)", "1u"),
        ("uint(-0.5)", "error outOfRange"),
        ("uint(1e20)", "error outOfRange"),
        ("uint('7')", "7u"),
        ("uint('-7')", "error invalidArgument"),
        ("uint(18446744073709551616.0)", "error outOfRange"),
        ("uint(0.0/0.0)", "error outOfRange"),
        ("uint(dyn(b'a'))", "error noSuchOverload"),
        ("double(1)", "1.0"),
        ("double(1u)", "1.0"),
        ("double('1.5e3')", "1500.0"),
        ("double('x')", "error invalidArgument"),
        ("double('1e999')", "error invalidArgument"),
        ("double('NaN')", "nan"),
        ("double('-inf')", "-inf"),
        ("double(dyn([]))", "error noSuchOverload"),
        ("bool('true')", "true"),
        ("bool('True')", "true"),
        ("bool('t')", "true"),
        ("bool('1')", "true"),
        ("bool('false')", "false"),
        ("bool('FALSE')", "false"),
        ("bool('0')", "false"),
        ("bool('f')", "false"),
        ("bool('yes')", "error invalidArgument"),
        ("bool('tRue')", "error invalidArgument"),
        ("bool(true)", "true"),
        ("bool(dyn(1))", "error noSuchOverload"),
        ("string(1)", "'1'"),
        ("string(-1)", "'-1'"),
        ("string(1u)", "'1'"),
        ("string(1.5)", "'1.5'"),
        ("string(2.0)", "'2'"),
        ("string(-4.5e-3)", "'-0.0045'"),
        ("string(0.0/0.0)", "'NaN'"),
        ("string(1.0/0.0)", "'+Inf'"),
        ("string(-1.0/0.0)", "'-Inf'"),
        ("string(true)", "'true'"),
        ("string('a')", "'a'"),
        ("string(b'abc')", "'abc'"),
        ("string(b'\\xff')", "error invalidArgument"),
        ("string(timestamp('2026-11-24T09:00:00+08:00'))", "'2026-11-24T01:00:00Z'"),
        ("string(duration('1h30m'))", "'5400s'"),
        ("string(duration('-1500ms'))", "'-1.5s'"),
        ("string(dyn(null))", "error noSuchOverload"),
        ("string(dyn([1]))", "error noSuchOverload"),
        ("bytes('é')", "b[195, 169]"),
        ("bytes(b'a')", "b[97]"),
        ("bytes(dyn(1))", "error noSuchOverload"),
        ("dyn('a')", "'a'"),
        ("type(1)", "int"),
        ("type(1u)", "uint"),
        ("type(1.0)", "double"),
        ("type('')", "string"),
        ("type(b'')", "bytes"),
        ("type(true)", "bool"),
        ("type(null)", "null_type"),
        ("type([])", "list"),
        ("type({})", "map"),
        ("type(int)", "type"),
        ("type(timestamp(0)) == google.protobuf.Timestamp", "true"),
        ("type(duration('1s')) == google.protobuf.Duration", "true"),
        ("type(x) == int", "true"),
    ]

    @Test(arguments: conversions)
    func `conversions and their ranges`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    static let times: [(String, String)] = [
        ("timestamp('2026-11-24T09:00:00+08:00')", "2026-11-24T01:00:00Z"),
        ("timestamp(0)", "1970-01-01T00:00:00Z"),
        ("timestamp('2026-02-30T00:00:00Z')", "error invalidArgument"),
        ("timestamp('')", "error invalidArgument"),
        ("timestamp('0000-01-01T00:00:00Z')", "error invalidArgument"),
        ("timestamp(253402300800)", "error outOfRange"),
        ("timestamp(-62135596801)", "error outOfRange"),
        ("timestamp(timestamp(5))", "1970-01-01T00:00:05Z"),
        ("timestamp(9223372036854775807)", "error outOfRange"),
        ("duration('1h30m')", "5400s"),
        ("duration('-1.5s')", "-1.5s"),
        ("duration('250ms')", "0.250s"),
        ("duration('1')", "error invalidArgument"),
        ("duration('')", "error invalidArgument"),
        ("duration('320000000000s')", "error outOfRange"),
        ("duration('-320000000000s')", "error outOfRange"),
        ("duration(duration('1s'))", "1s"),
        ("duration('999999999999999999s999999999999999999s999999999999999999s')", "error outOfRange"),
        ("timestamp(60) + duration('1m')", "1970-01-01T00:02:00Z"),
        ("duration('1m') + timestamp(60)", "1970-01-01T00:02:00Z"),
        ("timestamp(60) - duration('1m')", "1970-01-01T00:00:00Z"),
        ("timestamp(60) - timestamp(0)", "60s"),
        ("timestamp(0) - timestamp(60)", "-60s"),
        ("duration('1m') + duration('1s')", "61s"),
        ("duration('1m') - duration('61s')", "-1s"),
        ("dyn(duration('1m')) - timestamp(0)", "error noSuchOverload"),
        ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "error outOfRange"),
        ("timestamp('0001-01-01T00:00:00Z') - duration('1ns')", "error outOfRange"),
        ("duration('200000000000s') + duration('200000000000s')", "error outOfRange"),
        ("duration('-200000000000s') - duration('200000000000s')", "error outOfRange"),
        ("timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')", "315537897599s"),
        ("dyn(timestamp(0)) + timestamp(0)", "error noSuchOverload"),
        ("dyn(duration('1s')) * 2", "error noSuchOverload"),
        ("timestamp('2026-11-24T00:00:00Z') < timestamp('2026-11-24T08:00:01+08:00')", "true"),
    ]

    @Test(arguments: times)
    func `timestamps and durations, their arithmetic and ranges`(_ source: String, _ expected: String) {
        #expect(result(source) == expected.replacing("0.250s", with: "0.25s"))
    }

    static let parts: [(String, String)] = [
        ("getFullYear()", "2026"),
        ("getMonth()", "11"),
        ("getDate()", "31"),
        ("getDayOfMonth()", "30"),
        ("getDayOfWeek()", "4"),
        ("getDayOfYear()", "364"),
        ("getHours()", "20"),
        ("getMinutes()", "30"),
        ("getSeconds()", "15"),
        ("getMilliseconds()", "250"),
        ("getFullYear('Asia/Taipei')", "2027"),
        ("getMonth('Asia/Taipei')", "0"),
        ("getDate('+08:00')", "1"),
        ("getDayOfMonth('08:00')", "0"),
        ("getDayOfWeek('+08:00')", "5"),
        ("getDayOfYear('+08:00')", "0"),
        ("getHours('+08:00')", "4"),
        ("getHours('-02:30')", "18"),
        ("getMinutes('-02:30')", "0"),
        ("getHours('UTC')", "20"),
        ("getSeconds('+05:45')", "15"),
        ("getMilliseconds('Asia/Taipei')", "250"),
        ("getHours('Asia/Nowhere')", "error invalidArgument"),
        ("getHours('+8:00')", "error invalidArgument"),
        ("getHours('+24:00')", "error invalidArgument"),
        ("getHours('+00:60')", "error invalidArgument"),
        ("getHours('')", "error invalidArgument"),
    ]

    @Test(arguments: parts)
    func `the parts of a timestamp in a zone`(_ call: String, _ expected: String) {
        #expect(result("timestamp('2026-12-31T20:30:15.250Z').\(call)") == expected)
    }

    @Test(
        arguments: [
            ("timestamp('1969-12-31T23:59:58.5Z').getSeconds()", "58"),
            ("timestamp('0001-01-01T00:00:00Z').getDayOfWeek()", "1"),
            ("timestamp('1969-12-31T23:59:58.5Z').getMilliseconds()", "500"),
            ("timestamp(-1).getHours()", "23"),
            ("timestamp('2024-12-31T00:00:00Z').getDayOfYear()", "365"),
            ("timestamp('0001-01-01T00:00:00Z').getHours('-01:00')", "23"),
            ("duration('25h').getHours()", "25"),
            ("duration('90m').getHours()", "1"),
            ("duration('90m').getMinutes()", "90"),
            ("duration('1h1s').getSeconds()", "3601"),
            ("duration('123.321456789s').getMilliseconds()", "321"),
            ("duration('-1.5s').getSeconds()", "-1"),
            ("duration('-1.5s').getMilliseconds()", "-500"),
            ("dyn(duration('1h')).getFullYear()", "error noSuchOverload"),
            ("dyn(1).getHours()", "error noSuchOverload"),
            ("dyn(duration('1h')).getHours('UTC')", "error noSuchOverload"),
        ] as [(String, String)]
    )
    func `parts before 1970, of leap years and of durations`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(
        arguments: [
            ("twice(4)", "8"),
            ("x.twice()", "10"),
            ("twice(u)", "unknown u"),
            ("twice(1 / 0)", "error divisionByZero"),
            ("fails()", "error host"),
            ("fails() || true", "true"),
            ("filled(u)", "false"),
            ("filled(x)", "true"),
            ("filled(profile.empty)", "false"),
            ("filled(profile.deep['er'])", "true"),
            ("twice('a')", "problem noSuchOverload"),
            ("filled(1)", "problem notAField"),
            ("filled(x + 1)", "problem notAField"),
            ("filled()", "problem noSuchOverload"),
            ("twice()", "problem noSuchOverload"),
            ("lost()", "problem undeclaredFunction"),
        ] as [(String, String)]
    )
    func `functions of the host`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test func `an error of the host is given the place of the call`() throws {
        guard case .error(let error) = try evaluation("no || fails()").outcome else {
            Issue.record("no error")
            return
        }
        #expect(error.message.en == "it failed")
        #expect(error.column == 7)
    }
}
