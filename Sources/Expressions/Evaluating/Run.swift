import Values

/// That an evaluation costs more than it may; thrown, so that no `||` absorbs it.
struct CostLimitReached: Error {}

/// One evaluation: walks the plan, counts the cost and notes which fields were looked at.
struct Run {
    /// How deep lists and maps may stand within each other in a result.
    static let maximumValueDepth = 500

    let activation: any Activation
    private let costLimit: UInt64
    private(set) var cost: UInt64 = 0
    /// The present elements of the comprehensions around.
    var slots: [Value]
    private var readOrder: [Int] = []
    /// Which of the first 64 fields were looked at.
    private var readMask: UInt64 = 0

    init(_ activation: any Activation, costLimit: UInt64, slotCount: Int) {
        self.activation = activation
        self.costLimit = costLimit
        slots = slotCount == 0 ? [] : Array(repeating: .null, count: slotCount)
    }

    /// What the whole plan comes to, within the limit.
    mutating func outcome(of plan: Plan) -> Outcome {
        do {
            let outcome = try evaluate(plan)
            switch outcome {
            case .value(let value): try chargeAll(of: value)
            case .unknown(let paths): return .unknown(paths.sorted())
            case .error: break
            }
            return outcome
        } catch {
            return .error(.costLimit)
        }
    }

    /// The fields looked at, in the order of the first look.
    func reads(of expression: CheckedExpression) -> [FieldPath] { readOrder.map { expression.reads[$0] } }

    /// Notes that a field was looked at.
    mutating func note(_ number: Int) {
        if number < 64 {
            let bit: UInt64 = 1 << UInt64(number)
            guard readMask & bit == 0 else { return }
            readMask |= bit
        } else if readOrder.contains(number) {
            return
        }
        readOrder.append(number)
    }

    /// Adds to the cost.
    mutating func charge(_ amount: UInt64) throws(CostLimitReached) {
        cost = cost.addingReportingOverflow(amount).overflow ? .max : cost + amount
        guard cost <= costLimit else { throw CostLimitReached() }
    }

    /// Adds the size of a value, which may be shared and hence far larger than what it cost to make.
    mutating func chargeAll(of value: Value, depth: Int = 0) throws(CostLimitReached) {
        guard depth <= Run.maximumValueDepth else { throw CostLimitReached() }
        switch value {
        case .list(let elements):
            try charge(UInt64(elements.count))
            for element in elements { try chargeAll(of: element, depth: depth + 1) }
        case .map(let map):
            try charge(UInt64(map.count))
            for (_, member) in map { try chargeAll(of: member, depth: depth + 1) }
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type: break
        }
    }

    mutating func evaluate(_ plan: Plan) throws(CostLimitReached) -> Outcome {
        try charge(1)
        switch plan {
        case .constant(let value): return .value(value)
        case .field(let reading): return read(reading)
        case .hasField(let reading): return has(reading)
        case .slot(let number): return .value(slots[number])
        case .member(let operand, let name, let place): return try member(operand, name, place)
        case .hasMember(let operand, let name, let place): return try hasMember(operand, name, place)
        case .index(let operand, let key, let place): return try index(operand, key, place)
        case .and(let operands, let place): return try absorbing(operands, false, place)
        case .or(let operands, let place): return try absorbing(operands, true, place)
        case .not(let operand, let place): return try not(operand, place)
        case .negate(let operand, let place): return try negate(operand, place)
        case .conditional(let condition, let first, let second, let place):
            return try conditional(condition, first, second, place)
        case .binary(let binary, let left, let right, let place):
            return try operate(binary, left, right, place)
        case .call(let function, let arguments, let place): return try call(function, arguments, place)
        case .matches(let text, let pattern, let place): return try matches(text, pattern, place)
        case .host(let call): return try callHost(call)
        case .list(let elements): return try list(elements)
        case .map(let pairs, let place): return try map(pairs, place)
        case .comprehension(let comprehension): return try comprehend(comprehension)
        }
    }
}
