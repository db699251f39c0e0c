import Testing
import Values

@testable import Expressions

/// Which operation binds tighter, told by the tree: a text and the same with all its parentheses.
@Suite struct `Precedence` {
    private static func skeleton(_ source: String) throws -> String {
        try ParsedExpression(parsing: source).root.skeleton
    }

    @Test(arguments: BinaryOperator.allCases)
    func `of two operators the tighter comes first, of equals the left one`(_ first: BinaryOperator) throws {
        for second in BinaryOperator.allCases {
            let bare = "a \(first.rawValue) b \(second.rawValue) c"
            let left = "((a \(first.rawValue) b) \(second.rawValue) c)"
            let right = "(a \(first.rawValue) (b \(second.rawValue) c))"
            let ranks = [first, second].map { mark in
                ["*", "/", "%"].contains(mark.rawValue) ? 2 : ["+", "-"].contains(mark.rawValue) ? 1 : 0
            }
            #expect(
                try Self.skeleton(bare) == Self.skeleton(ranks[1] > ranks[0] ? right : left),
                "\(bare)"
            )
        }
        let mark = first.rawValue
        for (bare, full) in [
            ("a \(mark) b && c \(mark) d", "(a \(mark) b) && (c \(mark) d)"),
            ("a || b \(mark) c", "a || (b \(mark) c)"),
            ("a \(mark) b ? c : d \(mark) e", "(a \(mark) b) ? c : (d \(mark) e)"),
            ("!a \(mark) -b", "(!a) \(mark) (-b)"),
            ("a.b \(mark) c[d].e(f)", "(a.b) \(mark) (((c[d])).e(f))"),
        ] {
            #expect(try Self.skeleton(bare) == Self.skeleton(full), "\(bare)")
        }
    }

    static let pairs: [(String, String)] = [
        ("a || b && c", "a || (b && c)"), ("a && b || c", "(a && b) || c"),
        ("a || b && c || d && e", "a || (b && c) || (d && e)"),
        ("a ? b : c ? d : e", "a ? b : (c ? d : e)"),
        ("a || b ? c || d : e || f", "(a || b) ? (c || d) : (e || f)"),
        ("a ? b : c ? d : e ? f : g", "a ? b : (c ? d : (e ? f : g))"),
        ("a ? (b ? c : d) : e", "(a ? ((b ? c : d)) : e)"), ("-a.b", "-(a.b)"), ("-a[0]", "-(a[0])"),
        ("!a.b(c)", "!(a.b(c))"), ("!a == b", "(!a) == b"), ("-a * b", "(-a) * b"), ("a - -b", "a - (-b)"),
        ("a-b-c", "(a - b) - c"), ("a/b/c", "(a / b) / c"), ("a * b % c", "(a * b) % c"),
        ("a + b * c - d", "(a + (b * c)) - d"), ("a < b == c", "(a < b) == c"),
        ("a in b in c", "(a in b) in c"), ("a == b in c", "(a == b) in c"), ("a + b in c", "(a + b) in c"),
        ("!a in b", "(!a) in b"), ("a in b && c", "(a in b) && c"), ("a.b.c", "(a.b).c"),
        ("a[b][c]", "(a[b])[c]"), ("a.b(c).d", "(a.b(c)).d"), ("[a][0]", "([a])[0]"),
        ("{a: b}.c", "({a: b}).c"),
        ("{a ? b : c: d}", "{(a ? b : c): d}"), ("[a || b, c]", "[(a || b), c]"),
        ("f(a && b, c)", "f((a && b), c)"),
        ("a.all(x, b || c)", "a.all(x, (b || c))"), ("-1 + a", "(-1) + a"), ("a -1", "a - 1"),
        ("a - - 1", "a - -1"),
        ("-(1)", "-((1))"), ("has(a.b) && c", "(has(a.b)) && c"), (".a.b", "(.a).b"),
    ]

    @Test(arguments: pairs)
    func `a text means what it means with all its parentheses`(_ bare: String, _ full: String) throws {
        #expect(try Self.skeleton(bare) == Self.skeleton(full))
        #expect(
            SyntaxPrinter.text(try ParsedExpression(parsing: bare).root).utf8.count <= full.utf8.count + 2
        )
    }

    static let different: [(String, String)] = [
        ("a && (b || c)", "a && b || c"), ("(a ? b : c) ? d : e", "a ? b : c ? d : e"),
        ("a - (b - c)", "a - b - c"), ("-(a.b)", "(-a).b"), ("!(a == b)", "!a == b"), ("-(1)", "-1"),
        ("a == (b == c)", "a == b == c"), ("(a || b) || c", "a || b || c"), ("(a + b) * c", "a + b * c"),
        ("[a, b]", "[b, a]"), (".a", "a"), ("a['b']", "a.b"), ("1", "1u"), ("1", "1.0"), ("'a'", "b'a'"),
    ]

    @Test(arguments: different)
    func `parentheses that matter make another tree, also after printing`(
        _ one: String,
        _ other: String
    ) throws {
        #expect(try Self.skeleton(one) != Self.skeleton(other))
        for source in [one, other] {
            let expression = try ParsedExpression(parsing: source)
            #expect(try Self.skeleton(SyntaxPrinter.text(expression.root)) == expression.root.skeleton)
        }
    }

    @Test(arguments: [
        "_", "_a", "__x__", "A1", "aB_9", "has", "all", "size", "inn", "trueish", "nulls", "As", "IF", "x1y2",
        "r", "b", "br", "R", "u", "e1", "xFF",
    ])
    func `what looks like a name is one`(_ name: String) {
        #expect(result(name, TestHost(values: [name: 5])) == "5")
        #expect(result("{'\(name)': 1}.\(name)") == "1")
        #expect(result("[1].map(\(name), \(name) + 1)") == "[2]")
    }

    @Test(arguments: [
        "1a", "a-", "a$", "é", "名", "a b", "a.", "a..b", "-", "a@b", "a'", "\u{200B}a", "a\u{301}",
    ])
    func `what does not look like a name is none`(_ name: String) {
        #expect(result(name, TestHost(values: [name: 5])).hasPrefix("problem"))
    }
}
