import Testing

@testable import Expressions

@Suite struct `Patterns` {
    static let table: [(pattern: String, matching: [String], failing: [String])] = [
        ("", ["", "a"], []),
        ("a", ["a", "bab"], ["", "b"]),
        ("^a", ["ab"], ["ba"]),
        ("a$", ["ba"], ["ab", "a\n"]),
        ("^$", [""], ["a", "\n"]),
        ("^a|b$", ["ax", "xb"], ["xax", "bx"]),
        (".", ["a", "甲", "😀"], ["", "\n"]),
        ("(?s)^.$", ["\n"], [""]),
        ("(?m)^b$", ["a\nb\nc"], ["ab"]),
        ("a*b", ["b", "aab"], ["a"]),
        ("^a+$", ["a", "aaa"], ["", "ab"]),
        ("^ab?$", ["a", "ab"], ["abb"]),
        ("^a{2}$", ["aa"], ["a", "aaa"]),
        ("^a{2,}$", ["aa", "aaaa"], ["a"]),
        ("^a{1,3}$", ["a", "aaa"], ["", "aaaa"]),
        ("^a{0}$", [""], ["a"]),
        ("^a{,3}$", ["a{,3}"], ["aaa"]),
        ("^a{$", ["a{"], ["a"]),
        ("^a*?b+?c??$", ["b", "aabbc"], ["a"]),
        ("^a{2}?$", ["aa"], ["a"]),
        ("^(ab)+$", ["ab", "abab"], ["aba"]),
        ("^(?:a|b)*c$", ["c", "abbac"], ["abd"]),
        ("^(?P<year>\\d+)$", ["2026"], ["x"]),
        ("^(?<n>a)$", ["a"], ["b"]),
        ("(?i)aBc", ["ABC", "xabcx"], ["ab"]),
        ("(?i:a)b", ["Ab", "ab"], ["AB"]),
        ("a(?i)b", ["ab", "aB"], ["AB"]),
        ("(a(?i)b)c", ["aBc"], ["aBC"]),
        ("(?i-i:a)", ["a"], ["A"]),
        ("(?i)[^a]", ["b"], ["a", "A"]),
        ("(?i)É", ["é"], ["e"]),
        ("(?i)[a-c]", ["B"], ["D"]),
        ("[abc]", ["b"], ["d"]),
        ("[^abc]", ["d"], ["a"]),
        ("^[a-f0-9]+$", ["b4"], ["g"]),
        ("[]a]", ["]", "a"], ["b"]),
        ("[^]a]", ["b"], ["]"]),
        ("[a-]", ["-", "a"], ["b"]),
        ("[-a]", ["-"], ["b"]),
        ("[\\]\\\\]", ["]", "\\"], ["a"]),
        ("[\\d_]", ["7", "_"], ["a"]),
        ("[^\\d]", ["a"], ["7"]),
        ("[\\D]", ["a"], ["7"]),
        ("[[:alpha:]]", ["a"], ["1", ":"]),
        ("[[:^digit:]]", ["a"], ["1"]),
        ("[[:alnum:]-]", ["-", "z"], ["."]),
        ("[一-丁]", ["丁", "一"], ["甲"]),
        ("^\\d{4}-\\d{2}$", ["2026-11"], ["2026-1"]),
        ("\\D", ["a"], ["5"]),
        ("^\\w+$", ["a_1"], ["a-1", "é"]),
        ("\\W", ["-"], ["a"]),
        ("\\s", [" ", "\t", "\n"], ["a", "\u{B}"]),
        ("^\\S$", ["a"], [" "]),
        ("\\bcat\\b", ["a cat."], ["cats", "scat"]),
        ("\\Bat", ["cat"], ["at"]),
        ("\\Aab\\z", ["ab"], ["ab\n"]),
        ("\\.", ["."], ["a"]),
        ("\\x41\\x{1F600}", ["A😀"], ["A"]),
        ("\\101", ["A"], ["B"]),
        ("\\0", ["\0"], ["0"]),
        ("\\n\\t\\r\\f\\v\\a", ["\n\t\r\u{C}\u{B}\u{7}"], ["nt"]),
        ("^\\Qa.b\\E+$", ["a.b", "a.bb"], ["axb", "a.b+"]),
        ("^\\Qa.\\E$", ["a."], ["ab"]),
        ("^\\pL+$", ["aé甲"], ["1"]),
        ("^\\p{Lu}$", ["A", "É"], ["a"]),
        ("\\PL", ["1"], ["a"]),
        ("\\p{^L}", ["1"], ["a"]),
        ("^\\p{Nd}$", ["７"], ["a"]),
        ("^\\p{Han}+$", ["社工"], ["社a"]),
        ("\\p{Hiragana}", ["あ"], ["ア"]),
        ("\\p{Katakana}", ["ア"], ["あ"]),
        ("\\p{Bopomofo}", ["ㄅ"], ["b"]),
        ("^\\p{Latin}$", ["é"], ["甲"]),
        ("[\\p{Lu}\\d]", ["A", "1"], ["a"]),
        ("a||b", ["", "x"], []),
        ("^(a|)b$", ["ab", "b"], ["aab"]),
        ("()", [""], []),
        ("^(|a)+$", ["", "aa"], ["b"]),
        ("(a*)*b", ["aab", "b"], ["aaa"]),
        ("(a*)+$", ["aaa"], []),
        ("^(a?){3}$", ["aa", ""], ["aaaa"]),
        ("e\u{301}", ["e\u{301}"], ["é"]),
        ("a\\b", ["a"], ["ab"]),
        ("\\_\\-\\/", ["_-/"], ["a"]),
        ("(?U)a+", ["a"], ["b"]),
        ("x{1001", ["x{1001"], ["x"]),
    ]

    @Test(arguments: table.indices)
    func `a pattern matches what RE2 says`(_ index: Int) throws {
        let row = Patterns.table[index]
        let pattern = try Pattern(row.pattern)
        for text in row.matching { #expect(pattern.matches(text), "\(row.pattern) on \(text)") }
        for text in row.failing { #expect(!pattern.matches(text), "\(row.pattern) on \(text)") }
    }

    @Test(arguments: [
        "(", ")", "a)", "[", "[a", "[b-a]", "*", "+a", "?", "a**", "a+*", "a{2}{3}", "a{1001}", "a{3,2}",
        "\\", "[\\", "\\1", "(a)\\1", "\\q", "\\8",
        "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?P=n)", "(?P<n", "(?<>a)", "(?<n-m>a)", "(?x)a", "(?", "(?i",
        "\\p", "\\p{", "\\p{Klingon}", "\\pX",
        "[[:foo:]]", "[[:alpha", "\\x", "\\x4", "\\x{110000}", "\\x{41", "((a{1000}){1000}){1000}",
        "((a{0}){1000}){1000}", "(a|(b|c){999}){999}", "\\C", "[\\q]", "[a-\\",
    ])
    func `what is no pattern is refused`(_ source: String) {
        let problem = #expect(throws: PatternProblem.self) { try Pattern(source) }
        #expect(problem?.reason.isEmpty == false)
    }

    @Test func `groups nested without end are refused, not followed`() {
        for source in [String(repeating: "(", count: 50_000), String(repeating: "(?:a", count: 20_000)] {
            #expect(throws: PatternProblem.self) { try Pattern(source) }
        }
    }

    @Test(arguments: [
        "(a*)*b", "(a+)+$b", "(a|a)*b", "(a|aa)+c", "^(.*?,){20}x", "(.*)(.*)(.*)(.*)x", "(a?){50}a{50}b",
        "((a*)*)*c",
    ])
    func `hostile patterns take linear time`(_ source: String) throws {
        let pattern = try Pattern(source)
        var matcher = PatternMatcher(pattern.instructions)
        let text = Array(String(repeating: "a", count: 3_000).unicodeScalars)
        let isMatching = matcher.matches(text)
        #expect(!isMatching)
        // Each instruction at most once for each place: that is what makes the time linear.
        #expect(matcher.steps <= pattern.instructions.count * (text.count + 1))
    }

    @Test func `a long text costs in proportion`() throws {
        let pattern = try Pattern("a+b")
        #expect(pattern.cost(matching: 10_000) < 15 * pattern.cost(matching: 1_000))
        #expect(pattern.cost(matching: 0) > 0)
    }
}
