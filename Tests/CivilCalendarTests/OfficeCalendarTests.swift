import CivilCalendar
import Testing
import Values

@Suite("The office calendar")
struct OfficeCalendarTests {
    @Test
    func `the tables add up to the days off that were counted`() throws {
        #expect(Tables.calendar.years[2026]?.daysOff == 120)
        #expect(Tables.calendar.years[2027]?.daysOff == 121)
        #expect(try #require(OfficeYear(year: 2024, source: .official, holidays: [:])).daysOff == 104)
    }

    @Test(arguments: [
        ("2026-02-13", true, "工作日"), ("2026-02-16", false, "農曆除夕"), ("2026-02-21", false, "例假日"),
        ("2026-02-23", true, "工作日"), ("2026-10-10", false, "國慶日"), ("2026-10-09", false, "國慶日補假"),
        ("2026-10-25", false, "臺灣光復暨金門古寧頭大捷紀念日"), ("2027-02-11", true, "工作日"),
        ("2027-12-31", false, "117年開國紀念日補假"), ("2028-01-03", true, "工作日"), ("2028-01-01", false, "例假日"),
    ])
    func `a day is off for a reason that can be shown`(iso: String, isWorkday: Bool, reason: String) throws {
        let date = try #require(CivilDate(iso: iso))
        #expect(Tables.calendar.isWorkday(date) == isWorkday)
        #expect(Tables.calendar.day(date).reason.zhHant == reason)
    }

    @Test
    func `a make-up Saturday is a working day`() throws {
        let saturday = try #require(CivilDate(iso: "2024-02-17"))
        let table = try #require(
            OfficeYear(year: 2024, source: .official, holidays: [:], workdays: [saturday])
        )
        let calendar = OfficeCalendar(version: "113", years: [table])
        #expect(calendar.day(saturday) == .makeUpWorkday)
        #expect(calendar.day(saturday.adding(days: 1)) == .weekend)
        #expect(table.daysOff == 103)
    }

    @Test
    func `a table is refused when it contradicts itself or names another year`() throws {
        let day = try #require(CivilDate(iso: "2026-01-03"))
        let name = LocalizedText(zhHant: "節日", en: "holiday")
        #expect(OfficeYear(year: 2026, source: .official, holidays: [day: name], workdays: [day]) == nil)
        #expect(OfficeYear(year: 2027, source: .official, holidays: [day: name]) == nil)
        #expect(OfficeYear(year: 2027, source: .official, holidays: [:], workdays: [day]) == nil)
    }

    @Test
    func `a typhoon day closes one place and no other`() throws {
        let date = try #require(CivilDate(iso: "2026-07-10"))
        let closure = Closure(
            date: date,
            place: "north",
            reason: LocalizedText(zhHant: "颱風停止上班", en: "typhoon")
        )
        let calendar = Tables.calendar(closures: [closure])
        #expect(!calendar.isWorkday(date, in: ["north"]))
        #expect(!calendar.isWorkday(date, in: ["social-bureau", "north"]))
        #expect(calendar.day(date, in: ["north"]) == .closed(closure))
        #expect(calendar.isWorkday(date, in: ["south"]))
        #expect(calendar.isWorkday(date))
        #expect(calendar.isWorkday(date.adding(days: -1), in: ["north"]))
    }

    @Test
    func `half a typhoon day stays a working day unless the other half is called off too`() throws {
        let date = try #require(CivilDate(iso: "2026-07-10"))
        let reason = LocalizedText(zhHant: "颱風下午停止上班", en: "typhoon in the afternoon")
        let half = Closure(date: date, part: .afternoon, place: "north", reason: reason)
        let whole = Closure(date: date, part: .wholeDay, place: "north", reason: reason)
        #expect(Tables.calendar(closures: [half]).day(date, in: ["north"]) == .halfClosed(half))
        #expect(Tables.calendar(closures: [half]).isWorkday(date, in: ["north"]))
        #expect(!Tables.calendar(closures: [half, whole]).isWorkday(date, in: ["north"]))
        #expect(!Tables.calendar(closures: [whole, half]).isWorkday(date, in: ["north"]))
    }

    @Test
    func `a holiday keeps its name under a typhoon`() throws {
        let date = try #require(CivilDate(iso: "2026-09-25"))
        let reason = LocalizedText(zhHant: "颱風停止上班", en: "typhoon")
        let calendar = Tables.calendar(closures: [Closure(date: date, place: "north", reason: reason)])
        #expect(calendar.day(date, in: ["north"]).reason.zhHant == "中秋節")
    }

    @Test(arguments: [
        (1, "2026-11-30", "2026-11-27"), (3, "2026-11-30", "2026-11-25"), (7, "2026-11-30", "2026-11-19"),
        (1, "2026-02-23", "2026-02-13"), (0, "2026-11-30", "2026-11-30"), (3, "2026-11-29", "2026-11-25"),
    ])
    func `working days are counted backwards for reminders`(count: Int, from: String, to: String) throws {
        #expect(Tables.calendar.workday(count, before: try #require(CivilDate(iso: from))).iso == to)
    }

    @Test
    func `a year without a table knows weekends only and says so`() throws {
        #expect(Tables.calendar.basis(ofYear: 2026) == .official)
        #expect(Tables.calendar.basis(ofYear: 2027) == .community)
        #expect(Tables.calendar.basis(ofYear: 2028) == .weekendsOnly)
        #expect(OfficeCalendar.weekendsOnly.basis(ofYear: 2026) == .weekendsOnly)
        #expect(OfficeCalendar.weekendsOnly.isWorkday(try #require(CivilDate(iso: "2026-02-16"))))
        #expect(CalendarBasis.official.warning(rocYear: 115) == nil)
        #expect(CalendarBasis.weekendsOnly.warning(rocYear: 116)?.zhHant == "未匯入116年辦公日曆，僅以週末計算")
    }

    @Test
    func `a later table replaces an earlier one of its year`() throws {
        let first = try #require(OfficeYear(year: 2026, source: .community, holidays: [:]))
        let second = try #require(OfficeYear(year: 2026, source: .official, holidays: [:]))
        #expect(OfficeCalendar(version: "x", years: [first, second]).basis(ofYear: 2026) == .official)
    }
}
