import CivilCalendar
import Testing
import Values

/// Counts as the law's sentence goes, day by day, without the arithmetic of the product.
private struct Clerk {
    let calendar: OfficeCalendar

    /// 行政程序法 §48 III for months: turn the leaves until the corresponding day or the month's end.
    func rawEnd(ofMonths months: Int, after start: CivilDate) -> CivilDate {
        let first = start.adding(days: 1)
        var day = first
        var turned = 0
        while true {
            let next = day.adding(days: 1)
            if next.month != day.month { turned += 1 }
            // The last month began: its corresponding day ends the period with the day before it.
            if turned == months, next.day == first.day { return day }
            // The last month ends without such a day.
            if turned == months + 1 { return day }
            day = next
        }
    }

    /// §48 IV: as long as the end is a day off, the day after it.
    func end(_ raw: CivilDate) -> CivilDate {
        var day = raw
        while !calendar.isWorkday(day) { day = day.adding(days: 1) }
        return day
    }
}

@Suite("Periods against a clerk with a paper calendar")
struct PeriodOracleTests {
    private let clerk = Clerk(calendar: Tables.calendar)

    @Test(arguments: [1, 2, 3, 12])
    func `months end on the day that the leaves give`(months: Int) throws {
        let period = try #require(Period(months, .months))
        let firstStart = try #require(CivilDate(iso: "2023-12-01"))
        var differing: [CivilDate] = []
        for offset in 0..<430 {
            let start = firstStart.adding(days: offset)
            let computation = DeadlineComputation(
                from: Taipei.startOfDay(start),
                period,
                calendar: Tables.calendar
            )
            let raw = clerk.rawEnd(ofMonths: months, after: start)
            let agrees =
                computation.days?.rawLast == raw
                && computation.days?.statutoryLast == clerk.end(raw)
            if !agrees { differing.append(start) }
        }
        #expect(differing.isEmpty)
    }

    @Test(arguments: [1, 2, 3, 5])
    func `a year is twelve months`(years: Int) throws {
        let inYears = try #require(Period(years, .years))
        let inMonths = try #require(Period(years * 12, .months))
        for offset in 0..<430 {
            let start = Taipei.startOfDay(try #require(CivilDate(iso: "2023-12-01")).adding(days: offset))
            let one = DeadlineComputation(from: start, inYears, calendar: Tables.calendar)
            let other = DeadlineComputation(from: start, inMonths, calendar: Tables.calendar)
            #expect(one.days?.rawLast == other.days?.rawLast)
        }
    }

    @Test(arguments: 1...12)
    func `office days are ticked off one by one`(count: Int) throws {
        let period = try #require(Period(count, .officeDays))
        for offset in stride(from: 0, to: 400, by: 5) {
            let start = try #require(CivilDate(iso: "2026-01-01")).adding(days: offset)
            var day = start
            var ticked = 0
            while ticked < count {
                day = day.adding(days: 1)
                if Tables.calendar.isWorkday(day) { ticked += 1 }
            }
            let end = DeadlineComputation(
                from: Taipei.startOfDay(start),
                period,
                calendar: Tables.calendar
            ).days
            #expect(end?.statutoryLast == day)
            #expect(end?.skipped.count == day.days(since: start) - count)
        }
    }
}
