import Expressions
import Values

extension ExpressionPool {
    /// Whether a value of a type can be what is wanted; `dyn` can be anything.
    static func accepts(_ wanted: Wanted, _ type: ExpressionType) -> Bool {
        if type == .dyn { return true }
        return switch wanted {
        case .anything: true
        case .condition: type == .bool
        case .text: type == .string
        case .instant: type == .timestamp
        case .day: type == .timestamp || type == .string
        case .span: type == .duration || type == .string
        case .list: isList(type)
        case .type(let field): type == .null || fits(type, field)
        }
    }

    /// Whether a value can be assigned to a field, with the conversions that `FieldType.accepting` makes.
    private static func fits(_ type: ExpressionType, _ field: ExpressionType) -> Bool {
        switch (type, field) {
        case (.dyn, _), (_, .dyn), (.int, .double), (.uint, .int), (.timestamp, .string): true
        case (.list(let element), .list(let wanted)): fits(element, wanted)
        case (.record, .record), (.map, .record), (.record, .map), (.map, .map): true
        default: type == field
        }
    }

    private static func isList(_ type: ExpressionType) -> Bool {
        if case .list = type { return true }
        return false
    }

    static func mismatch(_ wanted: Wanted, _ type: ExpressionType) -> LocalizedText {
        let (zh, en) =
            switch wanted {
            case .anything: ("任何值", "anything")
            case .condition: ("真假值(bool)", "a truth value (bool)")
            case .text: ("文字(string)", "text (string)")
            case .instant: ("時間(timestamp)", "an instant (timestamp)")
            case .day: ("日期文字或時間(string, timestamp)", "a date's text or an instant (string, timestamp)")
            case .span: ("期間(duration, string)", "a period (duration, string)")
            case .list: ("清單(list)", "a list")
            case .type(let field): ("\(field)", "\(field)")
            }
        return LocalizedText(
            zhHant: "此處需要\(zh)，運算式的結果是 \(type)。",
            en: "Wanted here is \(en), but the expression gives \(type)."
        )
    }
}
