import CivilCalendar
import Testing
import Values

@Suite("Deadlines")
struct DeadlineComputationTests {
    private func compute(
        _ start: String,
        _ period: String,
        calendar: OfficeCalendar = Tables.calendar,
        in places: Set<String> = []
    ) throws -> DeadlineComputation {
        let instant = try #require(Instant(rfc3339: start.count == 10 ? start + "T10:00+08:00" : start))
        return DeadlineComputation(from: instant, try Period(text: period), calendar: calendar, in: places)
    }

    /// The worked table of 行政程序法 §48, all rows.
    @Test(arguments: [
        ("2026-10-15", "10d", "2026-10-25", "2026-10-27"), ("2026-09-15", "10d", "2026-09-25", "2026-09-29"),
        ("2026-02-06", "10d", "2026-02-16", "2026-02-23"), ("2027-01-26", "10d", "2027-02-05", "2027-02-11"),
        ("2026-11-21", "7d", "2026-11-28", "2026-11-30"), ("2026-12-18", "7d", "2026-12-25", "2026-12-28"),
        ("2026-11-20", "10d", "2026-11-30", "2026-11-30"), ("2026-11-20", "2mo", "2027-01-20", "2027-01-20"),
        ("2026-11-20", "3mo", "2027-02-20", "2027-02-22"), ("2026-12-28", "2mo", "2027-02-28", "2027-03-02"),
        ("2026-12-29", "2mo", "2027-02-28", "2027-03-02"), ("2026-12-30", "2mo", "2027-02-28", "2027-03-02"),
        ("2026-12-31", "2mo", "2027-02-28", "2027-03-02"), ("2026-11-30", "3mo", "2027-02-28", "2027-03-02"),
        ("2026-08-31", "2mo", "2026-10-31", "2026-11-02"),
    ])
    func `the first day does not count and an end on a day off moves on`(
        start: String,
        period: String,
        raw: String,
        statutory: String
    ) throws {
        let computation = try compute(start, period)
        let days = try #require(computation.days)
        #expect(days.rawLast.iso == raw)
        #expect(days.statutoryLast.iso == statutory)
        #expect(computation.due == Taipei.endOfDay(days.statutoryLast))
        #expect(days.firstCounted == CivilDate(iso: start)?.adding(days: 1))
        #expect(days.skipped.count == days.statutoryLast.days(since: days.rawLast))
        #expect(days.skipped.allSatisfy { !$0.day.isWorkday })
        #expect(computation.calendarVersion == "115+116")
    }

    @Test(arguments: [
        // Months that start on the first of a month end with a month.
        ("2026-10-31", "1mo", "2026-11-30"), ("2026-12-31", "1y", "2027-12-31"),
        // Years: first counted day 29 February has no corresponding day.
        ("2024-02-28", "1y", "2025-02-28"), ("2024-02-29", "1y", "2025-02-28"),
        ("2026-11-20", "3y", "2029-11-20"),
        ("2026-01-30", "1mo", "2026-02-28"), ("2024-01-30", "1mo", "2024-02-29"),
        ("2026-12-27", "2mo", "2027-02-27"),
        ("2026-11-20", "1w", "2026-11-27"), ("2026-11-20", "2 weeks", "2026-12-04"),
        ("2026-11-20", "1d", "2026-11-21"),
    ])
    func `the raw end is that of 行政程序法 48 III`(start: String, period: String, raw: String) throws {
        #expect(try #require(try compute(start, period).days).rawLast.iso == raw)
    }

    @Test(arguments: [
        ("2026-11-21T12:00:00+08:00", "10m", "2026-11-21T04:10:00Z"),
        ("2026-11-21T12:00:00+08:00", "30 minutes", "2026-11-21T04:30:00Z"),
        ("2026-12-31T20:00:00+08:00", "8h", "2026-12-31T20:00:00Z"),
        ("2026-02-15T23:59:30+08:00", "24h", "2026-02-16T15:59:30Z"),
        ("2026-11-21T12:00:00+08:00", "72h", "2026-11-24T04:00:00Z"),
        ("2026-11-21T12:00:00+08:00", "45s", "2026-11-21T04:00:45Z"),
    ])
    func `hours run at once, at night and over New Year`(start: String, period: String, due: String) throws {
        let computation = try compute(start, period)
        #expect(computation.due.rfc3339 == due)
        #expect(computation.days == nil)
        #expect(!computation.isProvisional)
        #expect(computation.warnings.isEmpty)
        #expect(computation.advice == nil)
    }

    @Test(arguments: [
        ("2026-11-20", "10d penalty", "2026-11-29"), ("2026-10-16", "10d penalty", "2026-10-25"),
        ("2026-11-01", "1mo penalty", "2026-11-30"), ("2026-11-20", "1d penalty", "2026-11-20"),
        ("2026-01-31", "1mo penalty", "2026-02-28"),
    ])
    func `a penalty counts its first day and does not move`(start: String, period: String, last: String)
        throws
    {
        let days = try #require(try compute(start, period).days)
        #expect(days.firstCounted.iso == start)
        #expect(days.rawLast.iso == last)
        #expect(days.statutoryLast.iso == last)
        #expect(days.skipped.isEmpty)
        #expect(days.basis.isEmpty)
    }

    @Test(arguments: [
        ("2026-11-20", "1 office day", "2026-11-23", 2), ("2026-11-20", "5 office days", "2026-11-27", 2),
        ("2026-02-13", "1 office day", "2026-02-23", 9), ("2026-11-21", "1 office day", "2026-11-23", 1),
        ("2026-12-24", "3 office days", "2026-12-30", 3),
    ])
    func `office days count working days only`(start: String, period: String, last: String, skipped: Int)
        throws
    {
        let days = try #require(try compute(start, period).days)
        #expect(days.rawLast.iso == last)
        #expect(days.statutoryLast.iso == last)
        #expect(days.skipped.count == skipped)
    }

    @Test
    func `a start after midnight in Taipei belongs to the new day`() throws {
        let late = try compute("2026-11-20T15:59:59Z", "10d")
        let early = try compute("2026-11-20T16:00:00Z", "10d")
        #expect(late.days?.rawLast.iso == "2026-11-30")
        #expect(early.days?.rawLast.iso == "2026-12-01")
    }

    @Test
    func `every skipped day is shown with its reason`() throws {
        let days = try #require(try compute("2026-10-14", "10d").days)
        #expect(days.skipped.map(\.date.iso) == ["2026-10-24", "2026-10-25", "2026-10-26"])
        #expect(
            days.skipped.map(\.day.reason.zhHant)
                == ["例假日", "臺灣光復暨金門古寧頭大捷紀念日", "臺灣光復暨金門古寧頭大捷紀念日補假"]
        )
    }

    @Test(arguments: [
        // The last working day before the raw end, even where that is a working day itself.
        ("2026-11-20", "10d", "2026-11-27"), ("2026-10-15", "10d", "2026-10-23"),
        ("2026-02-06", "10d", "2026-02-13"),
        ("2026-11-20", "1d", "2026-11-20"), ("2026-11-21", "1d", nil), ("2026-12-18", "7d", "2026-12-24"),
    ])
    func `completion is suggested before the raw end but not before the start`(
        start: String,
        period: String,
        suggested: String?
    ) throws {
        #expect(try #require(try compute(start, period).days).suggested?.iso == suggested)
    }

    @Test
    func `an end moved from a Saturday is better met in the morning`() throws {
        #expect(try compute("2026-11-21", "7d").advice?.zhHant == "建議於星期一中午前完成")
        #expect(try compute("2026-12-18", "7d").advice == nil)
        #expect(try compute("2026-11-22", "7d").advice == nil)
    }

    @Test
    func `a typhoon on the last day moves the end for its county alone`() throws {
        let date = try #require(CivilDate(iso: "2026-11-30"))
        let reason = LocalizedText(zhHant: "颱風停止上班", en: "typhoon")
        let calendar = Tables.calendar(closures: [Closure(date: date, place: "north", reason: reason)])
        let there = try compute("2026-11-20", "10d", calendar: calendar, in: ["north"])
        #expect(there.days?.statutoryLast.iso == "2026-12-01")
        #expect(there.days?.skipped.map(\.day.reason) == [reason])
        let elsewhere = try compute("2026-11-20", "10d", calendar: calendar, in: ["south"])
        #expect(elsewhere.days?.statutoryLast.iso == "2026-11-30")
    }

    @Test
    func `completion is suggested for a day on which the county works`() throws {
        let friday = try #require(CivilDate(iso: "2026-11-27"))
        let reason = LocalizedText(zhHant: "颱風停止上班", en: "typhoon")
        let calendar = Tables.calendar(closures: [Closure(date: friday, place: "north", reason: reason)])
        let there = try compute("2026-11-20", "10d", calendar: calendar, in: ["north"])
        #expect(there.days?.suggested?.iso == "2026-11-26")
        #expect(there.days?.statutoryLast.iso == "2026-11-30")
        let ticked = try compute("2026-11-20", "5 office days", calendar: calendar, in: ["north"])
        #expect(ticked.days?.statutoryLast.iso == "2026-11-30")
        #expect(ticked.days?.skipped.map(\.date.iso).contains("2026-11-27") == true)
    }

    @Test
    func `half a typhoon day at the end moves nothing`() throws {
        let monday = try #require(CivilDate(iso: "2026-11-30"))
        let reason = LocalizedText(zhHant: "颱風下午停止上班", en: "typhoon in the afternoon")
        let half = Closure(date: monday, part: .afternoon, place: "north", reason: reason)
        let calendar = Tables.calendar(closures: [half])
        let days = try #require(try compute("2026-11-20", "10d", calendar: calendar, in: ["north"]).days)
        #expect(days.statutoryLast == monday)
        #expect(days.skipped.isEmpty)
    }

    @Test(arguments: [
        // A regular Saturday and Sunday in a year without a table, and the end of all calendars.
        ("9999-12-01", "60d", "9999-12-31"), ("9999-12-31", "100y", "9999-12-31"),
    ])
    func `the last year that can be written is the end of every period`(
        start: String,
        period: String,
        last: String
    ) throws {
        let days = try #require(try compute(start, period).days)
        #expect(days.rawLast.iso == last)
        #expect(days.statutoryLast.iso == last)
    }

    @Test
    func `a make-up working Saturday is no reason to move`() throws {
        let saturday = try #require(CivilDate(iso: "2024-02-17"))
        let table = try #require(
            OfficeYear(year: 2024, source: .official, holidays: [:], workdays: [saturday])
        )
        let calendar = OfficeCalendar(version: "113", years: [table])
        let days = try #require(try compute("2024-02-07", "10d", calendar: calendar).days)
        #expect(days.rawLast == saturday)
        #expect(days.statutoryLast == saturday)
        #expect(!days.morningAdvised)
    }

    @Test(arguments: [
        ("2026-11-20", "10d", CalendarBasis.official, [String]()),
        ("2026-11-20", "2mo", .community, ["116年辦公日曆尚未經核對，請以行政院公告為準"]),
        ("2026-11-20", "3y", .weekendsOnly, ["未匯入118年辦公日曆，僅以週末計算"]),
        // The end moves from an unconfirmed year into one without a table.
        (
            "2027-12-21", "10d", .weekendsOnly,
            ["116年辦公日曆尚未經核對，請以行政院公告為準", "未匯入117年辦公日曆，僅以週末計算"]
        ),
    ])
    func `a date says which calendar it rests on`(
        start: String,
        period: String,
        basis: CalendarBasis,
        warnings: [String]
    ) throws {
        let computation = try compute(start, period)
        #expect(computation.basis == basis)
        #expect(computation.isProvisional == (basis == .weekendsOnly))
        #expect(computation.warnings.map(\.zhHant) == warnings)
    }

    @Test
    func `the end never lies before the raw end nor on a day off`() throws {
        let units = ["d", "w", "mo", "od"]
        for offset in 0..<400 {
            let start = try #require(CivilDate(iso: "2026-01-01")).adding(days: offset)
            for unit in units {
                let days = try #require(try compute(start.iso, "\(offset % 40 + 1)\(unit)").days)
                #expect(days.rawLast > start)
                #expect(days.statutoryLast >= days.rawLast)
                #expect(Tables.calendar.isWorkday(days.statutoryLast))
            }
        }
    }
}
