import Testing
import Values

@testable import Expressions

/// A generator of random numbers with a seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Writes random expressions of a wanted type over the declared variables.
struct ExpressionWriter {
    var random: SeededRandom
    private var bound: [(name: String, type: ExpressionType)] = []

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    static let variables: [String: ExpressionType] = [
        "i": .int, "j": .int, "n": .uint, "d": .double, "t": .string, "b": .bool, "c": .bool, "raw": .bytes,
        "at": .timestamp, "span": .duration, "ints": .list(.int), "texts": .list(.string),
        "counts": .map(.string, .int), "worker": .record(["name": .string, "age": .int, "ill": .bool]),
    ]

    /// What `string(x)` takes.
    static let printable: [ExpressionType] = [.int, .uint, .double, .bool, .bytes, .timestamp, .duration]

    static let simpleTypes: [ExpressionType] = [
        .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.int), .list(.string),
        .map(.string, .int),
    ]

    mutating func write(_ type: ExpressionType, _ depth: Int) -> String {
        guard depth > 0, Int.random(in: 0..<6, using: &random) > 0 else { return leaf(type) }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return "(\(write(.bool, depth - 1)) ? \(write(type, depth - 1)) : \(write(type, depth - 1)))"
        case 1: return "[\(write(type, depth - 1)), \(write(type, depth - 1))][\(write(.int, depth - 1))]"
        case 2: return "{'k': \(write(type, depth - 1))}[\(pick(["'k'", "'l'", "t"]))]"
        default: return operation(type, depth - 1)
        }
    }

    private mutating func operation(_ type: ExpressionType, _ depth: Int) -> String {
        switch type {
        case .bool: truth(depth)
        case .int:
            pick([
                { $0.infix(.int, ["+", "-", "*", "/", "%"], depth) }, { "-(\($0.write(.int, depth)))" },
                { "size(\($0.write($0.pick([.string, .bytes, .list(.int), .map(.string, .int)]), depth)))" },
                { "int(\($0.write($0.pick([.int, .uint, .double, .string, .timestamp]), depth)))" },
                { "\($0.write(.timestamp, depth)).getDayOfYear('+08:00')" },
                { "\($0.write(.duration, depth)).getHours()" },
                { "\($0.write(.list(.int), depth))[0]" }, { "(worker.age + \($0.write(.int, depth)))" },
            ])(&self)
        case .uint:
            pick([
                { $0.infix(.uint, ["+", "-", "*", "/", "%"], depth) },
                { "uint(\($0.write($0.pick([.int, .double, .uint]), depth)))" },
            ])(&self)
        case .double:
            pick([
                { $0.infix(.double, ["+", "-", "*", "/"], depth) },
                { "double(\($0.write($0.pick([.int, .uint, .string]), depth)))" },
                { "-(\($0.write(.double, depth)))" },
            ])(&self)
        case .string:
            pick([
                { $0.infix(.string, ["+"], depth) },
                {
                    "string(\($0.write($0.pick(ExpressionWriter.printable), depth)))"
                },
                { "(worker.name + \($0.write(.string, depth)))" },
            ])(&self)
        case .bytes:
            pick([{ $0.infix(.bytes, ["+"], depth) }, { "bytes(\($0.write(.string, depth)))" }])(&self)
        case .timestamp:
            pick([
                { "(\($0.write(.timestamp, depth)) \($0.pick(["+", "-"])) \($0.write(.duration, depth)))" },
                { "timestamp(\($0.write($0.pick([.int, .string]), depth)))" },
            ])(&self)
        case .duration:
            pick([
                { $0.infix(.duration, ["+", "-"], depth) }, { $0.infix(.timestamp, ["-"], depth) },
                { "duration(\($0.write(.string, depth)))" },
            ])(&self)
        case .list(let element):
            pick([
                { $0.infix(type, ["+"], depth) },
                { "[\($0.write(element, depth)), \($0.write(element, depth))]" },
                { "\($0.write(type, depth)).filter(\($0.binding(element, .bool, depth)))" },
                { "\($0.write(.list(.int), depth)).map(\($0.binding(.int, element, depth)))" },
            ])(&self)
        case .map: "{'k': \(write(.int, depth)), \(write(.string, depth)): \(write(.int, depth))}"
        case .dyn, .null, .record, .type: leaf(type)
        }
    }

    private mutating func truth(_ depth: Int) -> String {
        pick([
            { $0.infix(.bool, ["&&", "||", "==", "<"], depth) }, { "!(\($0.write(.bool, depth)))" },
            { $0.infix($0.pick(ExpressionWriter.simpleTypes), ["==", "!="], depth) },
            {
                $0.infix(
                    $0.pick([.int, .uint, .double, .string, .bytes, .timestamp, .duration]),
                    ["<", "<=", ">", ">="],
                    depth
                )
            },
            {
                let other = $0.write($0.pick([.uint, .double]), depth)
                return "(\($0.write(.int, depth)) \($0.pick(["<", "==", ">="])) \(other))"
            },
            { "(\($0.write(.int, depth)) in \($0.write(.list(.int), depth)))" },
            { "(\($0.write(.string, depth)) in counts)" },
            {
                let macro = $0.pick(["all", "exists", "exists_one"])
                return "\($0.write(.list(.int), depth)).\(macro)(\($0.binding(.int, .bool, depth)))"
            },
            { "counts.exists(\($0.binding(.string, .bool, depth)))" },
            {
                let function = $0.pick(["contains", "startsWith", "endsWith", "matches"])
                return "\($0.write(.string, depth)).\(function)('a')"
            },
            { "matches(\($0.write(.string, depth)), \($0.write(.string, depth)))" },
            { _ in "has(worker.ill)" }, { _ in "has(counts.a)" }, { _ in "worker.ill" },
            { _ in "filled(worker.age)" },
        ])(&self)
    }

    /// `x, body`, the body seeing the variable.
    private mutating func binding(_ element: ExpressionType, _ body: ExpressionType, _ depth: Int) -> String {
        let name = "e\(bound.count)"
        bound.append((name, element))
        defer { bound.removeLast() }
        return "\(name), \(write(body, depth))"
    }

    private mutating func infix(_ type: ExpressionType, _ operators: [String], _ depth: Int) -> String {
        "(\(write(type, depth)) \(pick(operators)) \(write(type, depth)))"
    }

    private mutating func leaf(_ type: ExpressionType) -> String {
        let names = ExpressionWriter.variables.filter { $0.value == type }.keys.sorted()
        let all = names + bound.filter { $0.type == type }.map(\.name)
        if !all.isEmpty, Bool.random(using: &random) { return pick(all) }
        switch type {
        case .bool: return pick(["true", "false"])
        case .int: return pick(["0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808"])
        case .uint: return pick(["0u", "1u", "18446744073709551615u"])
        case .double: return pick(["0.0", "-1.5", "1e300", "2.0"])
        case .string: return pick(["''", "'a'", "'12'", "'甲'", "'z'", "'1h'", "'2026-11-24T09:00:00+08:00'"])
        case .bytes: return pick(["b''", "b'a'", "b'\\xff'"])
        case .timestamp: return pick(["timestamp(0)", "timestamp('9999-12-31T23:59:59Z')"])
        case .duration: return pick(["duration('1h')", "duration('-0.5s')"])
        case .list(.int): return "[1, 2, 3]"
        case .list: return "['a', 'b']"
        case .map, .record: return "{'a': 1}"
        case .dyn, .null: return "null"
        case .type: return "int"
        }
    }

    private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[Int.random(in: choices.indices, using: &random)]
    }

    private typealias Rule = (inout ExpressionWriter) -> String

    private mutating func pick(_ rules: [Rule]) -> Rule {
        rules[Int.random(in: rules.indices, using: &random)]
    }

    private mutating func pick(_ types: [ExpressionType]) -> ExpressionType {
        types[Int.random(in: types.indices, using: &random)]
    }
}

@Suite struct `Random expressions` {
    static let declarations = Declarations(
        variables: ExpressionWriter.variables,
        functions: TestHost.functions
    )

    static let values: [String: Value] = [
        "i": 3, "j": 0, "n": .uint(4), "d": 0.5, "t": "a1", "b": true, "c": false, "raw": .bytes([1, 255]),
        "at": .timestamp(Instant(seconds: 1_800_000_000, nanoseconds: 5)),
        "span": .duration(TimeSpan(seconds: 90)),
        "ints": [5, 0, -5], "texts": ["x", "a1"], "counts": ["a": 1, "a1": 2],
        "worker": ["name": "林示例", "age": 40, "ill": false],
    ]

    /// Whether a value is one of a type.
    static func isValue(_ value: Value, _ type: ExpressionType) -> Bool {
        switch (value, type) {
        case (_, .dyn), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
            (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration),
            (.type, .type):
            true
        case (.list(let elements), .list(let inner)): elements.allSatisfy { isValue($0, inner) }
        case (.map(let map), .map(let key, let inner)):
            map.allSatisfy { isValue($0.key, key) && isValue($0.value, inner) }
        case (.map, .record): true
        default: false
        }
    }

    @Test(arguments: 0..<20)
    func `what checks never has a type error, and is the same without declared types`(_ batch: Int) throws {
        var writer = ExpressionWriter(seed: UInt64(batch))
        var valued = 0
        for number in 0..<200 {
            let type = ExpressionWriter.simpleTypes[number % ExpressionWriter.simpleTypes.count]
            let source = writer.write(type, 1 + number % 5)
            let expression = try ParsedExpression(parsing: source)
            let checked = try expression.check(Self.declarations, expecting: type)
            #expect(checked.type == type, "\(source)")
            let loose = try expression.check(TestHost.loose)
            for unknown in [Set<String>(), ["i", "t", "ints"], ["b", "worker.age", "d", "at"]] {
                let host = TestHost(values: Self.values, unknown: unknown)
                let evaluation = checked.evaluate(host)
                #expect(evaluation == checked.evaluate(host), "\(source)")
                #expect(evaluation.outcome.resembles(loose.evaluate(host).outcome), "\(source)")
                #expect(Set(evaluation.reads).isSubset(of: checked.reads), "\(source)")
                switch evaluation.outcome {
                case .value(let value):
                    valued += 1
                    #expect(Self.isValue(value, type), "\(source) gave \(value)")
                case .unknown(let paths):
                    #expect(!paths.isEmpty && paths == paths.sorted(), "\(source)")
                    #expect(Set(paths.map(\.description)).isSubset(of: unknown), "\(source)")
                case .error(let error):
                    #expect(
                        error.code != .noSuchOverload && error.code != .undeclaredReference,
                        "\(source): \(error)"
                    )
                    #expect(
                        error.line == 1 && error.column >= 1 || error.code == .costLimitExceeded,
                        "\(source)"
                    )
                }
            }
        }
        #expect(valued > 100)
    }

    @Test(arguments: 0..<10)
    func `and, or do not care about the order of their operands`(_ batch: Int) throws {
        var writer = ExpressionWriter(seed: 1_000 + UInt64(batch))
        let host = TestHost(values: Self.values, unknown: ["i", "worker.age"])
        for _ in 0..<100 {
            let (left, right) = (writer.write(.bool, 3), writer.write(.bool, 3))
            for mark in ["&&", "||"] {
                let one = try ParsedExpression(parsing: "\(left) \(mark) \(right)").check(Self.declarations)
                let other = try ParsedExpression(parsing: "\(right) \(mark) \(left)").check(Self.declarations)
                let outcomes = (one.evaluate(host).outcome, other.evaluate(host).outcome)
                guard case (.error, .error) = outcomes else {
                    #expect(outcomes.0 == outcomes.1, "\(left) \(mark) \(right)")
                    continue
                }
            }
        }
    }

    static let pieces = [
        "a", "b", "1", "1u", "1.5", "'s'", "b's'", "true", "null", "in", "has(", "all(", ".map(x,", ".", ",",
        "(", ")", "[", "]", "{", "}",
        ":", "?", "!", "-", "+", "*", "/", "%", "==", "<", "&&", "||", " ", "\n", "//", "'", "\"", "\\", "r'",
        "'''", "甲", "😀", "0x", "1e",
        "while", "size(", ".size()", "\0", "\u{301}", "@", "timestamp(", "matches(", "'(a'",
    ]

    @Test(arguments: 0..<10)
    func `no text at all brings the parser, the checker or the evaluator down`(_ batch: Int) {
        var random = SeededRandom(seed: 2_000 + UInt64(batch))
        var refused = 0
        for _ in 0..<400 {
            let count = Int.random(in: 1..<14, using: &random)
            let source = (0..<count).map { _ in
                Self.pieces[Int.random(in: Self.pieces.indices, using: &random)]
            }.joined()
            do {
                _ = try evaluation(source)
            } catch let problem as ExpressionProblem {
                refused += 1
                #expect(problem.line >= 1 && problem.column >= 1, "\(source)")
                #expect(
                    problem.offset >= 0 && problem.offset + problem.length <= source.utf8.count,
                    "\(source)"
                )
            } catch {
                #expect(error is ExpressionProblems, "\(source)")
            }
        }
        #expect(refused > 0 && refused < 400)
    }

    @Test(arguments: 0..<10)
    func `a good text with one piece broken is refused or evaluated, never worse`(_ batch: Int) throws {
        var writer = ExpressionWriter(seed: 3_000 + UInt64(batch))
        for _ in 0..<100 {
            var scalars = Array(writer.write(.bool, 4).unicodeScalars)
            let place = Int.random(in: scalars.indices, using: &writer.random)
            let piece = Self.pieces[Int.random(in: Self.pieces.indices, using: &writer.random)]
            scalars.replaceSubrange(place...place, with: Array(piece.unicodeScalars))
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            let shown = result(text, TestHost(values: Self.values))
            #expect(!shown.isEmpty)
        }
    }

    @Test(arguments: 0..<10)
    func `no text brings patterns down`(_ batch: Int) {
        var random = SeededRandom(seed: 4_000 + UInt64(batch))
        let pieces = [
            "a", "b", "(", ")", "[", "]", "^", "$", "*", "+", "?", "{2}", "{2,", "}", "|", "\\", "d", "\\b",
            "(?i)", "(?:", "-", ":", "[:", ".", "甲", "\\pL", "\\Q",
        ]
        var compiled = 0
        for _ in 0..<400 {
            let count = Int.random(in: 1..<9, using: &random)
            let source = (0..<count).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }
                .joined()
            guard let pattern = try? Pattern(source) else { continue }
            compiled += 1
            let text = "ab甲-" + source
            #expect(pattern.matches(text) == pattern.matches(text))
        }
        #expect(compiled > 20)
    }
}

extension Outcome {
    /// Whether two outcomes are the same, NaN being like NaN and places set aside.
    func resembles(_ other: Outcome) -> Bool {
        switch (self, other) {
        case (.error(let one), .error(let another)): one.code == another.code
        default: shown(self) == shown(other)
        }
    }
}
