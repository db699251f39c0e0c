import CivilCalendar
import Testing
import Values

@Suite("Civil dates")
struct CivilDateTests {
    @Test(arguments: [
        (2026, 2, 29, false), (2024, 2, 29, true), (1900, 2, 29, false), (2000, 2, 29, true),
        (2026, 4, 31, false), (2026, 13, 1, false), (2026, 0, 1, false), (2026, 1, 0, false),
        (0, 1, 1, false), (1, 1, 1, true), (9_999, 12, 31, true), (10_000, 1, 1, false),
    ])
    func `a date exists only if the Gregorian calendar has it`(year: Int, month: Int, day: Int, exists: Bool)
    {
        #expect((CivilDate(year: year, month: month, day: day) != nil) == exists)
    }

    @Test(arguments: [
        ("2026-11-21", Weekday.saturday), ("2026-11-22", .sunday), ("2026-11-23", .monday),
        ("1970-01-01", .thursday), ("1969-12-31", .wednesday), ("1912-01-01", .monday),
        ("2000-02-29", .tuesday), ("0001-01-01", .monday), ("9999-12-31", .friday),
    ])
    func `every date has its day of the week`(iso: String, weekday: Weekday) throws {
        let date = try #require(CivilDate(iso: iso))
        #expect(date.weekday == weekday)
        #expect(date.weekday.isWeekend == (weekday.rawValue > 5))
    }

    @Test(arguments: ["2026-11-21", "0001-01-01", "9999-12-31", "1911-10-10"])
    func `the ISO form is read as it is printed`(iso: String) {
        #expect(CivilDate(iso: iso)?.iso == iso)
        #expect(CivilDate(iso: iso)?.description == iso)
    }

    @Test(arguments: [
        "", "2026-11-2", "2026-1-21", "26-11-21", "2026/11/21", "2026-11-21 ", "2026-02-29", "2026-13-01",
        "+026-11-21", "２０２６-11-21", "2026-11-21T00:00",
    ])
    func `anything else is no ISO date`(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test(arguments: [
        ("2026-11-21", 10, "2026-12-01"), ("2026-01-01", -1, "2025-12-31"), ("2024-02-28", 1, "2024-02-29"),
        ("2026-02-28", 1, "2026-03-01"), ("9999-12-31", 1, "9999-12-31"), ("0001-01-01", -1, "0001-01-01"),
        ("2026-11-21", Int.max, "9999-12-31"), ("2026-11-21", Int.min, "0001-01-01"),
    ])
    func `days are added and stop at the ends of the range`(from: String, days: Int, to: String) throws {
        #expect(try #require(CivilDate(iso: from)).adding(days: days).iso == to)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-21", 2, "2027-01-21"),
        ("2026-03-31", -1, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2026-01-15", -1, "2025-12-15"),
        ("2026-11-21", 0, "2026-11-21"), ("9999-12-15", 1, "9999-12-15"), ("0001-01-15", -1, "0001-01-15"),
    ])
    func `months are added with the last day where there is no such day`(
        from: String,
        months: Int,
        to: String
    ) throws {
        #expect(try #require(CivilDate(iso: from)).adding(months: months).iso == to)
    }

    @Test(arguments: [
        ("2000-11-21", "2026-11-20", 25), ("2000-11-21", "2026-11-21", 26), ("2026-11-21", "2026-11-21", 0),
        ("2004-02-29", "2026-02-28", 21), ("2004-02-29", "2026-03-01", 22), ("2004-02-29", "2024-02-29", 20),
        ("2027-01-01", "2026-11-21", 0),
    ])
    func `age is counted in completed years`(birth: String, day: String, age: Int) throws {
        let birthDate = try #require(CivilDate(iso: birth))
        #expect(birthDate.age(on: try #require(CivilDate(iso: day))) == age)
    }

    @Test
    func `day numbers and dates are one to one over four centuries`() {
        var previous = CivilDate(dayNumber: -100_001)
        var faulty: [CivilDate] = []
        for number in -100_000...50_000 {
            let date = CivilDate(dayNumber: number)
            let isSound =
                date.dayNumber == number && date > previous
                && date.weekday.rawValue == previous.weekday.rawValue % 7 + 1
                && CivilDate(year: date.year, month: date.month, day: date.day) == date
            if !isSound { faulty.append(date) }
            previous = date
        }
        #expect(faulty.isEmpty)
    }
}
