import Testing
import Values

@testable import Expressions

@Suite struct `Absorption` {
    /// What each operand stands for: true, false, an unknown field, an error.
    static let operands: [(name: String, source: String)] = [
        ("true", "yes"),
        ("false", "no"),
        ("unknown u", "u"),
        ("error divisionByZero", "(1 / 0 == 1)"),
    ]

    @Test(arguments: 0..<16)
    func `and, or: false and true decide, then unknown, then error, on either side`(_ number: Int) {
        let (left, right) = (Absorption.operands[number / 4], Absorption.operands[number % 4])
        let names = [left.name, right.name]
        let undecided = names.contains("unknown u") ? "unknown u" : "error divisionByZero"
        let isDecided = Set(names).isSubset(of: ["true", "false"])
        let and = names.contains("false") ? "false" : isDecided ? "true" : undecided
        let or = names.contains("true") ? "true" : isDecided ? "false" : undecided
        #expect(result("\(left.source) && \(right.source)") == and)
        #expect(result("\(left.source) || \(right.source)") == or)
    }

    @Test(
        arguments: [
            ("u || v", "unknown u, v"),
            ("v && u", "unknown u, v"),
            ("u && v && no", "false"),
            ("u || v || yes", "true"),
            ("v || (1 / 0 == 1) || u", "unknown u, v"),
            ("1 || true", "problem noSuchOverload"),
            ("x || yes", "true"),
            ("x || no", "error noSuchOverload"),
            ("yes && x", "error noSuchOverload"),
            ("no && x", "false"),
            ("x && u", "unknown u"),
            ("!u", "unknown u"),
            ("!x", "error noSuchOverload"),
            ("-u", "unknown u"),
            ("u + 1 / 0", "unknown u"),
            ("1 / 0 + u", "unknown u"),
            ("u + v", "unknown u, v"),
            ("u == u", "unknown u"),
            ("v + u + v", "unknown u, v"),
            ("u == null", "unknown u"),
            ("[u, v]", "unknown u, v"),
            ("{'a': u}", "unknown u"),
            ("u in [1]", "unknown u"),
            ("[1][u]", "unknown u"),
            ("u[0]", "unknown u"),
            ("u.a.b", "unknown u"),
            ("size(u)", "unknown u"),
            ("string(1 / 0)", "error divisionByZero"),
            ("u.contains(v)", "unknown u, v"),
            ("facts.injured > 3", "unknown facts.injured"),
            ("facts.injured.deeper", "unknown facts.injured"),
            ("facts['injured'] == 1 || yes", "true"),
            ("profile.empty", "unknown profile.empty"),
            ("has(profile.empty)", "unknown profile.empty"),
            ("has(u.a)", "unknown u"),
            ("has(facts.injured.x)", "unknown facts.injured"),
            ("facts.other", "error noSuchKey"),
            ("type(u)", "unknown u"),
            ("dyn(u)", "unknown u"),
            ("u.matches('a')", "unknown u"),
        ] as [(String, String)]
    )
    func `unknowns are gathered, and win over errors`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(
        arguments: [
            ("yes ? 1 : 1 / 0", "1"),
            ("no ? 1 / 0 : 2", "2"),
            ("yes ? u : v", "unknown u"),
            ("no ? u : v", "unknown v"),
            ("u ? 1 : 2", "unknown u"),
            ("u ? v : v", "unknown u"),
            ("1 / 0 == 1 ? 1 : 2", "error divisionByZero"),
            ("x ? 1 : 2", "error noSuchOverload"),
        ] as [(String, String)]
    )
    func `a choice evaluates one branch only`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(
        arguments: [
            ("[1, 0].exists(i, 2 / i == 2)", "true"),
            ("[0, 1].exists(i, 2 / i == 2)", "true"),
            ("[0, 1].exists(i, 2 / i == 5)", "error divisionByZero"),
            ("[0, 1].all(i, 2 / i == 5)", "false"),
            ("[0, 2].all(i, 2 / i == 1)", "error divisionByZero"),
            ("[1, 2].exists(i, i == u)", "unknown u"),
            ("[1, 2].exists(i, i == u || i == 2)", "true"),
            ("[1, 2].all(i, i == u && i == 1)", "false"),
            ("[0, 1].all(i, 1 / i == u)", "unknown u"),
            ("[1, 0].exists_one(i, 1 / i == 1)", "error divisionByZero"),
            ("[1, 1].exists_one(i, i == u)", "unknown u"),
            ("[0, 1].map(i, 1 / i)", "error divisionByZero"),
            ("[0, 1].map(i, i == 0 ? u : v)", "unknown u, v"),
            ("[0, 1].filter(i, 1 / i > u)", "unknown u"),
            ("[0, 1].filter(i, 1 / i > 0)", "error divisionByZero"),
            ("u.all(i, true)", "unknown u"),
            ("[1 / 0].all(i, true)", "error divisionByZero"),
            ("x.map(i, i)", "error noSuchOverload"),
            ("[1].all(i, x)", "error noSuchOverload"),
            ("[1].exists_one(i, x)", "error noSuchOverload"),
            ("[1].filter(i, x)", "error noSuchOverload"),
            ("[].all(i, u)", "true"),
            ("[].map(i, u)", "[]"),
        ] as [(String, String)]
    )
    func `macros absorb as the operators they stand for`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }
}
