import Values

extension StandardFunction {
    /// What the function gives for some arguments.
    func apply(_ arguments: [Value], _ activation: any Activation) -> Result<Value, EvaluationError> {
        guard let first = arguments.first else { return .failure(.noSuchOverload(rawValue, arguments)) }
        switch self {
        case .size: return size(of: first)
        case .contains, .startsWith, .endsWith: return compareTexts(arguments)
        // Of two strings it is matched before, by the run, which knows what it may cost.
        case .matches: return .failure(.noSuchOverload(rawValue, arguments))
        case .int: return Conversion.int(first)
        case .uint: return Conversion.uint(first)
        case .double: return Conversion.double(first)
        case .string: return Conversion.string(first)
        case .bytes: return Conversion.bytes(first)
        case .bool: return Conversion.bool(first)
        case .timestamp: return Conversion.timestamp(first)
        case .duration: return Conversion.duration(first)
        case .dyn: return .success(first)
        case .type: return .success(.type(first.typeName))
        case .getFullYear, .getMonth, .getDayOfMonth, .getDate, .getDayOfWeek, .getDayOfYear, .getHours,
            .getMinutes, .getSeconds, .getMilliseconds:
            return TimeReading.apply(self, arguments, activation)
        }
    }

    /// What it costs beside one for the operation.
    func weight(_ arguments: [Value]) -> UInt64 {
        switch self {
        case .contains:
            (arguments.first?.textWeight ?? 0) * ((arguments.last?.textWeight ?? 0) + 1)
        case .size, .startsWith, .endsWith, .int, .uint, .double, .string, .bytes, .bool, .timestamp,
            .duration:
            arguments.first?.textWeight ?? 0
        case .getFullYear, .getMonth, .getDayOfMonth, .getDate, .getDayOfWeek, .getDayOfYear, .getHours,
            .getMinutes, .getSeconds, .getMilliseconds:
            arguments.dropFirst().first?.textWeight ?? 0
        case .matches, .dyn, .type: 0
        }
    }

    /// Code points of a string, bytes of bytes, elements of a list, pairs of a map.
    private func size(of value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .string(let text): .success(.int(Int64(text.unicodeScalars.count)))
        case .bytes(let bytes): .success(.int(Int64(bytes.count)))
        case .list(let elements): .success(.int(Int64(elements.count)))
        case .map(let map): .success(.int(Int64(map.count)))
        case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type:
            .failure(.noSuchOverload(rawValue, [value]))
        }
    }

    private func compareTexts(_ arguments: [Value]) -> Result<Value, EvaluationError> {
        guard arguments.count == 2, case .string(let text) = arguments[0],
            case .string(let part) = arguments[1]
        else { return .failure(.noSuchOverload(rawValue, arguments)) }
        switch self {
        case .contains: return .success(.bool(StandardFunction.contains(text, part)))
        case .startsWith: return .success(.bool(text.utf8.starts(with: part.utf8)))
        case .endsWith: return .success(.bool(text.utf8.reversed().starts(with: part.utf8.reversed())))
        case .matches, .size, .int, .uint, .double, .string, .bytes, .bool, .timestamp, .duration, .dyn,
            .type,
            .getFullYear, .getMonth, .getDayOfMonth, .getDate, .getDayOfWeek, .getDayOfYear, .getHours,
            .getMinutes, .getSeconds, .getMilliseconds:
            return .failure(.noSuchOverload(rawValue, arguments))
        }
    }

    /// Byte by byte, which in UTF-8 finds whole scalars only.
    private static func contains(_ text: String, _ part: String) -> Bool {
        let bytes = Array(text.utf8)
        let wanted = Array(part.utf8)
        guard let first = wanted.first else { return true }
        guard bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
            if bytes[start...].starts(with: wanted) { return true }
        }
        return false
    }
}
