import CivilCalendar
import Testing
import Values

@Suite("The clock of Taipei")
struct TaipeiTests {
    /// Rows computed with the tz database's own reader, not with the table under test.
    @Test(arguments: [
        ("1890-06-01T00:00:00Z", 29160, "1890-06-01T08:06:00"),
        ("1895-12-31T15:53:59Z", 29160, "1895-12-31T23:59:59"),
        ("1895-12-31T15:54:00Z", 28800, "1895-12-31T23:54:00"),
        ("1912-01-01T00:00:00Z", 28800, "1912-01-01T08:00:00"),
        ("1937-09-30T15:59:59Z", 28800, "1937-09-30T23:59:59"),
        ("1937-09-30T16:00:00Z", 32400, "1937-10-01T01:00:00"),
        ("1945-09-20T15:59:59Z", 32400, "1945-09-21T00:59:59"),
        ("1945-09-20T16:00:00Z", 28800, "1945-09-21T00:00:00"),
        ("1946-05-14T16:00:00Z", 32400, "1946-05-15T01:00:00"),
        ("1947-10-31T14:59:59Z", 32400, "1947-10-31T23:59:59"),
        ("1947-10-31T15:00:00Z", 28800, "1947-10-31T23:00:00"),
        ("1952-02-29T15:59:59Z", 28800, "1952-02-29T23:59:59"),
        ("1952-02-29T16:00:00Z", 32400, "1952-03-01T01:00:00"),
        ("1955-09-30T14:59:59Z", 32400, "1955-09-30T23:59:59"),
        ("1955-09-30T15:00:00Z", 28800, "1955-09-30T23:00:00"),
        ("1961-07-01T00:00:00Z", 32400, "1961-07-01T09:00:00"),
        ("1961-10-01T00:00:00Z", 28800, "1961-10-01T08:00:00"),
        ("1962-07-01T00:00:00Z", 28800, "1962-07-01T08:00:00"),
        ("1973-07-01T00:00:00Z", 28800, "1973-07-01T08:00:00"),
        ("1974-03-31T16:00:00Z", 32400, "1974-04-01T01:00:00"),
        ("1974-09-30T15:00:00Z", 28800, "1974-09-30T23:00:00"),
        ("1975-07-01T00:00:00Z", 32400, "1975-07-01T09:00:00"),
        ("1976-07-01T00:00:00Z", 28800, "1976-07-01T08:00:00"),
        ("1979-06-30T15:59:59Z", 28800, "1979-06-30T23:59:59"),
        ("1979-06-30T16:00:00Z", 32400, "1979-07-01T01:00:00"),
        ("1979-08-01T00:00:00Z", 32400, "1979-08-01T09:00:00"),
        ("1979-09-30T14:59:59Z", 32400, "1979-09-30T23:59:59"),
        ("1979-09-30T15:00:00Z", 28800, "1979-09-30T23:00:00"),
        ("1980-07-01T00:00:00Z", 28800, "1980-07-01T08:00:00"),
        ("2026-11-21T00:00:00Z", 28800, "2026-11-21T08:00:00"),
        ("2100-07-01T00:00:00Z", 28800, "2100-07-01T08:00:00"),
    ])
    func `the wall clock follows the history of the zone`(utc: String, offset: Int, local: String) throws {
        let instant = try #require(Instant(rfc3339: utc))
        #expect(Taipei.offset(at: instant) == offset)
        let shown = Taipei.local(instant)
        let seconds = shown.time.second == 0 ? ":00" : ""
        #expect(shown.iso + seconds == local)
    }

    @Test(arguments: [
        // An ordinary time.
        ("2026-11-21", 14, 5, "2026-11-21T06:05:00Z", Taipei.ClockChange.none),
        // The year of a case number turns at midnight in Taipei, not in Greenwich.
        ("2026-12-31", 23, 59, "2026-12-31T15:59:00Z", .none),
        // Summer time of 1979.
        ("1979-08-01", 0, 0, "1979-07-31T15:00:00Z", .none),
        // Clocks forward on 1979-07-01 at 00:00: what was skipped lies as far behind the gap.
        ("1979-06-30", 23, 59, "1979-06-30T15:59:00Z", .none),
        ("1979-07-01", 0, 0, "1979-06-30T16:00:00Z", .skipped),
        ("1979-07-01", 0, 30, "1979-06-30T16:30:00Z", .skipped),
        ("1979-07-01", 1, 0, "1979-06-30T16:00:00Z", .none),
        // Clocks back on 1979-10-01 at 00:00: the first of two.
        ("1979-09-30", 22, 59, "1979-09-30T13:59:00Z", .none),
        ("1979-09-30", 23, 0, "1979-09-30T14:00:00Z", .repeated),
        ("1979-09-30", 23, 59, "1979-09-30T14:59:00Z", .repeated),
        ("1979-10-01", 0, 0, "1979-09-30T16:00:00Z", .none),
        // Six minutes occurred twice when local mean time ended.
        ("1895-12-31", 23, 53, "1895-12-31T15:47:00Z", .none),
        ("1895-12-31", 23, 54, "1895-12-31T15:48:00Z", .repeated),
        ("1896-01-01", 0, 0, "1895-12-31T16:00:00Z", .none),
        ("1896-01-01", 0, 6, "1895-12-31T16:06:00Z", .none),
    ])
    func `a wall clock time is one instant by a fixed rule`(
        date: String,
        hour: Int,
        minute: Int,
        utc: String,
        change: Taipei.ClockChange
    ) throws {
        let day = try #require(CivilDate(iso: date))
        let time = try #require(CivilTime(hour: hour, minute: minute))
        let local = CivilDateTime(day, time)
        #expect(Taipei.instant(of: local).rfc3339 == utc)
        #expect(Taipei.clockChange(at: local) == change)
    }

    @Test
    func `what the clock shows leads back to the instant or to the earlier of two`() {
        var state: UInt64 = 115
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let instant = Instant(seconds: Int64(state >> 33) - 2_500_000_000)
            let local = Taipei.local(instant)
            let back = Taipei.instant(of: local)
            #expect(Taipei.local(back) == local)
            switch Taipei.clockChange(at: local) {
            case .none: #expect(back == instant)
            case .repeated: #expect(back <= instant)
            case .skipped: Issue.record("\(local) was shown but is said to be skipped")
            }
        }
    }

    @Test
    func `a day ends where the next one begins`() throws {
        let day = try #require(CivilDate(iso: "2026-11-30"))
        #expect(Taipei.startOfDay(day).rfc3339 == "2026-11-29T16:00:00Z")
        #expect(Taipei.endOfDay(day).rfc3339 == "2026-11-30T16:00:00Z")
        #expect(Taipei.date(of: Taipei.endOfDay(day)) == day.adding(days: 1))
    }
}
