/// The length of a legal clock with the rule by which it is counted: `10 minutes`, `7 days`, `2 months`.
///
/// `immediately` is not a period: it has no figure, and none is invented for it.
public struct Period: Sendable, Hashable {
    /// How many units; at least 1 and at most about a century.
    public let value: Int
    /// What is counted.
    public let unit: Unit
    /// How it is counted.
    public let rule: Rule

    /// What a period counts.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        case seconds
        case minutes
        case hours
        case days
        /// Days on which the office works.
        case officeDays
        case weeks
        case months
        case years
    }

    /// How a period is counted.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// Runs at once, round the clock, holidays or not: seconds, minutes, hours.
        case hours
        /// 行政程序法 §48 II-IV: the first day does not count; an end on a day off moves to the next working day.
        case administrative
        /// 行政程序法 §48 V, periods that burden somebody: the first day counts; the end does not move.
        case penalty
    }

    /// A period; nil if the value is out of range or the rule does not fit the unit.
    ///
    /// Seconds, minutes and hours run by `.hours`; longer units by `.administrative`, which is the
    /// default, or `.penalty`. Office days only by `.administrative`.
    public init?(_ value: Int, _ unit: Unit, rule: Rule? = nil) {
        let rule = rule ?? unit.usualRule
        guard value >= 1, value <= unit.largestValue, unit.allows(rule) else { return nil }
        self.value = value
        self.unit = unit
        self.rule = rule
    }
}

extension Period.Unit {
    /// The rule that a period of the unit follows when nothing else is said.
    public var usualRule: Period.Rule { isClockTime ? .hours : .administrative }

    /// Whether the unit runs on the clock rather than by days.
    public var isClockTime: Bool {
        switch self {
        case .seconds, .minutes, .hours: true
        case .days, .officeDays, .weeks, .months, .years: false
        }
    }

    /// Seconds in one unit of clock time; nil for units of days.
    var seconds: Int64? {
        switch self {
        case .seconds: 1
        case .minutes: 60
        case .hours: 3_600
        case .days, .officeDays, .weeks, .months, .years: nil
        }
    }

    /// The most that a period may have of the unit: about a century, a year for clock time.
    var largestValue: Int {
        switch self {
        case .seconds: 31_622_400
        case .minutes: 527_040
        case .hours: 8_784
        case .days: 36_525
        case .officeDays: 2_500
        case .weeks: 5_218
        case .months: 1_200
        case .years: 100
        }
    }

    func allows(_ rule: Period.Rule) -> Bool {
        switch rule {
        case .hours: isClockTime
        case .administrative: !isClockTime
        case .penalty: !isClockTime && self != .officeDays
        }
    }
}
