import Testing
import Values

@testable import Expressions

/// Every operator over every pair of types: checker and evaluator must agree on what there is.
@Suite struct `Operator matrix` {
    static let samples: [(type: ExpressionType, name: String, value: Value)] = [
        (.null, "vNull", .null),
        (.bool, "vBool", true),
        (.int, "vInt", 2),
        (.uint, "vUint", .uint(2)),
        (.double, "vDouble", 2.5),
        (.string, "vString", "a"),
        (.bytes, "vBytes", .bytes([97])),
        (.list(.int), "vList", [1, 2]),
        (.map(.string, .int), "vMap", ["a": 1]),
        (.record(["a": .int]), "vRecord", ["a": 1]),
        (.timestamp, "vAt", .timestamp(Instant(seconds: 60))),
        (.duration, "vSpan", .duration(TimeSpan(seconds: 1))),
        (.type, "vType", .type("int")),
    ]

    static let declarations = Declarations(
        variables: Dictionary(uniqueKeysWithValues: samples.map { ($0.name, $0.type) })
    )

    static let host = TestHost(values: Dictionary(uniqueKeysWithValues: samples.map { ($0.name, $0.value) }))

    /// Which pairs an arithmetic operator takes, with the type that comes of it.
    static let sums: [String: [String: String]] = [
        "+": [
            "vInt vInt": "int", "vUint vUint": "uint", "vDouble vDouble": "double",
            "vString vString": "string",
            "vBytes vBytes": "bytes", "vList vList": "list(int)", "vAt vSpan": "timestamp",
            "vSpan vAt": "timestamp", "vSpan vSpan": "duration",
        ],
        "-": [
            "vInt vInt": "int", "vUint vUint": "uint", "vDouble vDouble": "double", "vAt vAt": "duration",
            "vAt vSpan": "timestamp", "vSpan vSpan": "duration",
        ],
        "*": ["vInt vInt": "int", "vUint vUint": "uint", "vDouble vDouble": "double"],
        "/": ["vInt vInt": "int", "vUint vUint": "uint", "vDouble vDouble": "double"],
        "%": ["vInt vInt": "int", "vUint vUint": "uint"],
    ]

    @Test(arguments: ["+", "-", "*", "/", "%"])
    func `arithmetic takes exactly its pairs, when checked and when evaluated`(_ mark: String) throws {
        for left in Self.samples {
            for right in Self.samples {
                let expression = try ParsedExpression(parsing: "\(left.name) \(mark) \(right.name)")
                let type = try? expression.check(Self.declarations).type.description
                #expect(type == Self.sums[mark]?["\(left.name) \(right.name)"], "\(expression.source)")
                let outcome = try expression.check(TestHost.loose).evaluate(Self.host).outcome
                #expect((shown(outcome) == "error noSuchOverload") == (type == nil), "\(expression.source)")
            }
        }
    }

    @Test(arguments: ["<", "<=", ">", ">="])
    func `order is among numbers and within six other types`(_ relation: String) throws {
        let numbers = ["vInt", "vUint", "vDouble"]
        let others = ["vBool", "vString", "vBytes", "vAt", "vSpan"]
        for left in Self.samples {
            for right in Self.samples {
                let expression = try ParsedExpression(parsing: "\(left.name) \(relation) \(right.name)")
                let isOrdered =
                    numbers.contains(left.name) && numbers.contains(right.name)
                    || left.name == right.name && others.contains(left.name)
                let isAccepted = (try? expression.check(Self.declarations)) != nil
                #expect(isAccepted == isOrdered, "\(expression.source)")
                let outcome = try expression.check(TestHost.loose).evaluate(Self.host).outcome
                #expect((shown(outcome) == "error noSuchOverload") == !isOrdered, "\(expression.source)")
            }
        }
    }

    @Test func `equality is refused where it cannot be meant, and never an error`() throws {
        for left in Self.samples {
            for right in Self.samples {
                let expression = try ParsedExpression(parsing: "\(left.name) == \(right.name)")
                let opposite = try ParsedExpression(parsing: "\(right.name) != \(left.name)")
                let isAccepted = (try? expression.check(Self.declarations)) != nil
                #expect(isAccepted == ((try? opposite.check(Self.declarations)) != nil))
                #expect(!(left.name == right.name) || isAccepted)
                let outcome = try expression.check(TestHost.loose).evaluate(Self.host).outcome
                guard case .value(.bool(let isEqual)) = outcome else {
                    Issue.record("\(expression.source): \(outcome)")
                    continue
                }
                #expect(
                    try opposite.check(TestHost.loose).evaluate(Self.host).outcome == .value(.bool(!isEqual))
                )
                #expect(isAccepted || !isEqual, "\(expression.source) is refused, but true")
            }
        }
    }

    @Test(arguments: StandardFunction.allCases)
    func `a function of one argument takes the same types when checked and when evaluated`(
        _ function: StandardFunction
    ) throws {
        for sample in Self.samples {
            for source in ["\(function.rawValue)(\(sample.name))", "\(sample.name).\(function.rawValue)()"] {
                let expression = try ParsedExpression(parsing: source)
                guard let loose = try? expression.check(TestHost.loose) else {
                    #expect((try? expression.check(Self.declarations)) == nil, "\(source)")
                    continue
                }
                let isAccepted = (try? expression.check(Self.declarations)) != nil
                let outcome = shown(loose.evaluate(Self.host).outcome)
                #expect((outcome == "error noSuchOverload") == !isAccepted, "\(source) gave \(outcome)")
            }
        }
    }
}
