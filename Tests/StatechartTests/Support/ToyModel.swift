import Statechart
import Values

/// A datamodel for tests: variables, toy expressions, and a record of what was asked.
struct ToyModel: Datamodel, Sendable {
    struct Assignment: Sendable, Equatable {
        let location: String
        let value: Value
    }

    private(set) var data: [String: Value] = [:]
    private(set) var event: Event?
    private var configuration: Configuration?
    /// The active states, when they are not given as a configuration.
    private var active: [String] = []
    /// The expressions of a drawn chart; nil for those that a test wrote.
    private let expressions: [ToyExpression]?
    /// How many conditions have been evaluated.
    private(set) var conditionCount = 0
    /// What has been assigned, in order.
    var assignments: [Assignment] = []

    init(_ expressions: [ToyExpression]? = nil) { self.expressions = expressions }

    private func expression(_ reference: ExpressionReference) -> ToyExpression {
        expressions?[reference.index] ?? ToyExpressions[reference]
    }

    mutating func setActive(_ ids: [String]) { active = ids }

    mutating func condition(_ reference: ExpressionReference) -> Truth {
        conditionCount += 1
        do {
            guard let value = try evaluate(expression(reference)) else { return .unknown }
            guard let truth = value.boolean else { return .error(ExecutionError("not a condition")) }
            return truth ? .true : .false
        } catch { return .error(error) }
    }

    mutating func value(of reference: ExpressionReference) throws(ExecutionError) -> Value {
        guard let value = try evaluate(expression(reference)) else {
            throw ExecutionError("a field is empty")
        }
        return value
    }

    mutating func declare(_ name: String) throws(ExecutionError) {
        guard let first = name.first, first.isLetter, name != "readonly" else {
            throw ExecutionError("'\(name)' cannot be a variable")
        }
        if data[name] == nil { data[name] = .null }
    }

    mutating func assign(_ location: String, _ value: Value) throws(ExecutionError) {
        guard data[location] != nil else { throw ExecutionError("no variable '\(location)'") }
        data[location] = value
        assignments.append(Assignment(location: location, value: value))
    }

    mutating func setEvent(_ event: Event?) { self.event = event }

    mutating func setConfiguration(_ configuration: Configuration) { self.configuration = configuration }

    /// The value of an expression; nil for an unknown.
    private func evaluate(_ expression: ToyExpression) throws(ExecutionError) -> Value? {
        switch expression {
        case .literal(let value): return value
        case .unknown: return nil
        case .name(let names): return try look(up: names)
        case .list(let parts):
            var elements: [Value] = []
            for part in parts {
                guard let element = try evaluate(part) else { return nil }
                elements.append(element)
            }
            return .list(elements)
        case .not(let inner):
            return try evaluate(inner)?.boolean.map { .bool(!$0) }
        case .isActive(let inner):
            let id = try evaluate(inner)?.text ?? ""
            return .bool(configuration?.contains(id) ?? active.contains(id))
        case .binary(let operation, let left, let right):
            guard let left = try evaluate(left), let right = try evaluate(right) else { return nil }
            return try combine(operation, left, right)
        }
    }

    private func combine(_ operation: String, _ left: Value, _ right: Value) throws(ExecutionError) -> Value {
        switch (operation, left, right) {
        case ("==", _, _): return .bool(left == right)
        case ("!=", _, _): return .bool(left != right)
        case ("<", .int(let one), .int(let other)): return .bool(one < other)
        case ("&&", .bool(let one), .bool(let other)): return .bool(one && other)
        case ("||", .bool(let one), .bool(let other)): return .bool(one || other)
        case ("+", .int(let one), .int(let other)): return .int(one + other)
        case ("+", .string(let one), .string(let other)): return .string(one + other)
        case ("+", .list(let one), .list(let other)): return .list(one + other)
        default: throw ExecutionError("no \(operation) for \(left.typeName) and \(right.typeName)")
        }
    }

    private func look(up names: [String]) throws(ExecutionError) -> Value {
        if names[0] == "event" { return try field(names) }
        guard var value = data[names[0]] else { throw ExecutionError("no variable '\(names[0])'") }
        for name in names.dropFirst() {
            guard let member = value[name] else { throw ExecutionError("no member '\(name)'") }
            value = member
        }
        return value
    }

    private func field(_ names: [String]) throws(ExecutionError) -> Value {
        guard let event else { throw ExecutionError("there is no event") }
        switch names.dropFirst().first {
        case "name": return .string(event.name)
        case "type": return .string(event.type.rawValue)
        case "sendid": return event.sendID.map { .string($0) } ?? .null
        case "origin": return event.origin.map { .string($0) } ?? .null
        case "data":
            guard var value = event.data else { return .null }
            for name in names.dropFirst(2) { value = value[name] ?? .null }
            return value
        case .some, .none: throw ExecutionError("no such field of the event")
        }
    }
}
