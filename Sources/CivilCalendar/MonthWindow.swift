/// The month within which two events count together (K-2.2.1b): rolling, by the calendar, both ways.
///
/// A trigger, not a deadline: holidays do not move it. An earlier event on day d opens a window that ends
/// on the last day of one month counted from d + 1.
public enum MonthWindow {
    /// The last day of the window that an event on a day opens: 01-15 gives 02-15, 01-31 gives 02-28.
    public static func lastDay(from day: CivilDate) -> CivilDate {
        day.adding(days: 1).lastDay(ofMonths: 1)
    }

    /// The first day whose window still reaches a day: where to begin to look for earlier events.
    public static func firstDay(reaching day: CivilDate) -> CivilDate {
        // No window is longer than 31 days.
        var first = day.adding(days: -31)
        while lastDay(from: first) < day { first = first.adding(days: 1) }
        return first
    }

    /// Whether two days lie in one window, whichever is the earlier: a late entry counts too.
    public static func contains(_ one: CivilDate, _ other: CivilDate) -> Bool {
        max(one, other) <= lastDay(from: min(one, other))
    }
}
