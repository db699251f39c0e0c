public import Values

/// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday 7.
public enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case monday = 1
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday

    /// The day of the week of a day counted from 1970-01-01, which was a Thursday.
    init(dayNumber: Int) {
        let sinceMonday = (dayNumber % 7 + 10) % 7
        self = Weekday.allCases[sinceMonday]
    }

    /// Whether the day is a Saturday or Sunday.
    public var isWeekend: Bool { self == .saturday || self == .sunday }

    /// The name in full: 星期六, Saturday.
    public var name: LocalizedText {
        switch self {
        case .monday: LocalizedText(zhHant: "星期一", en: "Monday")
        case .tuesday: LocalizedText(zhHant: "星期二", en: "Tuesday")
        case .wednesday: LocalizedText(zhHant: "星期三", en: "Wednesday")
        case .thursday: LocalizedText(zhHant: "星期四", en: "Thursday")
        case .friday: LocalizedText(zhHant: "星期五", en: "Friday")
        case .saturday: LocalizedText(zhHant: "星期六", en: "Saturday")
        case .sunday: LocalizedText(zhHant: "星期日", en: "Sunday")
        }
    }
}
