/// One signature of a function or an operator.
struct Overload: Sendable {
    /// How a function is called.
    enum Style: Sendable {
        case global
        case member
        case either
    }

    let style: Style
    /// What it takes, the receiver first.
    let parameters: [ExpressionType]
    let result: ExpressionType

    init(_ parameters: [ExpressionType], _ result: ExpressionType, _ style: Style = .global) {
        self.style = style
        self.parameters = parameters
        self.result = result
    }

    func isCalled(asMember: Bool) -> Bool {
        switch style {
        case .global: !asMember
        case .member: asMember
        case .either: true
        }
    }

    /// Whether it takes arguments of these types.
    func takes(_ arguments: [ExpressionType]) -> Bool {
        arguments.count == parameters.count && zip(arguments, parameters).allSatisfy { $0.fits($1) }
    }
}

extension StandardFunction {
    /// The signatures of the function.
    var overloads: [Overload] {
        switch self {
        case .size:
            [.string, .bytes, .list(.dyn), .map(.dyn, .dyn)].map { Overload([$0], .int, .either) }
        case .contains, .startsWith, .endsWith: [Overload([.string, .string], .bool, .member)]
        case .matches: [Overload([.string, .string], .bool, .either)]
        case .int: conversions(from: [.int, .uint, .double, .string, .timestamp], to: .int)
        case .uint: conversions(from: [.int, .uint, .double, .string], to: .uint)
        case .double: conversions(from: [.int, .uint, .double, .string], to: .double)
        case .string:
            conversions(
                from: [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration],
                to: .string
            )
        case .bytes: conversions(from: [.string, .bytes], to: .bytes)
        case .bool: conversions(from: [.bool, .string], to: .bool)
        case .timestamp: conversions(from: [.timestamp, .string, .int], to: .timestamp)
        case .duration: conversions(from: [.duration, .string], to: .duration)
        case .dyn: [Overload([.dyn], .dyn)]
        case .type: [Overload([.dyn], .type)]
        case .getFullYear, .getMonth, .getDayOfMonth, .getDate, .getDayOfWeek, .getDayOfYear: timestampParts
        case .getHours, .getMinutes, .getSeconds, .getMilliseconds:
            timestampParts + [Overload([.duration], .int, .member)]
        }
    }

    private var timestampParts: [Overload] {
        [Overload([.timestamp], .int, .member), Overload([.timestamp, .string], .int, .member)]
    }

    private func conversions(from types: [ExpressionType], to result: ExpressionType) -> [Overload] {
        types.map { Overload([$0], result) }
    }
}

extension BinaryOperator {
    /// The signatures of an arithmetic operator; none for relations, whose rule is another.
    var overloads: [Overload] {
        switch self {
        case .add:
            [.int, .uint, .double, .string, .bytes, .list(.dyn)].map { Overload([$0, $0], $0) } + [
                Overload([.timestamp, .duration], .timestamp), Overload([.duration, .timestamp], .timestamp),
                Overload([.duration, .duration], .duration),
            ]
        case .subtract:
            [.int, .uint, .double].map { Overload([$0, $0], $0) } + [
                Overload([.timestamp, .timestamp], .duration), Overload([.timestamp, .duration], .timestamp),
                Overload([.duration, .duration], .duration),
            ]
        case .multiply, .divide: [.int, .uint, .double].map { Overload([$0, $0], $0) }
        case .modulus: [.int, .uint].map { Overload([$0, $0], $0) }
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: []
        }
    }
}
