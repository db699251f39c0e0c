public import Values

/// The calendar as plain functions from instants to values, for the expressions of workflows.
///
/// Days are those of Taipei. Nothing here knows the present: the caller passes it in.
public enum CalendarFunctions {
    /// When a period from an instant is over: the first instant that is too late.
    public static func due(
        _ start: Instant,
        _ period: String,
        _ calendar: OfficeCalendar,
        _ places: Set<String> = []
    ) throws(PeriodProblem) -> Instant {
        let period = try Period(text: period)
        return DeadlineComputation(from: start, period, calendar: calendar, in: places).due
    }

    /// Whether two instants lie within one month window (clauses K-2.2.1b), in either order.
    public static func withinMonth(_ one: Instant, _ other: Instant) -> Bool {
        MonthWindow.contains(Taipei.date(of: one), Taipei.date(of: other))
    }

    /// How many days of the calendar lie between two instants: 0 on the same day, negative backwards.
    public static func daysBetween(_ start: Instant, _ end: Instant) -> Int64 {
        Int64(Taipei.date(of: end).days(since: Taipei.date(of: start)))
    }

    /// How many working days lie after the day of one instant up to the day of another.
    public static func officeDaysBetween(
        _ start: Instant,
        _ end: Instant,
        _ calendar: OfficeCalendar,
        _ places: Set<String> = []
    ) -> Int64 {
        let first = Taipei.date(of: start)
        let count = max(0, Taipei.date(of: end).days(since: first))
        let days = (0..<count).lazy.map { first.adding(days: $0 + 1) }
        return Int64(days.count { calendar.isWorkday($0, in: places) })
    }

    /// Whether an instant lies on a working day.
    public static func isWorkday(
        _ instant: Instant,
        _ calendar: OfficeCalendar,
        _ places: Set<String> = []
    ) -> Bool {
        calendar.isWorkday(Taipei.date(of: instant), in: places)
    }

    /// The year of the Republic at an instant: 115.
    public static func rocYear(_ instant: Instant) -> Int64 {
        Int64(Taipei.date(of: instant).rocYear)
    }

    /// The ISO form of the day of an instant: 2026-11-21.
    public static func date(_ instant: Instant) -> String { Taipei.date(of: instant).iso }

    /// The instant at which a day in ISO form begins; nil if it is none.
    public static func startOfDay(_ iso: String) -> Instant? {
        CivilDate(iso: iso).map(Taipei.startOfDay)
    }

    /// The completed years between a birth date in ISO form and an instant; nil if it is no date.
    public static func age(_ birthDate: String, _ instant: Instant) -> Int64? {
        CivilDate(iso: birthDate).map { Int64($0.age(on: Taipei.date(of: instant))) }
    }
}
