import Values

/// A day of the Gregorian calendar, without time or zone: birth dates, last days, holidays.
///
/// Years 1 to 9999. Never kept as an instant: midnight of a birth date would shift with the zone's
/// history (domain: Taipei had summer time until 1979).
public struct CivilDate: Sendable, Hashable, Comparable {
    /// The year of the common era, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// A date from its parts; nil if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month),
            day >= 1, day <= Gregorian.daysInMonth(year: year, month: month)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date a number of days after 1970-01-01; the nearest end of the range if it lies outside.
    public init(dayNumber: Int) {
        let clamped = min(max(dayNumber, CivilDate.firstDayNumber), CivilDate.lastDayNumber)
        (year, month, day) = Gregorian.date(dayNumber: clamped)
    }

    /// How many days the date lies after 1970-01-01.
    public var dayNumber: Int { Gregorian.dayNumber(year: year, month: month, day: day) }

    /// The day of the week.
    public var weekday: Weekday { Weekday(dayNumber: dayNumber) }

    /// The year of the Republic: 115 for 2026, 0 for 1911, which is 民國前1年.
    public var rocYear: Int { year - 1_911 }

    /// Whether the left day comes first.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static let firstDayNumber = Gregorian.dayNumber(year: 1, month: 1, day: 1)
    private static let lastDayNumber = Gregorian.dayNumber(year: 9_999, month: 12, day: 31)
}
