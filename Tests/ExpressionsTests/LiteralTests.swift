import Testing
import Values

@testable import Expressions

@Suite struct `Literals` {
    @Test(arguments: [
        ("0", "0"),
        ("42", "42"),
        ("-42", "-42"),
        ("0x1F", "31"),
        ("-0xff", "-255"),
        ("0XaB", "171"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "problem badNumber"),
        ("-9223372036854775809", "problem badNumber"),
        ("0x8000000000000000", "problem badNumber"),
        ("-0x8000000000000000", "-9223372036854775808"),
        ("1u", "1u"),
        ("1U", "1u"),
        ("0x1Fu", "31u"),
        ("18446744073709551615u", "18446744073709551615u"),
        ("18446744073709551616u", "problem badNumber"),
        ("0x", "problem badNumber"),
        ("1abc", "problem badNumber"),
        ("1.5", "1.5"),
        ("-1.5", "-1.5"),
        (".5", "0.5"),
        ("1e3", "1000.0"),
        ("1E-2", "0.01"),
        ("1.5e+3", "1500.0"),
        ("1e400", "problem badNumber"),
        ("-.5", "-0.5"),
        ("1.", "problem unexpectedToken"),
        ("1.e", "problem noSuchOverload"),
        ("1.5u", "problem badNumber"),
        ("-1u", "problem noSuchOverload"),
        ("--1", "1"),
        ("---1", "-1"),
        ("- 1", "-1"),
        ("-(-9223372036854775808)", "error integerOverflow"),
        ("007", "7"),
    ])
    func `a number is read in every form, within its range`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(arguments: [
        (#""abc""#, "abc"), ("'abc'", "abc"), (#""it's""#, "it's"), (#"'say "hi"'"#, #"say "hi""#),
        ("\"\"\"a\nb\"c\"\"\"", "a\nb\"c"),
        ("'''a'b''c'''", "a'b''c"),
        ("''", ""),
        (#""""#, ""),
        ("''''''", ""),
        (#"r"\n""#, #"\n"#),
        (#"R'\x'"#, #"\x"#),
        (#"r'''\'''"#, #"\"#),
        (#"'\a\b\f\n\r\t\v'"#, "\u{7}\u{8}\u{C}\n\r\t\u{B}"), (#"'\\\?\"\'\`'"#, "\\?\"'`"),
        (#"'\x41\X42'"#, "AB"), (#"'\101\060'"#, "A0"), (#"'\u7532'"#, "甲"), (#"'\U0001F600'"#, "😀"),
        (#"'\xe9'"#, "é"), (#"'\377'"#, "ÿ"), ("'甲乙'", "甲乙"), ("'a // b'", "a // b"),
    ])
    func `a string is read in every form`(_ source: String, _ expected: String) throws {
        let outcome = try evaluation(source).outcome
        guard case .value(.string(let text)) = outcome else {
            Issue.record("not a string: \(outcome)")
            return
        }
        #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("b'abc'", "b[97, 98, 99]"),
        ("B\"a\"", "b[97]"),
        (#"b'\xff\000'"#, "b[255, 0]"),
        ("b'é'", "b[195, 169]"),
        (#"b'\351'"#, "b[233]"),
        (#"br'\n'"#, "b[92, 110]"),
        (#"bR'\x'"#, "b[92, 120]"), ("b'''a'b'''", "b[97, 39, 98]"), (#"b'\u0041'"#, "problem badEscape"),
        (#"b'\U00000041'"#, "problem badEscape"), ("b''", "b[]"),
    ])
    func `bytes are read in every form`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(arguments: [
        ("'abc", ExpressionProblem.Code.unterminatedString, 1, 1),
        ("'a\nb'", .unterminatedString, 1, 1),
        ("'''abc''", .unterminatedString, 1, 1),
        (#"'\q'"#, .badEscape, 1, 2),
        (#"'ab\x4'"#, .badEscape, 1, 4),
        (#"'\ud800'"#, .badEscape, 1, 2), (#"'\U00110000'"#, .badEscape, 1, 2),
        (#"'\400'"#, .badEscape, 1, 2),
        (#"'\08'"#, .badEscape, 1, 2), (#"'甲' + '\z'"#, .badEscape, 1, 8),
        ("1 +\n 'x", .unterminatedString, 2, 2),
        ("a # b", .unexpectedCharacter, 1, 3),
        ("欄位", .unexpectedCharacter, 1, 1),
        ("a & b", .unexpectedCharacter, 1, 3),
        ("'\\", .badEscape, 1, 2),
    ])
    func `a faulty literal is shown where it is`(
        _ source: String,
        _ code: ExpressionProblem.Code,
        _ line: Int,
        _ column: Int
    ) {
        let problem = #expect(throws: ExpressionProblem.self) { try ParsedExpression(parsing: source) }
        #expect(problem?.code == code)
        #expect(problem?.line == line)
        #expect(problem?.column == column)
    }

    @Test(arguments: [
        ("true", "true"),
        ("false", "false"),
        ("null", "null"),
        ("[]", "[]"),
        ("[1, 2]", "[1, 2]"),
        ("[1, 2,]", "[1, 2]"),
        ("{}", "{}"),
        ("{'a': 1, 'b': 2,}", "{'a': 1, 'b': 2}"),
        ("{1: 'a', true: 'b', 2u: 'c'}", "{1: 'a', true: 'b', 2u: 'c'}"),
        ("[,]", "problem unexpectedToken"),
        ("{,}", "problem unexpectedToken"),
        ("[1,,2]", "problem unexpectedToken"),
        ("{'a': 1, 'a': 2}", "error repeatedKey"),
        ("{1: 'a', 1u: 'b'}", "error repeatedKey"),
        ("{1.5: 'a'}", "problem unsupportedKey"),
        ("{dyn(1.5): 'a'}", "error unsupportedKey"),
        ("{null: 1}", "problem unsupportedKey"),
        ("[[1], [2, [3]]]", "[[1], [2, [3]]]"),
        ("1 // one\n + 2", "3"),
        ("// nothing\n7", "7"),
        ("7 // last", "7"),
    ])
    func `constants, lists, maps and comments`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }
}
