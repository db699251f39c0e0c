import Values

@testable import Expressions

/// Writes random expressions over `FuzzWorld`: well typed by construction, or only well formed.
struct RandomExpression {
    var random: SeededRandom
    /// Whether types may be anything where the grammar allows it.
    var isWild = false
    private var bound: [(name: String, type: ExpressionType)] = []

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    static let types: [ExpressionType] = [
        .bool, .bool, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.int),
        .list(.string), .map(.string, .int), .map(.int, .string), .type, .list(.list(.int)),
    ]

    mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// A text of a wanted type; a wild one may come to anything.
    mutating func text(_ wanted: ExpressionType, _ depth: Int) -> String {
        let type = isWild && below(6) == 0 ? pick(RandomExpression.types) : wanted
        guard depth > 0, below(7) > 0 else { return leaf(type) }
        let inner = depth - 1
        switch below(10) {
        case 0: return "(\(text(.bool, inner)) ? \(text(type, inner)) : \(text(type, inner)))"
        case 1: return "[\(text(type, inner)), \(text(type, inner))][\(text(.int, inner))]"
        case 2: return "{'k': \(text(type, inner)), \(text(.string, inner)): \(text(type, inner))}.k"
        case 3 where isWild: return wild(inner)
        default: return operation(type, inner)
        }
    }

    /// What only a text that need not be well typed has.
    private mutating func wild(_ depth: Int) -> String {
        let type = pick(RandomExpression.types)
        switch below(12) {
        case 0: return "dyn(\(text(type, depth)))"
        case 1: return pick(["any", "other", "worker", "people", "null", "nothing", "[]", "{}", ".i", "x"])
        case 2: return "any.\(pick(["a", "b"]))[\(text(type, depth))]"
        case 3: return "[\(text(type, depth)), \(text(.int, depth))]"
        case 4: return "{\(text(pick([.int, .bool, .string]), depth)): \(text(type, depth))}"
        case 5: return "worker[\(text(.string, depth))]"
        case 6: return "\(text(.dyn, depth)).\(pick(["a", "size()", "name", "x", "getHours()"]))"
        case 7: return "(\(text(type, depth)) ? null : \(text(type, depth)))"
        case 8: return "has(\(pick(["any.a", "worker.ill", "counts.k", "any.a.b", "people[0].age"])))"
        case 9:
            return "\(text(.dyn, depth)).\(pick(["map", "filter", "all"]))(\(binding(.dyn, .dyn, depth)))"
        case 10:
            let function = pick(StandardFunction.allCases)
            return "\(function.rawValue)(\(text(type, depth)))"
        default:
            return "(\(text(type, depth)) \(pick(BinaryOperator.allCases).rawValue) \(text(.dyn, depth)))"
        }
    }

    private mutating func operation(_ type: ExpressionType, _ depth: Int) -> String {
        switch type {
        case .bool: truth(depth)
        case .int: whole(depth)
        case .uint:
            switch below(3) {
            case 0: "uint(\(text(pick([.int, .double, .uint, .string]), depth)))"
            default: infix(.uint, ["+", "-", "*", "/", "%"], depth)
            }
        case .double:
            switch below(4) {
            case 0: "double(\(text(pick([.int, .uint, .string, .double]), depth)))"
            case 1: "-\(text(.double, depth))"
            default: infix(.double, ["+", "-", "*", "/"], depth)
            }
        case .string: string(depth)
        case .bytes:
            below(2) == 0 ? infix(.bytes, ["+"], depth) : "bytes(\(text(pick([.string, .bytes]), depth)))"
        case .timestamp:
            switch below(3) {
            case 0: "timestamp(\(text(pick([.int, .string, .timestamp]), depth)))"
            case 1: "(\(text(.duration, depth)) + \(text(.timestamp, depth)))"
            default: "(\(text(.timestamp, depth)) \(pick(["+", "-"])) \(text(.duration, depth)))"
            }
        case .duration:
            switch below(3) {
            case 0: infix(.timestamp, ["-"], depth)
            case 1: "duration(\(text(pick([.string, .duration]), depth)))"
            default: infix(.duration, ["+", "-"], depth)
            }
        case .type: "type(\(text(pick(RandomExpression.types), depth)))"
        case .list(let element): list(element, depth)
        case .map(let key, let value):
            "{\(text(key, depth)): \(text(value, depth)), \(text(key, 0)): \(text(value, depth))}"
        case .dyn, .null, .record: leaf(type)
        }
    }

    private mutating func whole(_ depth: Int) -> String {
        let part = pick(RandomExpression.parts)
        let sized: [ExpressionType] = [.string, .bytes, .list(.int), .map(.string, .int)]
        switch below(11) {
        case 0: return "-\(text(.int, depth))"
        case 1: return "size(\(text(pick(sized), depth)))"
        case 2: return "\(text(pick(sized), depth)).size()"
        case 3: return "int(\(text(pick([.int, .uint, .double, .string, .timestamp]), depth)))"
        case 4:
            return "\(text(.timestamp, depth)).\(part)(\(pick(["", "'+08:00'", "zone", "'Asia/Taipei'"])))"
        case 5: return "\(text(.duration, depth)).\(pick(RandomExpression.lengths))()"
        case 6: return "\(text(.list(.int), depth))[\(text(pick([.int, .uint]), depth))]"
        case 7: return "counts[\(text(.string, depth))]"
        case 8: return "people[\(text(.int, depth))].age"
        case 9: return "(worker.age % \(text(.int, depth)))"
        default: return infix(.int, ["+", "-", "*", "/", "%"], depth)
        }
    }

    private mutating func string(_ depth: Int) -> String {
        switch below(5) {
        case 0:
            "string(\(text(pick([.int, .uint, .double, .bool, .bytes, .timestamp, .duration]), depth)))"
        case 1: "byNumber[\(text(pick([.int, .uint, .double]), depth))]"
        case 2: "(worker.name + \(text(.string, depth)))"
        case 3: "\(text(.list(.string), depth))[\(below(3))]"
        default: infix(.string, ["+"], depth)
        }
    }

    private mutating func list(_ element: ExpressionType, _ depth: Int) -> String {
        switch below(6) {
        case 0: return infix(.list(element), ["+"], depth)
        case 1: return "\(text(.list(element), depth)).filter(\(binding(element, .bool, depth)))"
        case 2: return "\(text(.list(.int), depth)).map(\(binding(.int, element, depth)))"
        case 3: return "people.map(\(binding(FuzzWorld.person, element, depth)))"
        case 4:
            let range = text(.map(.string, .int), depth)
            bound.append(("k\(bound.count)", .string))
            defer { bound.removeLast() }
            let name = bound[bound.count - 1].name
            return "\(range).map(\(name), \(text(.bool, depth)), \(text(element, depth)))"
        default: return "[\(text(element, depth)), \(text(element, depth))]"
        }
    }

    private mutating func truth(_ depth: Int) -> String {
        let ordered: [ExpressionType] = [
            .int, .uint, .double, .string, .bytes, .bool, .timestamp, .duration,
        ]
        switch below(17) {
        case 0: return "!\(text(.bool, depth))"
        case 1...4: return infix(.bool, ["&&", "||"], depth)
        case 5: return infix(pick(RandomExpression.types), ["==", "!="], depth)
        case 6: return infix(pick(ordered), ["<", "<=", ">", ">="], depth)
        case 7:
            let numbers: [ExpressionType] = [.int, .uint, .double]
            let relation = pick(["<", "<=", ">", ">=", "==", "!="])
            return "(\(text(pick(numbers), depth)) \(relation) \(text(pick(numbers), depth)))"
        case 8: return "(\(text(pick([.int, .double, .uint]), depth)) in \(text(.list(.int), depth)))"
        case 9: return "(\(text(.string, depth)) in \(pick(["counts", "worker", "texts"])))"
        case 10:
            return
                "\(text(.list(.int), depth)).\(pick(RandomExpression.macros))(\(binding(.int, .bool, depth)))"
        case 11: return "counts.\(pick(RandomExpression.macros))(\(binding(.string, .bool, depth)))"
        case 12:
            let function = pick(["contains", "startsWith", "endsWith", "matches"])
            return "\(text(.string, depth)).\(function)(\(text(.string, depth)))"
        case 13: return "matches(\(text(.string, depth)), '^[a-z]+1?')"
        case 14: return pick(["has(worker.ill)", "has(counts.a)", "has({'a': 1}.b)", "has(people[0].age)"])
        case 15: return pick(["filled(worker.age)", "filled(.i)", "worker.ill", "people[0].ill"])
        default: return "bool(\(text(pick([.string, .bool]), depth)))"
        }
    }

    /// `x, body`, the body seeing the variable, whose name may hide another.
    private mutating func binding(_ element: ExpressionType, _ body: ExpressionType, _ depth: Int) -> String {
        bound.append((pick(["x", "y", "i", "e\(bound.count)"]), element))
        defer { bound.removeLast() }
        return "\(bound[bound.count - 1].name), \(text(body, depth))"
    }

    private mutating func infix(_ type: ExpressionType, _ operators: [String], _ depth: Int) -> String {
        "(\(text(type, depth)) \(pick(operators)) \(text(type, depth)))"
    }

    private mutating func leaf(_ type: ExpressionType) -> String {
        if below(2) == 0 {
            let names = bound.indices.filter { index in
                bound[index].type == type
                    && bound.lastIndex { $0.name == bound[index].name } == index
            }
            if !names.isEmpty { return bound[pick(names)].name }
            let variables = FuzzWorld.names[type] ?? []
            if !variables.isEmpty {
                let name = pick(variables)
                // Hidden by a macro's variable, it is still there behind a point.
                return bound.contains { $0.name == name } ? "." + name : name
            }
        }
        let literals = RandomExpression.literals[type] ?? ["null"]
        return pick(literals)
    }
}
