import Values

/// The conversions between types: `int(x)`, `string(x)` and so on.
enum Conversion {
    static func int(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .int: .success(value)
        case .uint(let number): whole(Int64(exactly: number), value, "int") { .int($0) }
        case .double(let number):
            // Both ends are excluded: the doubles there stand for many whole numbers.
            whole(
                number > -0x1p63 && number < 0x1p63 ? Int64(number) : nil,
                value,
                "int"
            ) { .int($0) }
        case .string(let text): parsed(Int64(text), text, "int") { .int($0) }
        case .timestamp(let instant): .success(.int(instant.seconds))
        case .null, .bool, .bytes, .list, .map, .duration, .type: .failure(.noSuchOverload("int", [value]))
        }
    }

    static func uint(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .uint: .success(value)
        case .int(let number): whole(UInt64(exactly: number), value, "uint") { .uint($0) }
        case .double(let number):
            whole(
                number >= 0 && number < 0x1p64 ? UInt64(number) : nil,
                value,
                "uint"
            ) { .uint($0) }
        case .string(let text): parsed(UInt64(text), text, "uint") { .uint($0) }
        case .null, .bool, .bytes, .list, .map, .timestamp, .duration, .type:
            .failure(.noSuchOverload("uint", [value]))
        }
    }

    static func double(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .double: .success(value)
        case .int(let number): .success(.double(Double(number)))
        case .uint(let number): .success(.double(Double(number)))
        case .string(let text): parsed(number(text), text, "double") { .double($0) }
        case .null, .bool, .bytes, .list, .map, .timestamp, .duration, .type:
            .failure(.noSuchOverload("double", [value]))
        }
    }

    static func bool(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .bool: return .success(value)
        case .string(let text):
            if ["1", "t", "true", "TRUE", "True"].contains(text) { return .success(.bool(true)) }
            if ["0", "f", "false", "FALSE", "False"].contains(text) { return .success(.bool(false)) }
            return .failure(.invalid(text, as: "bool"))
        case .null, .int, .uint, .double, .bytes, .list, .map, .timestamp, .duration, .type:
            return .failure(.noSuchOverload("bool", [value]))
        }
    }

    static func string(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .string: return .success(value)
        case .bool(let truth): return .success(.string(truth ? "true" : "false"))
        case .int(let number): return .success(.string(String(number)))
        case .uint(let number): return .success(.string(String(number)))
        case .double(let number): return .success(.string(text(of: number)))
        case .bytes(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .failure(.invalid("bytes", as: "UTF-8"))
            }
            return .success(.string(text))
        case .timestamp(let instant):
            return instant.isPrintable ? .success(.string(instant.rfc3339)) : .failure(.timeOverflow)
        case .duration(let span): return .success(.string(span.text))
        case .null, .list, .map, .type: return .failure(.noSuchOverload("string", [value]))
        }
    }

    static func bytes(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .bytes: .success(value)
        case .string(let text): .success(.bytes(Array(text.utf8)))
        case .null, .bool, .int, .uint, .double, .list, .map, .timestamp, .duration, .type:
            .failure(.noSuchOverload("bytes", [value]))
        }
    }

    static func timestamp(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .timestamp: .success(value)
        case .int(let seconds): Arithmetic.instantValue(Instant(seconds: seconds))
        case .string(let text): parsed(Instant(rfc3339: text), text, "timestamp") { .timestamp($0) }
        case .null, .bool, .uint, .double, .bytes, .list, .map, .duration, .type:
            .failure(.noSuchOverload("timestamp", [value]))
        }
    }

    static func duration(_ value: Value) -> Result<Value, EvaluationError> {
        switch value {
        case .duration: return .success(value)
        case .string(let text):
            // No sensible span is longer than this, and sums of long ones could overflow while being read.
            guard text.utf8.count <= 64, let span = TimeSpan(text: text) else {
                return .failure(.invalid(text, as: "duration"))
            }
            return Arithmetic.spanValue(span)
        case .null, .bool, .int, .uint, .double, .bytes, .list, .map, .timestamp, .type:
            return .failure(.noSuchOverload("duration", [value]))
        }
    }

    /// The shortest decimal form that gives the number back; whole numbers without a point.
    static func text(of number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A double from its text; one too large for a double is none.
    private static func number(_ text: String) -> Double? {
        guard let number = Double(text) else { return nil }
        let isWritten = text.utf8.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return isWritten && !number.isFinite ? nil : number
    }

    private static func whole<Number>(
        _ number: Number?,
        _ value: Value,
        _ type: String,
        _ wrap: (Number) -> Value
    ) -> Result<Value, EvaluationError> {
        number.map { .success(wrap($0)) } ?? .failure(.outOfRange(value.plainText, type))
    }

    private static func parsed<Parsed>(
        _ parsed: Parsed?,
        _ text: String,
        _ type: String,
        _ wrap: (Parsed) -> Value
    ) -> Result<Value, EvaluationError> {
        parsed.map { .success(wrap($0)) } ?? .failure(.invalid(text, as: type))
    }
}
