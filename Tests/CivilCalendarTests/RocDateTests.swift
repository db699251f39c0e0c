import CivilCalendar
import Testing
import Values

@Suite("民國 dates in print")
struct RocDateTests {
    @Test(arguments: [
        ("2026-11-21", "中華民國115年11月21日", "115年11月21日(星期六)", "115/11/21", "115-11-21"),
        ("2026-01-05", "中華民國115年1月5日", "115年1月5日(星期一)", "115/01/05", "115-01-05"),
        ("2010-12-31", "中華民國99年12月31日", "99年12月31日(星期五)", "99/12/31", "99-12-31"),
        ("1912-01-01", "中華民國1年1月1日", "1年1月1日(星期一)", "1/01/01", "1-01-01"),
        ("1911-10-10", "民國前1年10月10日", "民國前1年10月10日(星期二)", "民國前1/10/10", "民國前1-10-10"),
    ])
    func `each style has its place`(
        iso: String,
        letter: String,
        weekday: String,
        slashes: String,
        hyphens: String
    ) throws {
        let date = try #require(CivilDate(iso: iso))
        #expect(date.roc(.letter) == letter)
        #expect(date.roc(.weekday) == weekday)
        #expect(date.roc(.slashes) == slashes)
        #expect(date.roc(.hyphens) == hyphens)
        #expect(letter.hasSuffix(date.roc(.plain)))
    }

    @Test
    func `dates sort where their texts do not`() throws {
        let before = try #require(CivilDate(rocYear: 99, month: 12, day: 31))
        let after = try #require(CivilDate(rocYear: 100, month: 1, day: 1))
        #expect(before < after)
        #expect(before.roc(.slashes) > after.roc(.slashes))
    }

    @Test
    func `screens show the day of the week in both languages`() throws {
        let date = try #require(CivilDate(iso: "2026-11-21"))
        #expect(date.display == LocalizedText(zhHant: "115年11月21日(星期六)", en: "2026-11-21 (Saturday)"))
    }

    @Test
    func `midnight is written with the day that it ends or begins`() throws {
        let midnight = CivilDateTime(try #require(CivilDate(iso: "2026-12-01")))
        #expect(midnight.roc() == "115年12月1日 00:00")
        #expect(midnight.roc(midnight: .endOfDay) == "115年11月30日 24時")
        #expect(
            midnight.display(midnight: .endOfDay)
                == LocalizedText(zhHant: "115年11月30日(星期一) 24時", en: "2026-11-30 (Monday) 24:00")
        )
        #expect(midnight.display().en == "2026-12-01 (Tuesday) 00:00")
        let later = CivilDateTime(midnight.date, try #require(CivilTime(hour: 14, minute: 5)))
        #expect(later.roc(.slashes, midnight: .endOfDay) == "115/12/01 14:05")
        #expect(later.display(midnight: .endOfDay).en == "2026-12-01 (Tuesday) 14:05")
        #expect(later.display().zhHant == "115年12月1日(星期二) 14:05")
    }

    @Test
    func `seconds are printed only where there are some`() {
        #expect(CivilTime(secondOfDay: 50_700).text == "14:05")
        #expect(CivilTime(secondOfDay: 50_709).text == "14:05:09")
        #expect(CivilTime(secondOfDay: 86_400) == .midnight)
        #expect(CivilTime(secondOfDay: -1).text == "23:59:59")
    }

    @Test(arguments: [(24, 0, 0), (-1, 0, 0), (0, 60, 0), (0, 0, 60), (0, -1, 0)])
    func `the clock has no other times`(hour: Int, minute: Int, second: Int) {
        #expect(CivilTime(hour: hour, minute: minute, second: second) == nil)
    }
}
