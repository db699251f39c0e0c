public import Values

extension Period {
    /// A period from its text; throws a sentence for the author of a workflow or profile.
    ///
    ///     period = NUMBER [space] unit [space "penalty"]
    ///     unit   = "s"  | "second[s]"     "d"  | "day[s]"         "mo" | "month[s]"
    ///            | "m"  | "minute[s]"     "od" | "office day[s]"  "y"  | "year[s]"
    ///            | "h"  | "hour[s]"       "w"  | "week[s]"
    ///
    /// `10m`, `8h`, `10 days`, `5 office days`, `2mo`, `3y`, `10d penalty`. `m` is minutes.
    public init(text: some StringProtocol) throws(PeriodProblem) {
        let text = Folded.text(text).lowercased()
        if text == "immediately" { throw PeriodProblem(.hasNoFigure, text) }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let value = Int(digits) else { throw PeriodProblem(.unreadable, text) }
        var words = text.dropFirst(digits.count).split(separator: " ")
        var rule: Rule?
        if words.count > 1, words.last == "penalty" {
            words.removeLast()
            rule = .penalty
        }
        guard let unit = Period.units[words.joined(separator: " ")] else {
            throw PeriodProblem(.unreadable, text)
        }
        guard let period = Period(value, unit, rule: rule) else {
            throw PeriodProblem(unit.allows(rule ?? unit.usualRule) ? .outOfRange(unit) : .noPenalty, text)
        }
        self = period
    }

    /// The period in full English words, which `init(text:)` reads back: `5 office days`.
    public var text: String {
        let plural = unit == .officeDays ? "office days" : unit.rawValue
        let noun = value == 1 ? String(plural.dropLast()) : plural
        return "\(value) \(noun)" + (rule == .penalty ? " penalty" : "")
    }

    /// The period for people: 5個工作日, 5 office days.
    public var display: LocalizedText {
        let noun =
            switch unit {
            case .seconds: "秒"
            case .minutes: "分鐘"
            case .hours: "小時"
            case .days: "日"
            case .officeDays: "個工作日"
            case .weeks: "週"
            case .months: "個月"
            case .years: "年"
            }
        let plain = Period(value, unit)?.text ?? text
        guard rule == .penalty else { return LocalizedText(zhHant: "\(value)\(noun)", en: plain) }
        return LocalizedText(zhHant: "\(value)\(noun)(始日計入，末日不順延)", en: "\(plain), first day counted")
    }

    private static let units: [String: Unit] = [
        "s": .seconds, "second": .seconds, "seconds": .seconds,
        "m": .minutes, "minute": .minutes, "minutes": .minutes,
        "h": .hours, "hour": .hours, "hours": .hours,
        "d": .days, "day": .days, "days": .days,
        "od": .officeDays, "office day": .officeDays, "office days": .officeDays,
        "w": .weeks, "week": .weeks, "weeks": .weeks,
        "mo": .months, "month": .months, "months": .months,
        "y": .years, "year": .years, "years": .years,
    ]
}

extension Period: CustomStringConvertible {
    /// The period in full English words.
    public var description: String { text }
}
