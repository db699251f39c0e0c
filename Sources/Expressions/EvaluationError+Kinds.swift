import Values

/// The errors of the language, each worded once.
extension EvaluationError {
    static func noSuchOverload(_ function: String, _ arguments: [Value]) -> EvaluationError {
        let types = arguments.map(\.typeName).joined(separator: ", ")
        return EvaluationError(
            .noSuchOverload,
            zhHant: "「\(function)」不能用於（\(types)）",
            en: "no such overload: \(function)(\(types))"
        )
    }

    static func undeclared(_ name: String) -> EvaluationError {
        EvaluationError(
            .undeclaredReference,
            zhHant: "沒有「\(name)」這個名稱",
            en: "undeclared reference to '\(name)'"
        )
    }

    static func noSuchKey(_ key: String) -> EvaluationError {
        EvaluationError(.noSuchKey, zhHant: "沒有「\(key)」這個鍵", en: "no such key: \(key)")
    }

    static func indexOutOfRange(_ index: String) -> EvaluationError {
        EvaluationError(
            .indexOutOfRange,
            zhHant: "清單沒有第 \(index) 項（自 0 起算）",
            en: "index out of bounds: \(index)"
        )
    }

    static func outOfRange(_ what: String, _ type: String) -> EvaluationError {
        EvaluationError(
            .outOfRange,
            zhHant: "\(what) 超出 \(type) 的範圍",
            en: "range error: \(what) is out of the range of \(type)"
        )
    }

    static func invalid(_ text: String, as type: String) -> EvaluationError {
        EvaluationError(
            .invalidArgument,
            zhHant: "「\(text)」不是有效的 \(type)",
            en: "'\(text)' is not a valid \(type)"
        )
    }

    static let overflow = EvaluationError(.integerOverflow, zhHant: "整數溢位", en: "integer overflow")

    static let timeOverflow = EvaluationError(
        .outOfRange,
        zhHant: "時間超出範圍（西元 1 至 9999 年）",
        en: "range error: time overflow"
    )

    static let divisionByZero = EvaluationError(.divisionByZero, zhHant: "除以零", en: "division by zero")

    static let modulusByZero = EvaluationError(.modulusByZero, zhHant: "除以零取餘數", en: "modulus by zero")

    static let repeatedKey = EvaluationError(.repeatedKey, zhHant: "對映中有重複的鍵", en: "repeated key in map")

    static let costLimit = EvaluationError(
        .costLimitExceeded,
        zhHant: "運算超過成本上限",
        en: "cost limit exceeded"
    )

    static func unsupportedKey(_ type: String) -> EvaluationError {
        EvaluationError(
            .unsupportedKey,
            zhHant: "\(type) 不能作為對映的鍵",
            en: "unsupported key type: \(type)"
        )
    }
}
