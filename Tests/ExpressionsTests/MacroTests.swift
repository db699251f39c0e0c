import Testing
import Values

@testable import Expressions

@Suite struct `Macros` {
    @Test(
        arguments: [
            ("[1, 2].all(i, i > 0)", "true"),
            ("[1, 2].all(i, i > 1)", "false"),
            ("[].all(i, false)", "true"),
            ("[1, 2].exists(i, i == 2)", "true"),
            ("[].exists(i, true)", "false"),
            ("[1, 2].exists_one(i, i > 1)", "true"),
            ("[1, 2].exists_one(i, i > 0)", "false"),
            ("[].exists_one(i, true)", "false"),
            ("[1, 2].map(i, i * i)", "[1, 4]"),
            ("[1, 2, 3].map(i, i != 2, i + 10)", "[11, 13]"),
            ("[1, 2, 3].filter(i, i % 2 == 1)", "[1, 3]"),
            ("{'a': 1, 'b': 2}.all(k, k != 'c')", "true"),
            ("{'a': 1}.exists(k, k == 'a')", "true"),
            ("{'a': 1, 'b': 2}.map(k, k + '!')", "['a!', 'b!']"),
            ("{'a': 1, 'b': 2}.filter(k, k == 'b')", "['b']"),
            ("{'a': 1}.exists_one(k, k == 'a')", "true"),
            ("pairs.map(k, pairs[k])", "[1, 2]"),
            ("[1, 2].map(i, [10, 20].map(j, i * j))", "[[10, 20], [20, 40]]"),
            ("[1, 2].map(i, [3].map(i, i))", "[[3], [3]]"),
            ("[[1], [2, 3]].map(l, l.map(i, i + size(l)))", "[[2], [4, 5]]"),
            ("[1].map(x, x) + [x]", "[1, 5]"),
            ("[1, 2].filter(i, i > 1).map(i, i * 2)[0]", "4"),
            ("[{'n': 1}].map(o, o.n)", "[1]"),
            ("[{'n': 1}, {}].filter(o, has(o.n))", "[{'n': 1}]"),
            ("[1].map(i, [2].map(j, [i, j, x]))", "[[[1, 2, 5]]]"),
            ("[1].map(i, [2].map(j, j)[0] + i)", "[3]"),
        ] as [(String, String)]
    )
    func `a macro goes over elements or keys`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(
        arguments: [
            ("has({'a': 1}.a)", "true"),
            ("has({'a': 1}.b)", "false"),
            ("has({'a': null}.a)", "true"),
            ("has(pairs.a)", "true"),
            ("has(pairs.z)", "false"),
            ("has(profile.deep.er)", "true"),
            ("has(profile.deep.other)", "false"),
            ("has(profile.lost.other)", "error noSuchKey"),
            ("has(missing.a)", "error undeclaredReference"),
            ("has(x.a)", "error noSuchOverload"),
            ("has(dyn([1]).a)", "error noSuchOverload"),
            ("has(pairs)", "problem badMacroArgument"),
            ("has(pairs['a'])", "problem badMacroArgument"),
            ("has(1)", "problem badMacroArgument"),
            ("has(pairs.a, pairs.b)", "problem undeclaredFunction"),
            ("has({}[0].a)", "error noSuchKey"),
            ("pairs.has('a')", "problem undeclaredFunction"),
        ] as [(String, String)]
    )
    func `has asks for a member`(_ source: String, _ expected: String) {
        #expect(result(source) == expected)
    }

    @Test(
        arguments: [
            ("[1].all(1, true)", 1, 9),
            ("[1].exists(a.b, true)", 1, 14),
            ("[1].map(.a, true)", 1, 10),
            ("[1].filter(a + b, true)", 1, 14),
        ] as [(String, Int, Int)]
    )
    func `the variable of a macro must be a plain name`(_ source: String, _ line: Int, _ column: Int) {
        let problem = #expect(throws: ExpressionProblem.self) { try ParsedExpression(parsing: source) }
        #expect(problem?.code == .badMacroArgument)
        #expect(problem?.line == line)
        #expect(problem?.column == column)
    }

    @Test(arguments: [
        "[1].all(i)", "[1].map(i, i, i, i)", "all(i, true)", "[1].exists_one()", "[1].filter(a, b, c)",
    ])
    func `with another number of arguments it is a function, which there is not`(_ source: String) {
        #expect(result(source) == "problem undeclaredFunction" || result(source) == "problem noSuchOverload")
    }
}
