import CivilCalendar
import Testing
import Values

@Suite struct `Days of a period, counted one by one` {
    static let calendar = OfficeCalendar(
        version: "t",
        years: [
            OfficeYear(
                year: 2026,
                source: .official,
                holidays: [day("2026-12-25"): LocalizedText(zhHant: "行憲紀念日", en: "Constitution Day")]
            )
        ].compactMap(\.self),
        closures: [
            Closure(
                date: day("2026-11-30"),
                place: "county",
                reason: LocalizedText(zhHant: "颱風停止上班", en: "typhoon")
            )
        ]
    )

    private static func day(_ iso: String) -> CivilDate {
        guard let day = CivilDate(iso: iso) else { preconditionFailure("Invalid state: \(iso)") }
        return day
    }

    /// A period, its start, and each day in short: `24s 25.1 … 29=`; s start, number, o omitted, x last but off, - passed
    /// over, = last.
    static let table: [(String, String, String)] = [
        ("5 days", "2026-11-20T10:00:00+08:00", "20s 21.1 22.2 23.3 24.4 25=5"),
        ("8 days", "2026-11-20T10:00:00+08:00", "20s 21.1 22.2 23.3 24.4 25.5 26.6 27.7 28x 29- 30- 1="),
        ("3 office days", "2026-11-26T10:00:00+08:00", "26s 27.1 28o 29o 30o 1.2 2=3"),
        ("3 days penalty", "2026-11-27T10:00:00+08:00", "27.1 28.2 29=3"),
        ("8 hours", "2026-11-27T10:00:00+08:00", ""),
    ]

    @Test(arguments: table) func `say which counts and why not`(period: String, start: String, days: String)
        throws
    {
        let start = try #require(Instant(rfc3339: start))
        let computation = DeadlineComputation(
            from: start,
            try Period(text: period),
            calendar: Self.calendar,
            in: ["county"]
        )
        let counted = computation.countedDays(calendar: Self.calendar, in: ["county"])
        #expect(counted.map(short).joined(separator: " ") == days)
        if let last = counted.last { #expect(Taipei.endOfDay(last.date) == computation.due) }
    }

    private func short(_ counted: CountedDay) -> String {
        let day = String(counted.date.day)
        switch counted.part {
        case .start: return day + "s"
        case .counted(let number): return day + "." + (number.map(String.init) ?? "")
        case .omitted: return day + "o"
        case .lastOff: return day + "x"
        case .passedOver: return day + "-"
        case .last(let number): return day + "=" + (number.map(String.init) ?? "")
        }
    }

    @Test func `a typhoon day is passed over with its reason, only where it was announced`() throws {
        let start = try #require(Instant(rfc3339: "2026-11-20T10:00:00+08:00"))
        let period = try Period(text: "8 days")
        let here = DeadlineComputation(from: start, period, calendar: Self.calendar, in: ["county"])
            .countedDays(calendar: Self.calendar, in: ["county"])
        #expect(here.first { $0.date.day == 30 }?.day.reason.zhHant == "颱風停止上班")
        let elsewhere = DeadlineComputation(from: start, period, calendar: Self.calendar)
            .countedDays(calendar: Self.calendar)
        #expect(elsewhere.last?.date.day == 30)
    }

    @Test(arguments: [
        ("2026-12-30T10:00:00+08:00", "2 months", true), ("2026-11-20T10:00:00+08:00", "1 month", false),
        ("2027-01-30T10:00:00+08:00", "1 month", true),
    ])
    func `an end in a short month says so`(start: String, period: String, isShort: Bool) throws {
        let start = try #require(Instant(rfc3339: start))
        let computation = DeadlineComputation(from: start, try Period(text: period), calendar: Self.calendar)
        #expect(computation.endsWithShortMonth == isShort, "\(String(describing: computation.days))")
    }

    @Test func `a long period leaves out what needs no look`() throws {
        let start = try #require(Instant(rfc3339: "2026-01-05T10:00:00+08:00"))
        let computation = DeadlineComputation(
            from: start,
            try Period(text: "200 days"),
            calendar: Self.calendar
        )
        let counted = computation.countedDays(calendar: Self.calendar)
        #expect(counted.count < 30)
        #expect(counted.first?.part == .start)
        #expect(counted.last.map { Taipei.endOfDay($0.date) } == computation.due)
    }
}
