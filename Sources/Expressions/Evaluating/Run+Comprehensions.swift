import Values

extension Run {
    /// One of the macros over a list's elements or a map's keys.
    mutating func comprehend(_ comprehension: Comprehension) throws(CostLimitReached) -> Outcome {
        let outcome = try evaluate(comprehension.range)
        guard case .value(let range) = outcome else { return outcome }
        let elements: [Value]
        switch range {
        case .list(let list): elements = list
        case .map(let map):
            try charge(UInt64(map.count / 10))
            elements = map.keys
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type:
            let error = EvaluationError.noSuchOverload(comprehension.macro.rawValue, [range])
            return .error(error.located(at: comprehension.place))
        }
        switch comprehension.macro {
        case .all: return try decide(comprehension, elements, decisive: false)
        case .exists: return try decide(comprehension, elements, decisive: true)
        case .existsOne: return try count(comprehension, elements)
        case .filter, .map: return try collect(comprehension, elements)
        }
    }

    private mutating func decide(
        _ comprehension: Comprehension,
        _ elements: [Value],
        decisive: Bool
    ) throws(CostLimitReached) -> Outcome {
        var gathered = Gathered()
        for element in elements {
            let outcome = try condition(comprehension, element)
            if case .value(.bool(let truth)) = outcome {
                if truth == decisive { return outcome }
            } else {
                gathered.add(outcome, comprehension.macro.rawValue, comprehension.place)
            }
        }
        return gathered.outcome ?? .value(.bool(!decisive))
    }

    private mutating func count(
        _ comprehension: Comprehension,
        _ elements: [Value]
    ) throws(CostLimitReached) -> Outcome {
        var gathered = Gathered()
        var matching = 0
        for element in elements {
            let outcome = try condition(comprehension, element)
            if case .value(.bool(let truth)) = outcome {
                matching += truth ? 1 : 0
            } else {
                gathered.add(outcome, comprehension.macro.rawValue, comprehension.place)
            }
        }
        return gathered.outcome ?? .value(.bool(matching == 1))
    }

    private mutating func collect(
        _ comprehension: Comprehension,
        _ elements: [Value]
    ) throws(CostLimitReached) -> Outcome {
        var gathered = Gathered()
        var kept: [Value] = []
        for element in elements {
            let outcome = try condition(comprehension, element)
            guard case .value(.bool(let truth)) = outcome else {
                gathered.add(outcome, comprehension.macro.rawValue, comprehension.place)
                continue
            }
            guard truth else { continue }
            guard let transform = comprehension.transform else {
                kept.append(element)
                continue
            }
            let transformed = try evaluate(transform)
            if case .value(let value) = transformed { kept.append(value) } else { gathered.add(transformed) }
        }
        return gathered.outcome ?? .value(.list(kept))
    }

    /// Binds the variable to an element and evaluates the condition; without one it holds.
    private mutating func condition(
        _ comprehension: Comprehension,
        _ element: Value
    ) throws(CostLimitReached) -> Outcome {
        try charge(1)
        slots[comprehension.slot] = element
        guard let condition = comprehension.condition else { return .value(.bool(true)) }
        return try evaluate(condition)
    }
}
