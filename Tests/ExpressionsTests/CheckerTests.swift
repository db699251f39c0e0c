import Testing
import Values

@testable import Expressions

@Suite struct `Type checker` {
    static let declarations = Declarations(
        variables: [
            "i": .int, "n": .uint, "d": .double, "t": .string, "b": .bool, "raw": .bytes, "at": .timestamp,
            "span": .duration, "any": .dyn, "ints": .list(.int), "texts": .list(.string),
            "counts": .map(.string, .int), "byNumber": .map(.int, .string), "nothing": .null,
            "worker": .record(["name": .string, "age": .int, "boss": .record(["name": .string])]),
            "children": .list(.record(["name": .string, "age": .int])),
        ],
        functions: [
            HostFunction("filled", [.field], .bool), HostFunction("addDays", [.timestamp, .int], .timestamp),
            HostFunction("shout", [.string], .string, isMember: true), HostFunction("over", [.int], .int),
            HostFunction("over", [.string], .string), HostFunction("total", [.list(.int)], .int),
            HostFunction("named", [.value(.record(["name": .string]))], .bool),
            HostFunction("keys", [.map(.string, .dyn)], .list(.string)),
        ]
    )

    static func type(of source: String) -> String {
        do {
            return try ParsedExpression(parsing: source).check(declarations).type.description
        } catch let problems as ExpressionProblems {
            return problems.description
        } catch {
            return "\(error)"
        }
    }

    static let good: [(String, String)] = [
        ("1", "int"),
        ("1u", "uint"),
        ("1.0", "double"),
        ("'a'", "string"),
        ("b'a'", "bytes"),
        ("true", "bool"),
        ("null", "null_type"),
        ("[]", "list(dyn)"),
        ("{}", "map(dyn, dyn)"),
        ("[1, 2]", "list(int)"),
        ("[1, 'a']", "list(dyn)"),
        ("[[1], [2]]", "list(list(int))"),
        ("[[1], ['a']]", "list(list(dyn))"),
        ("{'a': 1}", "map(string, int)"),
        ("{'a': 1, 1: 2}", "map(dyn, int)"),
        ("i", "int"),
        ("any", "dyn"),
        ("any.a[1].b", "dyn"),
        ("i + 1", "int"),
        ("any + 1", "int"),
        ("any + any", "dyn"),
        ("any + 'a'", "string"),
        ("at + span", "timestamp"),
        ("span + at", "timestamp"),
        ("at - at", "duration"),
        ("at - any", "dyn"),
        ("span - span", "duration"),
        ("ints + [1]", "list(int)"),
        ("ints + texts", "list(dyn)"),
        ("t + t", "string"),
        ("raw + raw", "bytes"),
        ("-i", "int"),
        ("-d", "double"),
        ("-any", "dyn"),
        ("!b", "bool"),
        ("!any", "bool"),
        ("i == 1", "bool"),
        ("i == 1.0", "bool"),
        ("n < i", "bool"),
        ("at == null", "bool"),
        ("worker == null", "bool"),
        ("i in ints", "bool"),
        ("1u in ints", "bool"),
        ("t in counts", "bool"),
        ("'age' in worker", "bool"),
        ("any in any", "bool"),
        ("ints[0]", "int"),
        ("counts['a']", "int"),
        ("counts.a", "int"),
        ("byNumber[1u]", "string"),
        ("worker.name", "string"),
        ("worker.boss.name", "string"),
        ("worker['age']", "int"),
        ("worker[t]", "dyn"),
        ("children[0].age", "int"),
        ("children.map(c, c.name)", "list(string)"),
        ("children.filter(c, c.age > 3)[0].name", "string"),
        ("ints.all(x, x > 0)", "bool"),
        ("counts.map(k, counts[k])", "list(int)"),
        ("worker.map(k, k)", "list(string)"),
        ("counts.filter(k, k == 'a')", "list(string)"),
        ("any.map(x, x)", "list(dyn)"),
        ("b ? 1 : 2", "int"),
        ("b ? any : 1", "dyn"),
        ("b ? null : i", "dyn"),
        ("b ? ints : []", "list(dyn)"),
        ("size(t)", "int"),
        ("t.size()", "int"),
        ("t.contains('a')", "bool"),
        ("int(t)", "int"),
        ("string(any)", "string"),
        ("dyn(1)", "dyn"),
        ("type(1)", "type"),
        ("int", "type"),
        ("google.protobuf.Duration", "type"),
        ("at.getHours('UTC')", "int"),
        ("span.getHours()", "int"),
        ("filled(worker.boss)", "bool"),
        ("addDays(at, 3)", "timestamp"),
        ("t.shout()", "string"),
        ("over(1)", "int"),
        ("over(t)", "string"),
        ("over(any)", "dyn"),
        ("total([1])", "int"),
        ("total([])", "int"),
        ("named(worker)", "bool"),
        ("keys(counts)", "list(string)"),
        ("keys(worker)", "list(string)"),
        ("has(worker.age)", "bool"),
        ("has(any.x)", "bool"),
        ("has(counts.x)", "bool"),
        ("ints == [1.5]", "bool"),
        ("counts == {'a': 1u}", "bool"),
        ("worker == counts", "bool"),
        ("b || any", "bool"),
        ("ints.map(x, x > 1, string(x))", "list(string)"),
        ("t.matches('^a+$')", "bool"),
        ("ints.map(t, t + 1)", "list(int)"),
        ("ints.map(x, .t)", "list(string)"),
    ]

    @Test(arguments: good)
    func `types are inferred`(_ source: String, _ expected: String) {
        #expect(`Type checker`.type(of: source) == expected)
    }

    static let bad: [(String, String)] = [
        ("j", "1:1: undeclared reference to 'j'"),
        ("worke.name", "1:1: undeclared reference to 'worke'; did you mean 'worker'?"),
        ("1 + unheardOf", "1:5: undeclared reference to 'unheardOf'"),
        ("worker.nme", "1:8: undefined member 'nme'; did you mean 'name'?"),
        ("worker.boss.salary", "1:13: undefined member 'salary'"),
        ("worker['nam']", "1:7: undefined member 'nam'; did you mean 'name'?"),
        ("children[0].x", "1:13: undefined member 'x'"),
        ("has(worker.agee)", "1:12: undefined member 'agee'; did you mean 'age'?"),
        ("has(i.x)", "1:7: type int has no members; '.x' cannot be taken of it"),
        ("t.length", "1:3: type string has no members; '.length' cannot be taken of it"),
        ("ints.first", "1:6: type list(int) has no members; '.first' cannot be taken of it"),
        ("i + 'a'", "1:3: no matching overload for '+' applied to (int, string)"),
        ("i + d", "1:3: no matching overload for '+' applied to (int, double)"),
        ("i +\n n", "1:3: no matching overload for '+' applied to (int, uint)"),
        ("at + at", "1:4: no matching overload for '+' applied to (timestamp, timestamp)"),
        ("span - at", "1:6: no matching overload for '-' applied to (duration, timestamp)"),
        ("d % d", "1:3: no matching overload for '%' applied to (double, double)"),
        ("-n", "1:1: no matching overload for '-' applied to (uint)"),
        ("!i", "1:1: no matching overload for '!' applied to (int)"),
        ("i == t", "1:3: no matching overload for '==' applied to (int, string)"),
        ("i != null", "1:3: no matching overload for '!=' applied to (int, null_type)"),
        ("ints == texts", "1:6: no matching overload for '==' applied to (list(int), list(string))"),
        ("at < 1", "1:4: no matching overload for '<' applied to (timestamp, int)"),
        ("ints < ints", "1:6: no matching overload for '<' applied to (list(int), list(int))"),
        ("t in ints", "1:3: no matching overload for 'in' applied to (string, list(int))"),
        ("i in t", "1:3: no matching overload for 'in' applied to (int, string)"),
        ("i in counts", "1:3: no matching overload for 'in' applied to (int, map(string, int))"),
        ("ints['a']", "1:5: no matching overload for '_[_]' applied to (list(int), string)"),
        ("counts[1]", "1:7: no matching overload for '_[_]' applied to (map(string, int), int)"),
        ("t[0]", "1:2: no matching overload for '_[_]' applied to (string, int)"),
        ("worker[1]", "1:7: no matching overload for '_[_]' applied to ({age, boss, name}, int)"),
        ("i ? 1 : 2", "1:3: no matching overload for '_?_:_' applied to (int, int, int)"),
        ("b ? 1 : 'a'", "1:3: no matching overload for '_?_:_' applied to (bool, int, string)"),
        ("b && i", "1:6: no matching overload for '&&' applied to (int)"),
        ("t || b", "1:1: no matching overload for '||' applied to (string)"),
        ("i.map(x, x)", "1:1: map() goes over a list or a map, not int"),
        ("ints.all(x, x)", "1:13: the condition must be bool, not int"),
        ("ints.all(x, x == t)", "1:15: no matching overload for '==' applied to (int, string)"),
        ("ints.all(x, true) && x", "1:22: undeclared reference to 'x'"),
        ("size(i)", "1:1: no matching overload for 'size' applied to (int)"),
        ("i.size()", "1:3: no matching overload for 'size' applied to (int)"),
        ("contains(t, t)", "1:1: no matching overload for 'contains' applied to (string, string)"),
        ("t.int()", "1:3: no matching overload for 'int' applied to (string)"),
        ("bool(i)", "1:1: no matching overload for 'bool' applied to (int)"),
        (
            "at.getHour()",
            "1:4: undeclared function 'getHour', or called another way; did you mean 'getHours'?"
        ),
        ("shout(t)", "1:1: undeclared function 'shout', or called another way; did you mean 'shout'?"),
        ("addDays(at)", "1:1: no matching overload for 'addDays' applied to (timestamp)"),
        ("addDays(i, i)", "1:1: no matching overload for 'addDays' applied to (int, int)"),
        ("total(texts)", "1:1: no matching overload for 'total' applied to (list(string))"),
        ("named(counts)", "1:1: no matching overload for 'named' applied to (map(string, int))"),
        ("filled(1 + 1)", "1:10: the argument must be the name of a field such as knownAt or profile.ladder"),
        ("filled(worker.nam)", "1:15: undefined member 'nam'; did you mean 'name'?"),
        ("filled(lost)", "1:8: undeclared reference to 'lost'"),
        ("t.matches('[')", "1:11: invalid regular expression '[': missing closing ]"),
        ("{1.5: 1}", "1:2: double cannot be the key of a map; use bool, int, uint or string"),
        ("j + k", "1:1: undeclared reference to 'j'\n1:5: undeclared reference to 'k'"),
        ("'甲' +\n  (i + t)", "2:6: no matching overload for '+' applied to (int, string)"),
        ("int.foo", "1:5: type type has no members; '.foo' cannot be taken of it"),
    ]

    @Test(arguments: bad)
    func `what cannot be meant is told with its place`(_ source: String, _ expected: String) {
        #expect(`Type checker`.type(of: source) == expected)
    }

    @Test func `every problem speaks both languages and knows its length`() throws {
        for (source, _) in `Type checker`.bad {
            let expression = try ParsedExpression(parsing: source)
            let problems = #expect(throws: ExpressionProblems.self) {
                try expression.check(`Type checker`.declarations)
            }
            for problem in problems?.problems ?? [] {
                #expect(!problem.message.zhHant.isEmpty && problem.message.zhHant != problem.message.en)
                #expect(problem.length > 0 && problem.offset + problem.length <= source.utf8.count)
            }
        }
    }

    @Test(
        arguments: [
            ("i > 1", ExpressionType.bool, true),
            ("i", .bool, false),
            ("any", .bool, true),
            ("'a'", .timestamp, false),
            ("[1]", .list(.dyn), true),
            ("[1]", .list(.string), false),
            ("worker", .map(.string, .dyn), true),
            ("children", .list(.map(.string, .dyn)), true),
            ("1", .double, false),
        ] as [(String, ExpressionType, Bool)]
    )
    func `the whole must come to what is expected`(_ source: String, _ type: ExpressionType, _ fits: Bool)
        throws
    {
        let expression = try ParsedExpression(parsing: source)
        guard !fits else {
            #expect(throws: Never.self) { try expression.check(`Type checker`.declarations, expecting: type) }
            return
        }
        let problems = #expect(throws: ExpressionProblems.self) {
            try expression.check(`Type checker`.declarations, expecting: type)
        }
        #expect(problems?.problems.map(\.code) == [.wrongResult])
    }

    @Test(
        arguments: [
            ("worker.name == 'a' && worker.boss.name != t", ["worker.name", "worker.boss.name", "t"]),
            ("filled(worker.age) || i > i", ["worker.age", "i"]),
            ("children[i].name", ["children", "i"]),
            ("children.all(c, c.age > i)", ["children", "i"]),
            ("has(any.a.b)", ["any.a.b"]),
            ("any['a'].b", ["any.a.b"]),
            ("any[t].b", ["any", "t"]),
            ("1 + 2", []),
        ] as [(String, [String])]
    )
    func `the fields that may be read are known beforehand`(_ source: String, _ expected: [String]) throws {
        let checked = try ParsedExpression(parsing: source).check(`Type checker`.declarations)
        #expect(checked.reads.map(\.description) == expected)
    }

    @Test func `a variable hides a type of the same name`() throws {
        let declarations = Declarations(variables: ["type": .string, "google": .record(["x": .int])])
        #expect(try ParsedExpression(parsing: "type + 'a'").check(declarations).type == .string)
        #expect(try ParsedExpression(parsing: "google.x").check(declarations).type == .int)
    }
}
