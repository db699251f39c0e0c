import Testing
import Values

@testable import Expressions

/// All escapes of string and bytes literals, and all that are none.
@Suite struct `Escapes` {
    static let simple: [Character: UInt32] = [
        "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "?": 63, "\"": 34, "'": 39,
        "`": 96,
    ]

    private static func scalars(_ source: String) -> [UInt32]? {
        guard case .value(.string(let text)) = try? evaluation(source).outcome else { return nil }
        return text.unicodeScalars.map(\.value)
    }

    private static func bytes(_ source: String) -> [UInt8]? {
        guard case .value(.bytes(let bytes)) = try? evaluation(source).outcome else { return nil }
        return bytes
    }

    /// Where and how long a bad escape is.
    private static func fault(_ source: String) -> [Int]? {
        do {
            _ = try ParsedExpression(parsing: source)
            return nil
        } catch {
            return error.code == .badEscape ? [error.column, error.length] : []
        }
    }

    @Test(arguments: UInt8(32)..<127)
    func `a letter behind a backslash is an escape of the table, or a problem there`(_ code: UInt8) {
        let letter = Character(Unicode.Scalar(code))
        let source = "'a\\\(letter)z'"
        if let expected = Self.simple[letter] {
            #expect(Self.scalars(source) == [97, expected, 122])
            #expect(Self.scalars("'''a\\\(letter)z'''") == [97, expected, 122])
            #expect(Self.bytes("b\"a\\\(letter)z\"") == [97, UInt8(expected), 122])
        } else {
            #expect(Self.fault(source)?.first == 3, "\(source)")
            #expect(Self.fault("1 + b" + source)?.first == 8, "\(source)")
        }
        // In raw literals a backslash is a backslash; behind one a quote ends the text.
        if letter != "'" { #expect(Self.scalars("r" + source) == [97, 92, UInt32(code), 122]) }
    }

    @Test(arguments: 0..<256)
    func `every code of eight bits has a hexadecimal and an octal form`(_ code: Int) {
        let hexadecimal = String(code + 256, radix: 16).suffix(2)
        let octal = String(code + 512, radix: 8).suffix(3)
        for escape in [
            "\\x\(hexadecimal)", "\\X\(hexadecimal.uppercased())", "\\\(octal)",
        ] {
            #expect(Self.scalars("'\(escape)'") == [UInt32(code)], "\(escape)")
            #expect(Self.bytes("b'\(escape)'") == [UInt8(code)], "\(escape)")
        }
        #expect(Self.fault("'\\\(String(code + 256, radix: 8))'")?.first == 2)
    }

    static let planes: [UInt32] = [
        0, 0x41, 0x7F, 0x80, 0x7FF, 0x800, 0x7532, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF,
    ]

    @Test(arguments: planes)
    func `every plane can be written, as it is and escaped, and is one code point`(_ code: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(code))
        let long =
            "\\U" + String(repeating: "0", count: 8 - String(code, radix: 16).count)
            + String(code, radix: 16)
        #expect(Self.scalars("'\(long)'") == [code])
        #expect(result("size('\(long)')") == "1")
        #expect(result("size(bytes('\(long)'))") == String(UTF8.width(scalar)))
        #expect(Self.fault("b'\(long)'") == [3, 10])
        if code < 0x10000 {
            let short =
                "\\u" + String(repeating: "0", count: 4 - String(code, radix: 16).count)
                + String(code, radix: 16)
            #expect(Self.scalars("\"\(short)\"") == [code])
            #expect(Self.fault("b'\(short)'") == [3, 6])
        }
        if code >= 0x20, code != 0x27, code != 0x5C {
            #expect(Self.scalars("'\(scalar)'") == [code])
            #expect(Self.bytes("b'\(scalar)'") == Array(String(scalar).utf8))
        }
    }

    @Test(
        arguments: [
            ("'\\ud800'", 2, 6), ("'\\udbff'", 2, 6), ("'\\udc00'", 2, 6), ("'\\udfff'", 2, 6),
            ("'\\ud83d\\ude00'", 2, 6), ("'\\U0000d800'", 2, 10), ("'\\U00110000'", 2, 10),
            ("'\\Uffffffff'", 2, 10), ("'甲\\q'", 3, 2), ("'\\x'", 2, 2), ("'\\x4'", 2, 3), ("'\\xg0'", 2, 2),
            ("'\\u41'", 2, 4), ("'\\u004'", 2, 5), ("'\\U0001F60'", 2, 9), ("'\\0'", 2, 2), ("'\\07'", 2, 3),
            ("'\\078'", 2, 3), ("'\\8'", 2, 2), ("'\\x４1'", 2, 2), ("'\\\n'", 2, 2), ("'''\\\n'''", 4, 2),
        ] as [(String, Int, Int)]
    )
    func `a bad escape is shown where it begins, up to where it went wrong`(
        _ source: String,
        _ column: Int,
        _ length: Int
    ) {
        #expect(Self.fault(source) == [column, length])
    }

    @Test(
        arguments: [
            ("\"\"\"a\"\"b\"\"\"", "a\"\"b"), ("'''a''b'''", "a''b"), ("'''\n'''", "\n"),
            ("'''\r\n'''", "\r\n"), ("r'''\\'''", "\\"), ("R\"a\\\"", "a\\"), ("r\"'\"", "'"),
            ("'''\\''''", "'"), ("r'a' + R'b'", "ab"), ("'a\tb'", "a\tb"), ("'\u{0}'", "\u{0}"),
            ("'e\u{301}' + 'é'", "e\u{301}é"), ("\"\"\"\"\"\" + ''''''", ""),
        ] as [(String, String)]
    )
    func `quotes of three, raw texts and lines are taken as they are`(_ source: String, _ expected: String) {
        #expect(Self.scalars(source) == expected.unicodeScalars.map(\.value))
    }

    @Test(arguments: ["'a\nb'", "'a\rb'", "r'a\nb'", "b\"a\r\"", "\"a'", "'''a''", "r'", "b'''", "'"])
    func `a text that does not end is a problem at its beginning`(_ source: String) {
        let problem = #expect(throws: ExpressionProblem.self) { try ParsedExpression(parsing: source) }
        #expect(problem?.code == .unterminatedString && problem?.column == 1)
    }
}
