import CivilCalendar
import Testing

@Suite("Two injuries within a month")
struct MonthWindowTests {
    /// The test values of K-2.2.1b.
    @Test(arguments: [
        ("2026-01-15", "2026-02-15"), ("2026-01-31", "2026-02-28"), ("2024-01-31", "2024-02-29"),
        ("2026-01-30", "2026-02-28"), ("2024-01-30", "2024-02-29"), ("2026-02-28", "2026-03-31"),
        ("2026-04-30", "2026-05-31"), ("2026-03-15", "2026-04-15"), ("2026-12-15", "2027-01-15"),
    ])
    func `the window ends one month after the day that opens it`(day: String, end: String) throws {
        #expect(MonthWindow.lastDay(from: try #require(CivilDate(iso: day))).iso == end)
    }

    @Test(arguments: [
        ("2026-01-31", "2026-02-28", true), ("2026-01-31", "2026-03-01", false),
        ("2026-05-31", "2026-06-01", true), ("2026-03-15", "2026-04-15", true),
        ("2026-03-15", "2026-04-16", false), ("2026-03-15", "2026-03-15", true),
        ("2026-12-15", "2027-01-16", false),
    ])
    func `two events count together whichever was entered first`(
        one: String,
        other: String,
        together: Bool
    ) throws {
        let first = try #require(CivilDate(iso: one))
        let second = try #require(CivilDate(iso: other))
        #expect(MonthWindow.contains(first, second) == together)
        #expect(MonthWindow.contains(second, first) == together)
    }

    @Test
    func `the first day that reaches is the edge of the window`() throws {
        for offset in 0..<1_500 {
            let day = try #require(CivilDate(iso: "2024-01-01")).adding(days: offset)
            let first = MonthWindow.firstDay(reaching: day)
            #expect(MonthWindow.contains(first, day))
            #expect(!MonthWindow.contains(first.adding(days: -1), day))
            #expect(MonthWindow.lastDay(from: day) > day.adding(days: 27))
        }
    }
}
