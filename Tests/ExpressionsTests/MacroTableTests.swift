import Testing
import Values

@testable import Expressions

/// The macros over every sequence of up to three outcomes: true, false, an error, an empty field, no truth at all.
@Suite struct `Macro tables` {
    /// What a predicate can come to, by a letter, and the element that makes it so.
    static let letters: [Character] = ["T", "F", "E", "U", "N"]

    /// Of element 0 it is true, of 1 false, of 2 an error, of 3 unknown, of 4 a number.
    static let predicate =
        "(x == '0' ? dyn(true) : x == '1' ? dyn(false) : x == '2' ? dyn(1 / zero) : x == '3' ? dyn(empty) : dyn(7))"

    static let host = TestHost(values: ["zero": 0], unknown: ["empty"])

    static let sequences: [[Int]] = {
        var all: [[Int]] = [[]]
        var longest = all
        for _ in 0..<3 {
            longest = longest.flatMap { sequence in (0..<5).map { sequence + [$0] } }
            all += longest
        }
        return all
    }()

    /// What is neither decided nor all truths: an empty field before a fault, the first fault before others.
    private static func undecided(_ sequence: [Int]) -> String? {
        if sequence.contains(3) { return "unknown empty" }
        return switch sequence.first(where: { $0 == 2 || $0 == 4 }) {
        case 2: "error divisionByZero"
        case 4: "error noSuchOverload"
        default: nil
        }
    }

    private static func expected(_ macro: ComprehensionMacro, _ sequence: [Int]) -> String {
        switch macro {
        case .all: sequence.contains(1) ? "false" : undecided(sequence) ?? "true"
        case .exists: sequence.contains(0) ? "true" : undecided(sequence) ?? "false"
        case .existsOne: undecided(sequence) ?? String(sequence.filter { $0 == 0 }.count == 1)
        case .filter:
            undecided(sequence)
                ?? "[" + sequence.filter { $0 == 0 }.map { "'\($0)'" }.joined(separator: ", ") + "]"
        case .map:
            undecided(sequence)
                ?? "[" + sequence.filter { $0 == 0 }.map { _ in "'0!'" }.joined(separator: ", ") + "]"
        }
    }

    @Test(arguments: ComprehensionMacro.allCases)
    func `a macro over a list absorbs what it may, wherever it stands`(_ macro: ComprehensionMacro) {
        let body = macro == .map ? "\(Self.predicate), x + '!'" : Self.predicate
        for sequence in Self.sequences {
            let list = "[" + sequence.map { "'\($0)'" }.joined(separator: ", ") + "]"
            #expect(
                result("\(list).\(macro.rawValue)(x, \(body))", Self.host) == Self.expected(macro, sequence),
                "\(sequence)"
            )
        }
    }

    @Test(arguments: ComprehensionMacro.allCases)
    func `a macro over a map goes over its keys, in their order`(_ macro: ComprehensionMacro) {
        let body = macro == .map ? "\(Self.predicate), x + '!'" : Self.predicate
        for sequence in Self.sequences where Set(sequence).count == sequence.count {
            let map = "{" + sequence.map { "'\($0)': \($0)" }.joined(separator: ", ") + "}"
            #expect(
                result("\(map).\(macro.rawValue)(x, \(body))", Self.host) == Self.expected(macro, sequence),
                "\(sequence)"
            )
        }
    }

    @Test func `what map makes of an element may be unknown or an error, and then the whole is`() {
        for sequence in Self.sequences {
            let list = "[" + sequence.map { "'\($0)'" }.joined(separator: ", ") + "]"
            // A transform may come to any type.
            let faults = sequence.filter { $0 != 4 }
            let texts = ["true", "false", "", "", "7"]
            let expected =
                Self.undecided(faults) ?? "[" + sequence.map { texts[$0] }.joined(separator: ", ") + "]"
            #expect(result("\(list).map(x, \(Self.predicate))", Self.host) == expected, "\(sequence)")
            let some = "\(list).map(x, x != '4', \(Self.predicate))"
            let kept = Self.undecided(faults) ?? "[" + faults.map { texts[$0] }.joined(separator: ", ") + "]"
            #expect(result(some, Self.host) == kept, "\(sequence)")
        }
    }

    @Test(arguments: ComprehensionMacro.allCases)
    func `what a macro goes over may itself be unknown, an error, or nothing to go over`(
        _ macro: ComprehensionMacro
    ) {
        let ranges = [
            ("empty", "unknown empty"), ("[1 / zero]", "error divisionByZero"),
            ("[1 / zero, empty]", "unknown empty"), ("dyn(5)", "error noSuchOverload"),
            ("dyn('abc')", "error noSuchOverload"), ("dyn(null)", "error noSuchOverload"),
            ("dyn(int)", "error noSuchOverload"), ("dyn(b'ab')", "error noSuchOverload"),
        ]
        for (range, expected) in ranges {
            #expect(result("\(range).\(macro.rawValue)(x, true)", Self.host) == expected, "\(range)")
        }
        let nothing = ["all": "true", "exists": "false", "exists_one": "false"][macro.rawValue] ?? "[]"
        for range in ["[]", "{}"] {
            #expect(result("\(range).\(macro.rawValue)(x, 1 / zero == empty)", Self.host) == nothing)
        }
    }

    /// Operands by letter, for `&&`, `||` and the choice.
    static let sources = ["true", "false", "(1 / zero == 1)", "empty", "dyn(7)"]

    @Test func `and, or over every sequence of operands are what all and exists are`() {
        for sequence in Self.sequences where sequence.count > 1 {
            let operands = sequence.map { Self.sources[$0] }
            #expect(
                result(operands.joined(separator: " && "), Self.host) == Self.expected(.all, sequence),
                "\(sequence)"
            )
            #expect(
                result(operands.joined(separator: " || "), Self.host) == Self.expected(.exists, sequence),
                "\(sequence)"
            )
        }
    }

    @Test func `a choice looks at its condition and one branch`() {
        for sequence in Self.sequences where sequence.count == 3 {
            let source = sequence.map { "dyn\(Self.parenthesised(Self.sources[$0]))" }
            let outcomes = ["true", "false", "error divisionByZero", "unknown empty", "7"]
            let expected: String =
                switch sequence[0] {
                case 0: outcomes[sequence[1]]
                case 1: outcomes[sequence[2]]
                case 4: "error noSuchOverload"
                default: outcomes[sequence[0]]
                }
            #expect(
                result("\(source[0]) ? \(source[1]) : \(source[2])", Self.host) == expected,
                "\(sequence)"
            )
        }
    }

    private static func parenthesised(_ source: String) -> String {
        source.hasPrefix("(") ? source : "(\(source))"
    }

    @Test(
        arguments: [
            ("[1, 2].map(x, [10].map(x, x + 1))", "[[11], [11]]"),
            ("[1, 2].map(x, [10].map(y, x + y))", "[[11], [12]]"),
            ("[[1, 2], [3]].map(x, x.map(x, x * 2))", "[[2, 4], [6]]"),
            ("[1].all(zero, zero == 1) && zero == 0", "true"),
            ("[1].map(zero, zero + .zero)", "[1]"),
            ("[1].map(zero, [2].map(zero, zero)) + [zero]", "[[2], 0]"),
            ("[1].exists(empty, empty == 1)", "true"),
            ("[1].exists(empty, .empty == 1)", "unknown empty"),
            ("{'a': 1}.map(x, {x: 1}.map(y, x + y))", "[['aa']]"),
            ("[1, 2, 3].filter(x, x > 1).map(x, x * x).exists_one(x, x == 9)", "true"),
            ("[{'a': 1}, {'b': 2}].filter(x, has(x.a))", "[{'a': 1}]"),
            ("[{'a': {'b': 1}}, {}].map(x, has(x.a) && has(x.a.b))", "[true, false]"),
            ("[{}].map(x, has(x.a.b))", "error noSuchKey"),
            ("[empty].exists(x, x == 1)", "unknown empty"),
            ("has({'a': empty}.a)", "unknown empty"),
            ("has({'a': 1 / zero}.b)", "error divisionByZero"),
            ("has(empty.a)", "unknown empty"),
            ("[1].map(size, size + size([size]))", "[2]"),
            ("[2].map(has, has({'a': has}.a) ? has : 0)", "[2]"),
            ("['b'].map(k, {'a': 1, 'b': 2}[k])", "[2]"),
        ] as [(String, String)]
    )
    func `variables hide what is outside, and only inside`(_ source: String, _ expected: String) {
        #expect(result(source, Self.host) == expected)
    }
}
