import CivilCalendar
import Testing
import Values

@Suite("Dates as people type them")
struct DateReadingTests {
    private let today = CivilDate(dayNumber: 20_778)

    @Test
    func `today is 115-11-21 in these tests`() {
        #expect(today.iso == "2026-11-21")
    }

    @Test(arguments: [
        ("115年11月21日", "2026-11-21"), ("民國115年11月21日", "2026-11-21"),
        ("中華民國 115 年 11 月 21 日", "2026-11-21"), ("115/11/21", "2026-11-21"),
        ("115.11.21", "2026-11-21"), ("115-11-21", "2026-11-21"), ("1151121", "2026-11-21"),
        ("990131", "2010-01-31"), ("１１５年１１月２１日", "2026-11-21"),
        ("１１５／１１／２１", "2026-11-21"), ("１１５．１１．２１", "2026-11-21"),
        ("　115/11/21　", "2026-11-21"), ("115 / 11 / 21", "2026-11-21"), ("115/1/5", "2026-01-05"),
        ("99/12/31", "2010-12-31"), ("099/12/31", "2010-12-31"), ("026/11/21", "1937-11-21"),
        ("0261121", "1937-11-21"), ("32/1/1", "1943-01-01"), ("26年11月21日", "1937-11-21"),
        ("民國26/11/21", "1937-11-21"), ("民國元年1月1日", "1912-01-01"), ("民國1年1月1日", "1912-01-01"),
        ("民國前1年10月10日", "1911-10-10"), ("民前1年10月10日", "1911-10-10"),
        ("中華民國前 12 年 1 月 1 日", "1900-01-01"), ("民國前1/10/10", "1911-10-10"),
        ("113/2/29", "2024-02-29"), ("120/12/31", "2031-12-31"), ("115年11月21號", "2026-11-21"),
        ("115年11月21日(星期六)", "2026-11-21"), ("115/11/21（六）", "2026-11-21"),
        ("115/11/22 週日", "2026-11-22"), ("115年11月22日星期天", "2026-11-22"),
        ("115⽉", ""), ("115年11⽉21⽇", "2026-11-21"), ("115–11–21", "2026-11-21"),
    ])
    func `every accepted form means its day`(text: String, iso: String) throws {
        guard !iso.isEmpty else {
            #expect(throws: DateProblem.self) { try DateReading.read(text, today: today) }
            return
        }
        let reading = try DateReading.read(text, today: today)
        #expect(reading.date.iso == iso)
        #expect(reading.time == nil)
        #expect(reading.dateTime == nil)
        #expect(reading.instant == nil)
        #expect(!reading.isCommonEra)
        #expect(reading.yearEcho == nil)
        #expect(reading.echo == reading.date.display)
    }

    @Test(arguments: [
        ("2026/11/21", "2026-11-21", "= 民國115年"), ("2026-11-21", "2026-11-21", "= 民國115年"),
        ("20261121", "2026-11-21", "= 民國115年"), ("２０２６年１１月２１日", "2026-11-21", "= 民國115年"),
        ("1912/1/1", "1912-01-01", "= 民國1年"), ("西元2026年11月21日", "2026-11-21", "= 民國115年"),
        ("公元1911年10月10日", "1911-10-10", "= 民國前1年"), ("2031/12/31", "2031-12-31", "= 民國120年"),
    ])
    func `a year of the common era is accepted and echoed`(text: String, iso: String, echo: String) throws {
        let reading = try DateReading.read(text, today: today)
        #expect(reading.date.iso == iso)
        #expect(reading.isCommonEra)
        #expect(reading.yearEcho?.zhHant == echo)
    }

    @Test(arguments: [
        ("26/11/21", DateProblem.Kind.ambiguousYear(rocYear: 26, commonYear: 2026)),
        ("2６．11．21", .ambiguousYear(rocYear: 26, commonYear: 2026)),
        ("261121", .ambiguousYear(rocYear: 26, commonYear: 2026)),
        ("31/1/1", .ambiguousYear(rocYear: 31, commonYear: 2031)),
        ("5/11/21", .ambiguousYear(rocYear: 5, commonYear: 2005)),
        ("121/1/1", .yearTooFar(latestRocYear: 120)), ("2032/1/1", .yearTooFar(latestRocYear: 120)),
        ("民國2026年11月21日", .yearTooFar(latestRocYear: 120)), ("99991231", .yearTooFar(latestRocYear: 120)),
        ("115/2/29", .impossibleDate), ("115/13/1", .impossibleDate), ("115/0/1", .impossibleDate),
        ("115/4/31", .impossibleDate), ("115/11/0", .impossibleDate), ("民國0年1月1日", .impossibleDate),
        ("民國前0年1月1日", .impossibleDate), ("1150229", .impossibleDate), ("0000101", .impossibleDate),
        ("1911/10/10", .beforeRepublic(yearsBefore: 1)), ("1900-01-01", .beforeRepublic(yearsBefore: 12)),
        ("", .empty), ("　 ", .empty), ("yesterday", .unreadable), ("115", .unreadable),
        ("115/11", .unreadable), ("115/11-21", .unreadable), ("11/21/2026", .unreadable),
        ("115年11月", .unreadable), ("115年11月21", .unreadable), ("115/111/21", .unreadable),
        ("0115/11/21", .unreadable), ("11 5/11/21", .unreadable), ("12345", .unreadable),
        ("123456789", .unreadable), ("115/11/21x", .unreadable), ("-115/11/21", .unreadable),
        ("西元26年11月21日", .unreadable), ("115/11/21 (星期八)", .unreadable), ("115/11/21(六", .unreadable),
        ("一一五年十一月二十一日", .unreadable), ("99999999999999999999/1/1", .unreadable),
        ("115年11月21日(星期五)", .wrongWeekday(actual: .saturday)),
    ])
    func `everything else is refused with its reason`(text: String, kind: DateProblem.Kind) {
        let problem = #expect(throws: DateProblem.self) { try DateReading.read(text, today: today) }
        #expect(problem?.kind == kind)
        #expect(problem?.written == text)
        #expect(problem?.message.zhHant.isEmpty == false)
        #expect(problem?.message.en.isEmpty == false)
    }

    @Test
    func `which short years are unclear moves with the present`() throws {
        let inTenYears = today.adding(months: 120)
        #expect(try DateReading.read("40/1/1", today: today).date.rocYear == 40)
        let problem = #expect(throws: DateProblem.self) {
            try DateReading.read("40/1/1", today: inTenYears)
        }
        #expect(problem?.kind == .ambiguousYear(rocYear: 40, commonYear: 2040))
        #expect(try DateReading.read("121/1/1", today: inTenYears).date.rocYear == 121)
    }

    @Test
    func `the message for an unclear year shows what to write`() throws {
        let problem = #expect(throws: DateProblem.self) { try DateReading.read("26/11/21", today: today) }
        #expect(
            problem?.message.zhHant == "年份不明：請寫「民國26年…」、026/…或西元「2026/…」"
        )
        #expect(try DateReading.read("026/11/21", today: today).date.year == 1937)
    }

    @Test(arguments: CivilDate.RocStyle.allCases)
    func `what is printed is read back`(style: CivilDate.RocStyle) throws {
        for offset in stride(from: -3_650, to: 366, by: 37) {
            let date = today.adding(days: offset)
            #expect(try DateReading.read(date.roc(style), today: today).date == date)
        }
        let early = try #require(CivilDate(iso: "1911-10-10"))
        #expect(try DateReading.read(early.roc(style), today: today).date == early)
    }
}
