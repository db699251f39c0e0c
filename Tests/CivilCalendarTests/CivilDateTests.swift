import CivilCalendar
import Testing
import Values

@Suite("Civil dates")
struct CivilDateTests {
    @Test(
        "exist only in the Gregorian calendar",
        arguments: [
            (2026, 2, 29, false), (2024, 2, 29, true), (1900, 2, 29, false), (2000, 2, 29, true),
            (2026, 4, 31, false), (2026, 13, 1, false), (2026, 0, 1, false), (2026, 1, 0, false),
            (0, 1, 1, false), (1, 1, 1, true), (9_999, 12, 31, true), (10_000, 1, 1, false),
        ]
    )
    func `exist only in the Gregorian calendar`(year: Int, month: Int, day: Int, exists: Bool) {
        #expect((CivilDate(year: year, month: month, day: day) != nil) == exists)
    }
}
