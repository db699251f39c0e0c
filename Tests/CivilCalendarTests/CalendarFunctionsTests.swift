import CivilCalendar
import Testing
import Values

@Suite("The calendar in expressions")
struct CalendarFunctionsTests {
    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test
    func `a due time comes from a period's text`() throws {
        let start = try instant("2026-10-15T10:00+08:00")
        #expect(try CalendarFunctions.due(start, "10d", Tables.calendar).rfc3339 == "2026-10-27T16:00:00Z")
        #expect(try CalendarFunctions.due(start, "10m", Tables.calendar).rfc3339 == "2026-10-15T02:10:00Z")
        #expect(throws: PeriodProblem.self) { try CalendarFunctions.due(start, "soon", Tables.calendar) }
    }

    @Test
    func `months are compared by the days of Taipei`() throws {
        let first = try instant("2026-01-30T15:59:59Z")
        #expect(CalendarFunctions.withinMonth(first, try instant("2026-02-28T15:59:59Z")))
        #expect(!CalendarFunctions.withinMonth(first, try instant("2026-02-28T16:00:00Z")))
    }

    @Test
    func `days are counted between instants`() throws {
        let start = try instant("2026-11-20T23:59+08:00")
        let end = try instant("2026-11-30T00:00+08:00")
        #expect(CalendarFunctions.daysBetween(start, end) == 10)
        #expect(CalendarFunctions.daysBetween(end, start) == -10)
        #expect(CalendarFunctions.officeDaysBetween(start, end, Tables.calendar) == 6)
        let saturday = try instant("2026-11-21T10:00+08:00")
        let monday = try instant("2026-11-23T10:00+08:00")
        #expect(CalendarFunctions.officeDaysBetween(saturday, monday, Tables.calendar) == 1)
        #expect(
            CalendarFunctions.officeDaysBetween(monday, saturday + (monday - saturday), Tables.calendar) == 0
        )
        #expect(CalendarFunctions.officeDaysBetween(end, start, Tables.calendar) == 0)
        #expect(CalendarFunctions.officeDaysBetween(start, start, Tables.calendar) == 0)
    }

    @Test
    func `an instant has a day, a year of the Republic and perhaps an office`() throws {
        let newYear = try instant("2026-12-31T16:00:00Z")
        #expect(CalendarFunctions.date(newYear) == "2027-01-01")
        #expect(CalendarFunctions.rocYear(newYear) == 116)
        #expect(CalendarFunctions.rocYear(newYear - TimeSpan(seconds: 1)) == 115)
        #expect(!CalendarFunctions.isWorkday(newYear, Tables.calendar))
        #expect(CalendarFunctions.isWorkday(newYear - TimeSpan(seconds: 1), Tables.calendar))
    }

    @Test
    func `plain dates begin somewhere and have an age`() throws {
        #expect(CalendarFunctions.startOfDay("1979-08-01")?.rfc3339 == "1979-07-31T15:00:00Z")
        #expect(CalendarFunctions.startOfDay("1979-02-30") == nil)
        let now = try instant("2026-11-21T00:00+08:00")
        #expect(CalendarFunctions.age("1950-11-21", now) == 76)
        #expect(CalendarFunctions.age("1950-11-22", now) == 75)
        #expect(CalendarFunctions.age("", now) == nil)
    }
}
