import Values

/// The arithmetic operators over values.
enum Arithmetic {
    /// The longest span of time in seconds, about 10 000 years, as protobuf's Duration has it.
    static let maximumSpan: Int64 = 315_576_000_000

    static func apply(
        _ binary: BinaryOperator,
        _ left: Value,
        _ right: Value
    ) -> Result<Value, EvaluationError> {
        switch (left, right) {
        case (.int(let one), .int(let other)): whole(binary, one, other) { .int($0) }
        case (.uint(let one), .uint(let other)): whole(binary, one, other) { .uint($0) }
        case (.double(let one), .double(let other)): floating(binary, one, other)
        case (.string(let one), .string(let other)) where binary == .add: .success(.string(one + other))
        case (.bytes(let one), .bytes(let other)) where binary == .add: .success(.bytes(one + other))
        case (.list(let one), .list(let other)) where binary == .add: .success(.list(one + other))
        case (.timestamp, _), (.duration, _): time(binary, left, right)
        default: .failure(.noSuchOverload(binary.rawValue, [left, right]))
        }
    }

    private static func whole<Number: FixedWidthInteger>(
        _ binary: BinaryOperator,
        _ left: Number,
        _ right: Number,
        _ wrap: (Number) -> Value
    ) -> Result<Value, EvaluationError> {
        let (result, overflow): (Number, Bool)
        switch binary {
        case .add: (result, overflow) = left.addingReportingOverflow(right)
        case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
        case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
        case .divide:
            guard right != 0 else { return .failure(.divisionByZero) }
            (result, overflow) = left.dividedReportingOverflow(by: right)
        case .modulus:
            guard right != 0 else { return .failure(.modulusByZero) }
            (result, overflow) = left.remainderReportingOverflow(dividingBy: right)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn:
            return .failure(.noSuchOverload(binary.rawValue, [wrap(left), wrap(right)]))
        }
        return overflow ? .failure(.overflow) : .success(wrap(result))
    }

    /// IEEE 754: division by zero gives an infinity or NaN, never an error.
    private static func floating(
        _ binary: BinaryOperator,
        _ left: Double,
        _ right: Double
    ) -> Result<Value, EvaluationError> {
        switch binary {
        case .add: .success(.double(left + right))
        case .subtract: .success(.double(left - right))
        case .multiply: .success(.double(left * right))
        case .divide: .success(.double(left / right))
        case .modulus, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn:
            .failure(.noSuchOverload(binary.rawValue, [.double(left), .double(right)]))
        }
    }

    private static func time(
        _ binary: BinaryOperator,
        _ left: Value,
        _ right: Value
    ) -> Result<Value, EvaluationError> {
        switch (binary, left, right) {
        case (.add, .timestamp(let instant), .duration(let span)),
            (.add, .duration(let span), .timestamp(let instant)):
            instantValue(isInRange(span) && instant.isPrintable ? instant + span : nil)
        case (.subtract, .timestamp(let instant), .duration(let span)):
            instantValue(isInRange(span) && instant.isPrintable ? instant - span : nil)
        case (.subtract, .timestamp(let one), .timestamp(let other)):
            spanValue(one.isPrintable && other.isPrintable ? one - other : nil)
        case (.add, .duration(let one), .duration(let other)):
            spanValue(isInRange(one) && isInRange(other) ? one + other : nil)
        case (.subtract, .duration(let one), .duration(let other)):
            spanValue(isInRange(one) && isInRange(other) ? one - other : nil)
        default: .failure(.noSuchOverload(binary.rawValue, [left, right]))
        }
    }

    /// An instant of the years 1 to 9999.
    static func instantValue(_ instant: Instant?) -> Result<Value, EvaluationError> {
        guard let instant, instant.isPrintable else { return .failure(.timeOverflow) }
        return .success(.timestamp(instant))
    }

    static func spanValue(_ span: TimeSpan?) -> Result<Value, EvaluationError> {
        guard let span, isInRange(span) else { return .failure(.timeOverflow) }
        return .success(.duration(span))
    }

    private static func isInRange(_ span: TimeSpan) -> Bool {
        span >= TimeSpan(seconds: -maximumSpan) && span <= TimeSpan(seconds: maximumSpan)
    }
}

extension Instant {
    /// Whether it lies in the years 1 to 9999; a host may hand over any other.
    var isPrintable: Bool { self >= .earliest && self <= .latest }
}
