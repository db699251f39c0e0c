import Values

extension Run {
    /// The value of a variable or of a member below it.
    mutating func read(_ reading: FieldReading) -> Outcome {
        note(reading.number)
        return walk(reading, upTo: reading.keys.count)
    }

    /// Whether the last member of a path is there.
    mutating func has(_ reading: FieldReading) -> Outcome {
        note(reading.number)
        let last = reading.keys.count - 1
        let container = walk(reading, upTo: last)
        guard case .value(let value) = container else { return container }
        if activation.isUnknown(reading.prefixes[last]) { return .unknown([reading.prefixes[last]]) }
        guard case .map(let map) = value else {
            return .error(.noSuchOverload("has", [value]).located(at: reading.places[last + 1]))
        }
        return .value(.bool(map[reading.keys[last]] != nil))
    }

    private func walk(_ reading: FieldReading, upTo count: Int) -> Outcome {
        var value: Value
        switch activation.resolve(reading.path.root) {
        case .value(let found): value = found
        case .unknown: return .unknown([reading.root])
        case .absent:
            return .error(.undeclared(reading.path.root).located(at: reading.places[0]))
        }
        for position in 0..<count {
            if activation.isUnknown(reading.prefixes[position]) {
                return .unknown([reading.prefixes[position]])
            }
            let name = reading.path.names[position + 1]
            guard case .map(let map) = value else {
                let error = EvaluationError.noSuchOverload(".\(name)", [value])
                return .error(error.located(at: reading.places[position + 1]))
            }
            guard let member = map[reading.keys[position]] else {
                return .error(.noSuchKey(name).located(at: reading.places[position + 1]))
            }
            value = member
        }
        return .value(value)
    }

    mutating func member(
        _ operand: Plan,
        _ name: String,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let outcome = try evaluate(operand)
        guard case .value(let value) = outcome else { return outcome }
        guard case .map(let map) = value else {
            return .error(.noSuchOverload(".\(name)", [value]).located(at: place))
        }
        guard let member = map[name] else { return .error(.noSuchKey(name).located(at: place)) }
        return .value(member)
    }

    mutating func hasMember(
        _ operand: Plan,
        _ name: String,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let outcome = try evaluate(operand)
        guard case .value(let value) = outcome else { return outcome }
        guard case .map(let map) = value else {
            return .error(.noSuchOverload("has", [value]).located(at: place))
        }
        return .value(.bool(map[name] != nil))
    }

    /// The path of a member whose name is only known now, if it has not been filled in.
    func emptyMember(_ key: Value, of operand: Plan) -> FieldPath? {
        guard case .field(let reading) = operand, case .string(let name) = key else { return nil }
        let path = reading.path.appending(name)
        return activation.isUnknown(path) ? path : nil
    }

    mutating func index(
        _ operand: Plan,
        _ key: Plan,
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let left = try evaluate(operand)
        let right = try evaluate(key)
        guard case .value(let container) = left, case .value(let key) = right else {
            return Run.merged(left, right)
        }
        switch container {
        case .list(let elements):
            guard let index = key.wholeNumber else {
                return .error(.noSuchOverload("_[_]", [container, key]).located(at: place))
            }
            guard elements.indices.contains(index) else {
                return .error(.indexOutOfRange(key.plainText).located(at: place))
            }
            return .value(elements[index])
        case .map(let map):
            if let path = emptyMember(key, of: operand) { return .unknown([path]) }
            try charge(key.keyWeight)
            guard let value = map.lookup(key) else {
                return .error(.noSuchKey(key.plainText).located(at: place))
            }
            return .value(value)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type:
            return .error(.noSuchOverload("_[_]", [container, key]).located(at: place))
        }
    }

    // MARK: Literals

    mutating func list(_ plans: [Plan]) throws(CostLimitReached) -> Outcome {
        let (elements, outcome) = try operands(plans)
        return outcome ?? .value(.list(elements))
    }

    mutating func map(
        _ pairs: [(key: Plan, value: Plan)],
        _ place: SourcePlace
    ) throws(CostLimitReached) -> Outcome {
        let (parts, outcome) = try operands(pairs.flatMap { [$0.key, $0.value] })
        if let outcome { return outcome }
        var map = ValueMap()
        for index in stride(from: 0, to: parts.count, by: 2) {
            let key = parts[index]
            switch key {
            case .bool, .int, .uint, .string: break
            case .null, .double, .bytes, .list, .map, .timestamp, .duration, .type:
                return .error(.unsupportedKey(key.typeName).located(at: place))
            }
            guard map.lookup(key) == nil else { return .error(.repeatedKey.located(at: place)) }
            map[key] = parts[index + 1]
        }
        return .value(.map(map))
    }
}

extension ValueMap {
    /// The value under a key, the numeric types being one.
    func lookup(_ key: Value) -> Value? {
        switch key {
        case .string, .bool: return self[key]
        case .int(let number):
            return self[key] ?? UInt64(exactly: number).flatMap { self[.uint($0)] }
        case .uint(let number):
            return self[key] ?? Int64(exactly: number).flatMap { self[.int($0)] }
        case .double(let number):
            return number.wholeInt.flatMap { self[.int($0)] } ?? number.wholeUInt.flatMap { self[.uint($0)] }
        case .null, .bytes, .list, .map, .timestamp, .duration, .type: return nil
        }
    }
}

extension Value {
    /// A position in a list; nil if the value is no whole number.
    fileprivate var wholeNumber: Int? {
        switch self {
        case .int(let number): Int(exactly: number)
        case .uint(let number): Int(clamping: number)
        case .double(let number): number.wholeInt.map { Int($0) }
        case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .type: nil
        }
    }

    /// The value as messages show it.
    var plainText: String {
        switch self {
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): Conversion.text(of: number)
        case .string(let text): text
        case .bool(let truth): String(truth)
        case .null, .bytes, .list, .map, .timestamp, .duration, .type: typeName
        }
    }
}

// The library's `init(exactly:)` and `rounded()` call the C mathematics library, which the core does without.
extension Double {
    /// The same number as a signed integer, if it is one.
    fileprivate var wholeInt: Int64? {
        guard self >= -0x1p63, self < 0x1p63, Double(Int64(self)) == self else { return nil }
        return Int64(self)
    }

    /// The same number as an unsigned integer, if it is one.
    fileprivate var wholeUInt: UInt64? {
        guard self >= 0, self < 0x1p64, Double(UInt64(self)) == self else { return nil }
        return UInt64(self)
    }
}
