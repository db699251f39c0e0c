import Values

extension Run {
    mutating func call(
        _ function: StandardFunction,
        _ plans: [Plan],
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let (arguments, outcome) = try operands(plans)
        if let outcome { return outcome }
        if function == .matches, arguments.count == 2, case .string(let text) = arguments[0],
            case .string(let pattern) = arguments[1]
        {
            return try matches(text, pattern, place)
        }
        try charge(function.weight(arguments))
        switch function.apply(arguments, activation) {
        case .success(let value): return .value(value)
        case .failure(let error): return .error(error.located(at: place))
        }
    }

    /// Matches against a pattern that is only known now.
    private mutating func matches(
        _ text: String,
        _ pattern: String,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        try charge(UInt64(pattern.utf8.count / 10))
        do {
            let compiled = try Pattern(pattern)
            try charge(UInt64(compiled.instructions.count / 10))
            try charge(compiled.cost(matching: text.utf8.count))
            return .value(.bool(compiled.matches(text)))
        } catch let problem as PatternProblem {
            // What was compiled before the limit was met is work as well.
            if problem == .tooLarge { try charge(UInt64(Pattern.maximumSize / 10)) }
            return .error(problem.error(pattern).located(at: place))
        } catch {
            throw CostLimitReached()
        }
    }

    mutating func matches(
        _ text: Plan,
        _ pattern: Pattern,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let outcome = try evaluate(text)
        guard case .value(let value) = outcome else { return outcome }
        guard case .string(let text) = value else {
            return .error(.noSuchOverload("matches", [value, .string("")]).located(at: place))
        }
        try charge(pattern.cost(matching: text.utf8.count))
        return .value(.bool(pattern.matches(text)))
    }

    mutating func callHost(_ call: HostCall) throws(CostLimitReached) -> Outcome {
        for field in call.fields { note(field) }
        let (arguments, outcome) = try operands(call.arguments)
        if let outcome { return outcome }
        for argument in arguments { try chargeAll(of: argument) }
        switch activation.call(call.function, arguments) {
        case .success(let value): return .value(value)
        case .failure(let error): return .error(error.located(at: call.place))
        }
    }

    mutating func operate(
        _ binary: BinaryOperator,
        _ leftPlan: Plan,
        _ rightPlan: Plan,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let leftOutcome = try evaluate(leftPlan)
        let rightOutcome = try evaluate(rightPlan)
        guard case .value(let left) = leftOutcome, case .value(let right) = rightOutcome else {
            return Run.merged(leftOutcome, rightOutcome)
        }
        switch binary {
        case .equal: return .value(.bool(try areEqual(left, right)))
        case .notEqual: return .value(.bool(try !areEqual(left, right)))
        case .isIn:
            if let path = emptyMember(left, of: rightPlan) { return .unknown([path]) }
            return try isIn(left, right, place)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            try charge(left.textWeight)
            guard let order = Order(left, right) else {
                return .error(.noSuchOverload(binary.rawValue, [left, right]).located(at: place))
            }
            return .value(.bool(order.satisfies(binary)))
        case .add, .subtract, .multiply, .divide, .modulus:
            try charge(left.textWeight + right.textWeight)
            switch Arithmetic.apply(binary, left, right) {
            case .success(let value): return .value(value)
            case .failure(let error): return .error(error.located(at: place))
            }
        }
    }

    private mutating func isIn(
        _ element: Value,
        _ container: Value,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        switch container {
        case .list(let elements):
            try charge(UInt64(elements.count))
            for candidate in elements where try areEqual(element, candidate) { return .value(.bool(true)) }
            return .value(.bool(false))
        case .map(let map):
            try charge(element.keyWeight)
            return .value(.bool(map.lookup(element) != nil))
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type:
            return .error(.noSuchOverload("in", [element, container]).located(at: place))
        }
    }
}

extension Value {
    /// What it costs to look the value up as a key.
    var keyWeight: UInt64 {
        guard case .string = self else { return 0 }
        return textWeight
    }

    /// What it costs to go over the value once: a tenth of a text's bytes, a list's elements.
    var textWeight: UInt64 {
        switch self {
        case .string(let text): UInt64(text.utf8.count / 10)
        case .bytes(let bytes): UInt64(bytes.count / 10)
        case .list(let elements): UInt64(elements.count)
        case .map(let map): UInt64(map.count)
        case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type: 0
        }
    }
}
