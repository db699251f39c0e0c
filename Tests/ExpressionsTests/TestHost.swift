import Expressions
import Values

/// A host for tests: some variables, some unknown fields, two functions and one zone with a name.
struct TestHost: Activation {
    var values: [String: Value] = [:]
    /// Dotted paths that have not been filled in.
    var unknown: Set<String> = []

    /// What the tests over `x`, `list`, `map` and so on share.
    static let usual = TestHost(
        values: [
            "x": 5, "y": 2.5, "s": "abc", "yes": true, "no": false, "none": .null,
            "numbers": [1, 2, 3], "names": ["甲", "乙"],
            "pairs": ["a": 1, "b": 2],
            "profile": ["ladder": [1, 2], "deep": ["er": 7]],
            "facts": .map(ValueMap()),
            "when": .timestamp(Instant(seconds: 1_795_510_800)),
        ],
        unknown: ["u", "v", "facts.injured", "profile.empty"]
    )

    func resolve(_ name: String) -> Binding {
        if unknown.contains(name) { return .unknown }
        return values[name].map { .value($0) } ?? .absent
    }

    func isUnknown(_ path: FieldPath) -> Bool { unknown.contains(path.description) }

    func call(_ function: String, _ arguments: [Value]) -> Result<Value, EvaluationError> {
        switch (function, arguments.first) {
        case ("filled", .string(let path)): .success(.bool(!unknown.contains(path)))
        case ("never", _): .failure(EvaluationError("never asked for"))
        case ("twice", .int(let number)): .success(.int(number * 2))
        case ("fails", _): .failure(EvaluationError("it failed"))
        default: .failure(.init("not a function of the test"))
        }
    }

    func zoneOffset(of zone: String, at instant: Instant) -> Int? { zone == "Asia/Taipei" ? 28_800 : nil }

    static let functions: [HostFunction] = [
        HostFunction("filled", [.field], .bool),
        HostFunction("twice", [.int], .int),
        HostFunction("twice", [.int], .int, isMember: true),
        HostFunction("fails", [], .bool),
    ]

    /// Every name is dyn.
    static let loose = Declarations(functions: functions, undeclared: .dyn)
}

/// Evaluates a text whose names are all dyn.
func evaluation(
    _ source: String,
    _ host: TestHost = .usual,
    costLimit: UInt64 = CheckedExpression.defaultCostLimit
) throws -> Evaluation {
    try ParsedExpression(parsing: source).check(TestHost.loose).evaluate(host, costLimit: costLimit)
}

/// What a text comes to, in the notation of `shown`.
func result(_ source: String, _ host: TestHost = .usual) -> String {
    do {
        return try shown(evaluation(source, host).outcome)
    } catch let problem as ExpressionProblem {
        return "problem \(problem.code)"
    } catch let problems as ExpressionProblems {
        return "problem \(problems.problems[0].code)"
    } catch {
        return "\(error)"
    }
}

/// An outcome as CEL would write it; an error by its code, an unknown by its fields.
func shown(_ outcome: Outcome) -> String {
    switch outcome {
    case .value(let value): shown(value)
    case .unknown(let paths): "unknown " + paths.map(\.description).joined(separator: ", ")
    case .error(let error): "error \(error.code)"
    }
}

/// A value as a literal of the language.
func shown(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let truth): String(truth)
    case .int(let number): String(number)
    case .uint(let number): "\(number)u"
    case .double(let number): number.description
    case .string(let text): "'\(text)'"
    case .bytes(let bytes): "b" + bytes.description
    case .list(let elements): "[" + elements.map { shown($0) }.joined(separator: ", ") + "]"
    case .map(let map): "{" + map.map { "\(shown($0)): \(shown($1))" }.joined(separator: ", ") + "}"
    case .timestamp(let instant): instant.rfc3339
    case .duration(let span): span.text
    case .type(let name): name
    }
}
