import Testing
import Values

@testable import Expressions

@Suite struct `Grammar` {
    @Test(arguments: [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 3 - 2", "5"),
        ("20 / 5 / 2", "2"),
        ("7 % 4 * 2", "6"),
        ("1 + 2 == 3", "true"),
        ("1 < 2 == true", "true"),
        ("true || false && false", "true"),
        ("(true || false) && false", "false"),
        ("true ? 1 : 2", "1"),
        ("false ? 1 : true ? 2 : 3", "2"),
        ("1 == 1 ? 'a' : 'b'", "'a'"),
        ("false || true ? 1 : 2", "1"),
        ("!true || true", "true"),
        ("!(true || true)", "false"),
        ("!!true", "true"),
        ("!!!true", "false"),
        ("-x + 1", "-4"),
        ("--x", "5"),
        ("---x", "-5"),
        ("-2 * -3", "6"),
        ("2 - -3", "5"),
        ("1-1", "0"),
        ("-x.twice()", "-10"),
        ("1 in [1] && 2 in [2]", "true"),
        ("1 + 1 in [2]", "true"),
        ("[1, 2][0] + 1", "2"),
        ("{'a': {'b': 3}}.a.b", "3"),
        ("{'a': [4]}['a'][0]", "4"),
        ("'a' + 'b' == 'ab'", "true"),
        (".x", "5"),
        (".profile.deep.er", "7"),
        ("[5].map(x, x + .x)", "[10]"),
    ])
    func `operators bind as the language says`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(arguments: [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package",
        "namespace", "return", "var", "void", "while",
    ])
    func `a reserved word is no variable, but may be a member`(_ word: String) throws {
        let problem = #expect(throws: ExpressionProblem.self) { try ParsedExpression(parsing: "1 + \(word)") }
        #expect(problem?.code == .reservedWord)
        #expect(problem?.column == 5)
        #expect(problem?.length == word.utf8.count)
        #expect(result("{'\(word)': 1}.\(word)") == "1")
    }

    @Test(arguments: ["false", "in", "null", "true"])
    func `a keyword is not even a member`(_ word: String) {
        #expect(result("x.\(word)") == "problem unexpectedToken")
    }

    @Test(arguments: [
        ("", 1, 1),
        ("1 +", 1, 4),
        ("(1", 1, 3),
        ("1)", 1, 2),
        ("a b", 1, 3),
        ("[1", 1, 3),
        ("{1}", 1, 3),
        ("{1:", 1, 4),
        ("a.", 1, 3),
        ("a.1", 1, 2),
        ("f(1,)", 1, 5),
        ("f(", 1, 3),
        ("a ? b", 1, 6),
        ("a ? b :", 1, 8),
        ("== 1", 1, 1),
        ("a = 1", 1, 3),
        ("1 +\n+ 2", 2, 1),
        ("a[]", 1, 3),
        ("a[1", 1, 4),
        ("in", 1, 1),
        ("!", 1, 2),
        ("a || ", 1, 6),
        ("a ? b ? c : d : e", 1, 7),
        ("/ 1", 1, 1),
        (".", 1, 2),
    ])
    func `what is not in the grammar is refused where it stands`(_ source: String, _ line: Int, _ column: Int)
    {
        let problem = #expect(throws: ExpressionProblem.self) { try ParsedExpression(parsing: source) }
        #expect(problem?.line == line)
        #expect(problem?.column == column)
        #expect(problem?.message.zhHant.isEmpty == false)
    }

    @Test func `messages are refused in words`() {
        let problem = #expect(throws: ExpressionProblem.self) {
            try ParsedExpression(parsing: "google.protobuf.Int32Value{value: 1}")
        }
        #expect(problem?.code == .messagesUnsupported)
    }

    @Test func `a place is told in scalars and in bytes`() {
        let problem = #expect(throws: ExpressionProblem.self) {
            try ParsedExpression(parsing: "'甲😀' +\n '乙' ++ 1")
        }
        #expect(problem?.line == 2)
        #expect(problem?.column == 7)
        #expect(problem?.offset == 20)
        #expect(problem?.length == 1)
        #expect(problem?.description.hasPrefix("2:7: ") == true)
    }

    @Test(arguments: [
        String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
        String(repeating: "[", count: 50_000), String(repeating: "{1:", count: 20_000),
        String(repeating: "f(", count: 20_000), String(repeating: "a[", count: 20_000),
        "a" + String(repeating: ".b", count: 10_000), "1" + String(repeating: "+1", count: 10_000),
        String(repeating: "a?b:", count: 10_000) + "c", String(repeating: "!-", count: 10_000) + "a",
        "a" + String(repeating: ".f()", count: 10_000), "a" + String(repeating: "[0]", count: 10_000),
    ])
    func `what nests too deep is a problem, not a crash`(_ source: String) {
        let problem = #expect(throws: ExpressionProblem.self) { try ParsedExpression(parsing: source) }
        #expect(problem?.code == .tooDeep)
    }

    @Test func `what is long but flat is fine`() throws {
        let many = Array(repeating: "true", count: 5_000)
        #expect(result(many.joined(separator: " && ")) == "true")
        #expect(result("size([" + many.joined(separator: ",") + "])") == "5000")
        #expect(result(String(repeating: "!", count: 10_000) + "true") == "true")
        #expect(result(String(repeating: "-", count: 10_001) + "x") == "-5")
        #expect(result(String(repeating: "(", count: 110) + "1" + String(repeating: ")", count: 110)) == "1")
        #expect(result("1" + String(repeating: "+1", count: 110)) == "111")
        #expect(result("x" + String(repeating: " ", count: 90_000)) == "5")
    }

    @Test func `a text that is too long is refused`() {
        let problem = #expect(throws: ExpressionProblem.self) {
            try ParsedExpression(parsing: String(repeating: " ", count: 100_001))
        }
        #expect(problem?.code == .tooLong)
    }

    @Test(arguments: [
        ("a.b + c['d'].e", ["a.b", "c.d.e"]),
        ("1 + 2", []),
        ("a + a + a.b", ["a", "a.b"]),
        ("list.all(i, i.x > y)", ["list", "y"]),
        ("[1].map(i, .i)", ["i"]),
        ("has(a.b.c)", ["a.b.c"]),
        ("a[i].b", ["a", "i"]),
        ("f(a, b.c).d", ["a", "b.c"]),
        ("{k: v}[w]", ["k", "v", "w"]),
        ("a ? !b : -c", ["a", "b", "c"]),
        ("x.f(y) || z", ["x", "y", "z"]),
        ("a.filter(i, b).map(i, c, i)", ["a", "b", "c"]),
        ("has([a][0].b)", ["a"]),
    ])
    func `the names that a text mentions are listed`(_ source: String, _ expected: [String]) throws {
        #expect(try ParsedExpression(parsing: source).attributes.map(\.description) == expected)
    }
}
