import Testing
import Values

@testable import Expressions

/// Every operator and every function of two and three operands over every kind of operand.
///
/// The kinds are the types, `dyn`, an empty field and an error. What comes out is worked out here from the tables of
/// the language definition.
@Suite struct `Type matrix` {
    /// Operands of each kind by a short name; `?` is an empty field and `!` an error.
    static let operands: [(name: String, source: String, type: ExpressionType)] = [
        ("null", "vNull", .null), ("bool", "vBool", .bool), ("int", "vInt", .int), ("uint", "vUint", .uint),
        ("double", "vDouble", .double), ("string", "vString", .string), ("bytes", "vBytes", .bytes),
        ("list", "vList", .list(.int)), ("map", "vMap", .map(.string, .int)),
        ("timestamp", "vAt", .timestamp),
        ("duration", "vSpan", .duration), ("type", "vType", .type), ("dyn", "vDyn", .dyn),
        ("?", "vEmpty", .dyn), ("!", "dyn(1 / vZero)", .dyn),
    ]

    static let declarations = Declarations(
        variables: Dictionary(
            uniqueKeysWithValues: operands.dropLast().map { ($0.source, $0.type) } + [("vZero", .int)]
        )
    )

    static let host = TestHost(
        values: [
            "vNull": .null, "vBool": true, "vInt": 2, "vUint": .uint(2), "vDouble": 2.5, "vString": "a",
            "vBytes": .bytes([97]), "vList": [1, 2, 3], "vMap": ["a": 1], "vType": .type("int"),
            "vAt": .timestamp(Instant(seconds: 60)), "vSpan": .duration(TimeSpan(seconds: 1)),
            // What is only known when evaluated is of a type that nothing else takes.
            "vDyn": .type("string"), "vZero": 0,
        ],
        unknown: ["vEmpty"]
    )

    static let numbers = ["int", "uint", "double"]
    static let ordered = ["bool", "string", "bytes", "timestamp", "duration"]

    /// What an operator gives for two known types; nil if it does not take them.
    static func result(_ mark: String, _ left: String, _ right: String) -> String? {
        let areNumbers = numbers.contains(left) && numbers.contains(right)
        switch mark {
        case "<", "<=", ">", ">=":
            return areNumbers || left == right && ordered.contains(left) ? "bool" : nil
        case "==", "!=": return "bool"
        case "in": return right == "list" || right == "map" ? "bool" : nil
        case "&&", "||": return left == "bool" && right == "bool" ? "bool" : nil
        case "%": return left == right && ["int", "uint"].contains(left) ? left : nil
        case "*", "/": return left == right && numbers.contains(left) ? left : nil
        case "+":
            if Set([left, right]) == ["timestamp", "duration"] { return "timestamp" }
            let sums = numbers + ["string", "bytes", "list", "duration"]
            return left == right && sums.contains(left) ? left : nil
        case "-":
            if left == "timestamp", right == "timestamp" { return "duration" }
            if left == "timestamp", right == "duration" { return "timestamp" }
            return left == right && (numbers + ["duration"]).contains(left) ? left : nil
        default: return nil
        }
    }

    static let marks = [
        "+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=", "in", "&&", "||",
    ]

    /// What an evaluation gives: the type of a value, `?`, `!` or that there is no such overload.
    static func outcome(_ source: String) throws -> String {
        let checked = try ParsedExpression(parsing: source).check(TestHost.loose)
        switch checked.evaluate(host).outcome {
        case .value(let value):
            let name = value.typeName
            return
                ["google.protobuf.Timestamp": "timestamp", "google.protobuf.Duration": "duration"][name]
                ?? name
        case .unknown(let paths): return paths == [FieldPath("vEmpty")] ? "?" : "\(paths)"
        case .error(let error):
            return ["noSuchOverload": "none", "divisionByZero": "!"][error.code.rawValue]
                ?? error.code.rawValue
        }
    }

    @Test(arguments: marks)
    func `an operator gives what its table says for every pair`(_ mark: String) throws {
        for left in Self.operands {
            for right in Self.operands {
                let source = "\(left.source) \(mark) \(right.source)"
                let names = [left.name, right.name]
                let isLogical = mark == "&&" || mark == "||"
                let expected: String
                if isLogical {
                    expected = Self.logical(mark, names)
                } else if names.contains("?") {
                    expected = "?"
                } else if names.contains("!") {
                    expected = "!"
                } else {
                    let types = names.map { $0 == "dyn" ? "type" : $0 }
                    expected = Self.result(mark, types[0], types[1]) ?? "none"
                }
                #expect(try Self.outcome(source) == expected, "\(source)")
            }
        }
    }

    /// `vBool` is true: it decides an `||` alone, whatever else there is.
    private static func logical(_ mark: String, _ names: [String]) -> String {
        if mark == "||", names.contains("bool") { return "bool" }
        if names.contains("?") { return "?" }
        if names == ["bool", "bool"] { return "bool" }
        // The first fault is shown: one of division, or an operand that is no truth.
        return names.first { $0 != "bool" } == "!" ? "!" : "none"
    }

    @Test(arguments: marks)
    func `the checker takes what the evaluator takes, and knows the type`(_ mark: String) throws {
        for left in Self.operands {
            for right in Self.operands {
                let source = "\(left.source) \(mark) \(right.source)"
                let type = try? ParsedExpression(parsing: source).check(Self.declarations).type
                let isDynamic = left.type == .dyn || right.type == .dyn
                guard !isDynamic else {
                    // Something that is known must be possible with something.
                    let known = left.type == .dyn ? right : left
                    let partners = Self.operands.filter { $0.type != .dyn }.map(\.name)
                    let isPossible =
                        left.type == .dyn && right.type == .dyn
                        || partners.contains { partner in
                            (left.type == .dyn
                                ? Self.result(mark, partner, known.name)
                                : Self.result(mark, known.name, partner)) != nil
                        }
                    #expect((type != nil) == isPossible, "\(source)")
                    continue
                }
                let expected = Self.result(mark, left.name, right.name)
                if ["==", "!=", "in"].contains(mark) {
                    #expect(type == nil || type == .bool && expected != nil, "\(source)")
                } else {
                    #expect(
                        (type?.description.prefix { $0 != "(" }).map(String.init) == expected,
                        "\(source)"
                    )
                }
            }
        }
    }

    @Test func `an index takes whole numbers into lists and keys into maps, for every pair`() throws {
        for left in Self.operands {
            for right in Self.operands {
                let source = "(\(left.source))[\(right.source)]"
                let expected: String
                switch (left.name, right.name) {
                case ("?", _), (_, "?"): expected = "?"
                case ("!", _), (_, "!"): expected = "!"
                case ("list", "int"), ("list", "uint"): expected = "int"
                case ("map", "string"): expected = "int"
                case ("map", _): expected = "noSuchKey"
                default: expected = "none"
                }
                #expect(try Self.outcome(source) == expected, "\(source)")
                let isAccepted = (try? ParsedExpression(parsing: source).check(Self.declarations)) != nil
                let isTyped = left.type != .dyn && right.type != .dyn
                #expect(!isTyped || isAccepted == (expected == "int"), "\(source)")
            }
        }
    }

    @Test func `a choice takes a truth and two of one type, for every triple`() throws {
        for condition in Self.operands {
            for first in Self.operands {
                for second in Self.operands {
                    let source = "(\(condition.source)) ? (\(first.source)) : (\(second.source))"
                    let expected: String
                    switch condition.name {
                    case "bool": expected = first.name == "null" ? "null_type" : first.name
                    case "?", "!": expected = condition.name
                    default: expected = "none"
                    }
                    let outcome = try Self.outcome(source)
                    #expect(outcome == (expected == "dyn" ? "type" : expected), "\(source)")
                    let isAccepted = (try? ParsedExpression(parsing: source).check(Self.declarations)) != nil
                    let isTruth = condition.name == "bool" || condition.type == .dyn
                    let isJoined =
                        first.type == second.type || first.type == .dyn || second.type == .dyn
                        || first.type == .null || second.type == .null
                    #expect(isAccepted == (isTruth && isJoined), "\(source)")
                }
            }
        }
    }

    static let textFunctions = ["contains", "startsWith", "endsWith", "matches"]
    static let zoned = StandardFunction.allCases.filter { $0.rawValue.hasPrefix("get") }.map(\.rawValue)

    @Test(arguments: textFunctions + zoned)
    func `a function of two operands gives what its table says for every pair`(_ function: String) throws {
        let isText = Self.textFunctions.contains(function)
        for left in Self.operands {
            for right in Self.operands {
                let source = "(\(left.source)).\(function)(\(right.source))"
                let names = [left.name, right.name]
                let expected: String
                if names.contains("?") {
                    expected = "?"
                } else if names.contains("!") {
                    expected = "!"
                } else if isText {
                    expected = names == ["string", "string"] ? "bool" : "none"
                } else {
                    expected = names == ["timestamp", "string"] ? "invalidArgument" : "none"
                }
                #expect(try Self.outcome(source) == expected, "\(source)")
                let isAccepted = (try? ParsedExpression(parsing: source).check(Self.declarations)) != nil
                let wanted: (ExpressionType, ExpressionType) = (isText ? .string : .timestamp, .string)
                let isFitting = left.type.fits(wanted.0) && right.type.fits(wanted.1)
                #expect(isAccepted == isFitting, "\(source)")
            }
        }
    }

    static let unary: [String: [String]] = ["!": ["bool"], "-": ["int", "double"]]

    @Test(arguments: ["!", "-"])
    func `a sign takes its types alone`(_ sign: String) throws {
        for operand in Self.operands {
            let source = "\(sign)(\(operand.source))"
            let isTaken = Self.unary[sign]?.contains(operand.name) == true
            let expected = "?!".contains(operand.name) ? operand.name : isTaken ? operand.name : "none"
            #expect(try Self.outcome(source) == expected, "\(source)")
            let isAccepted = (try? ParsedExpression(parsing: source).check(Self.declarations)) != nil
            #expect(isAccepted == (isTaken || operand.type == .dyn), "\(source)")
        }
    }

    /// What each conversion takes.
    static let conversions: [String: [String]] = [
        "int": ["int", "uint", "double", "string", "timestamp"], "uint": ["int", "uint", "double", "string"],
        "double": ["int", "uint", "double", "string"], "bool": ["bool", "string"],
        "string": ["bool", "int", "uint", "double", "string", "bytes", "timestamp", "duration"],
        "bytes": ["string", "bytes"], "timestamp": ["int", "string", "timestamp"],
        "duration": ["string", "duration"], "dyn": operands.map(\.name), "type": operands.map(\.name),
        "size": ["string", "bytes", "list", "map"],
    ]

    @Test(arguments: conversions.keys.sorted())
    func `a conversion takes exactly its types, when checked and when evaluated`(_ name: String) throws {
        for operand in Self.operands {
            let source = "\(name)(\(operand.source))"
            let outcome = try Self.outcome(source)
            let isTaken = Self.conversions[name]?.contains(operand.name) == true
            let isAccepted = (try? ParsedExpression(parsing: source).check(Self.declarations)) != nil
            #expect(isAccepted == (isTaken || operand.type == .dyn), "\(source)")
            if "?!".contains(operand.name) {
                #expect(outcome == operand.name, "\(source)")
            } else {
                #expect((outcome == "none") == !isTaken, "\(source) gave \(outcome)")
            }
        }
    }
}
