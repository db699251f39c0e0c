import Values

extension Run {
    /// What a strict operation gives for operands that are not both values: an unknown before an error.
    static func merged(_ left: Outcome, _ right: Outcome) -> Outcome {
        switch (left, right) {
        case (.unknown(let first), .unknown(let second)): .unknown(union(first, second))
        case (.unknown, .value), (.unknown, .error): left
        case (.value, .unknown), (.error, .unknown): right
        case (.error, .value), (.error, .error): left
        case (.value, .error), (.value, .value): right
        }
    }

    static func union(_ left: [FieldPath], _ right: [FieldPath]) -> [FieldPath] {
        left + right.filter { !left.contains($0) }
    }

    /// `&&` and `||`: one absorbing operand decides, whatever else is unknown or an error, on either side.
    mutating func absorbing(
        _ operands: [Plan],
        _ decisive: Bool,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        var gathered = Gathered()
        for operand in operands {
            let outcome = try evaluate(operand)
            if case .value(.bool(let truth)) = outcome {
                if truth == decisive { return outcome }
            } else {
                gathered.add(outcome, decisive ? "||" : "&&", place)
            }
        }
        return gathered.outcome ?? .value(.bool(!decisive))
    }

    mutating func not(_ operand: Plan, _ place: SourcePlace) throws(CostLimitReached) -> Outcome {
        let outcome = try evaluate(operand)
        guard case .value(let value) = outcome else { return outcome }
        guard case .bool(let truth) = value else {
            return .error(.noSuchOverload("!", [value]).located(at: place))
        }
        return .value(.bool(!truth))
    }

    mutating func negate(_ operand: Plan, _ place: SourcePlace) throws(CostLimitReached) -> Outcome {
        let outcome = try evaluate(operand)
        guard case .value(let value) = outcome else { return outcome }
        switch value {
        case .int(.min): return .error(.overflow.located(at: place))
        case .int(let number): return .value(.int(-number))
        case .double(let number): return .value(.double(-number))
        case .null, .bool, .uint, .string, .bytes, .list, .map, .timestamp, .duration, .type:
            return .error(.noSuchOverload("-", [value]).located(at: place))
        }
    }

    mutating func conditional(
        _ condition: Plan,
        _ first: Plan,
        _ second: Plan,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let outcome = try evaluate(condition)
        guard case .value(let value) = outcome else { return outcome }
        guard case .bool(let truth) = value else {
            return .error(.noSuchOverload("_?_:_", [value]).located(at: place))
        }
        return try evaluate(truth ? first : second)
    }

    /// The values of all operands, or what comes of it that some are none.
    mutating func operands(
        _ plans: [Plan]
    ) throws(CostLimitReached) -> (values: [Value], outcome: Outcome?) {
        var values: [Value] = []
        values.reserveCapacity(plans.count)
        var gathered = Gathered()
        for plan in plans {
            let outcome = try evaluate(plan)
            if case .value(let value) = outcome { values.append(value) } else { gathered.add(outcome) }
        }
        return (values, gathered.outcome)
    }
}

/// The unknowns and the first error among several operands.
struct Gathered {
    private var paths: [FieldPath] = []
    /// The paths again, once there are too many to look through.
    private var known: Set<FieldPath> = []
    private var error: EvaluationError?

    /// An unknown if there was one, else the first error, else nothing.
    var outcome: Outcome? { paths.isEmpty ? error.map { .error($0) } : .unknown(paths) }

    /// Adds what is not a value.
    mutating func add(_ outcome: Outcome) {
        switch outcome {
        case .value: break
        case .unknown(let more): add(more)
        case .error(let found): error = error ?? found
        }
    }

    private mutating func add(_ more: [FieldPath]) {
        guard !paths.isEmpty else {
            paths = more
            return
        }
        guard paths.count + more.count > 16 else {
            paths = Run.union(paths, more)
            return
        }
        if known.isEmpty { known = Set(paths) }
        for path in more where known.insert(path).inserted { paths.append(path) }
    }

    /// Adds an operand; a value of the wrong type counts as an error.
    mutating func add(_ outcome: Outcome, _ function: String, _ place: SourcePlace) {
        guard case .value(let value) = outcome else { return add(outcome) }
        add(.error(.noSuchOverload(function, [value]).located(at: place)))
    }
}
