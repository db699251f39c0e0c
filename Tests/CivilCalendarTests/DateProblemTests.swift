import CivilCalendar
import Testing
import Values

@Suite("What a refused date says")
struct DateProblemTests {
    private let today = CivilDate(dayNumber: 20_778)

    @Test(arguments: [
        ("", "請輸入日期，例如 115年11月21日", "Enter a date, for instance 115/11/21"),
        (
            "soon", "無法解讀「soon」，請輸入如 115年11月21日、115/11/21 或 115/11/21 14:05",
            "“soon” cannot be read; write for instance 115/11/21, 2026-11-21 or 115/11/21 14:05"
        ),
        (
            "5/6/7", "年份不明：請寫「民國5年…」、005/…或西元「2005/…」",
            "Unclear year: write 005/… for 1916, or 2005/…"
        ),
        (
            "121/1/1", "年份超過民國120年(今年加5年)，請確認年份",
            "The year is later than 2031 (five years from now); check the year"
        ),
        (
            "1910/1/1", "民國元年以前的日期請寫成「民國前2年…」", "Write a date before 1912 as 民國前2年…"
        ),
        (
            "115/2/29", "沒有「115/2/29」這一天，請確認年、月、日",
            "There is no day “115/2/29”; check year, month and day"
        ),
        (
            "115/2/28 24:30", "「115/2/28 24:30」的時間不存在或不明確，請用24小時制，例如 14:05",
            "The time in “115/2/28 24:30” does not exist or is unclear; use 24 hours, for instance 14:05"
        ),
        (
            "115/11/21(日)", "這一天是星期六，與所寫的星期不符，請確認日期",
            "That day is a Saturday; check the date or the day of the week"
        ),
    ])
    func `it says what to do, in both languages`(text: String, chinese: String, english: String) {
        let problem = #expect(throws: DateProblem.self) { try DateReading.read(text, today: today) }
        #expect(problem?.message == LocalizedText(zhHant: chinese, en: english))
    }

    @Test
    func `what it says to write is accepted`() throws {
        for year in 1...31 {
            let text = "\(year)/5/6"
            let problem = #expect(throws: DateProblem.self) { try DateReading.read(text, today: today) }
            guard case .ambiguousYear(let rocYear, let commonYear) = problem?.kind else {
                Issue.record("\(text) should be unclear")
                continue
            }
            let padded = String(repeating: "0", count: 3 - String(rocYear).count) + String(rocYear)
            #expect(try DateReading.read("\(padded)/5/6", today: today).date.rocYear == rocYear)
            #expect(try DateReading.read("民國\(rocYear)年5月6日", today: today).date.rocYear == rocYear)
            #expect(try DateReading.read("\(commonYear)/5/6", today: today).date.year == commonYear)
        }
    }

    @Test(arguments: [
        ("immediately", "「immediately」(立即)沒有時數，不能換算為期限，請填入數字與單位"),
        ("8h penalty", "「penalty」(始日計入、不順延)只能用於日、週、月、年"),
        ("0d", "期間「0d」超出範圍，請填 1 至 36525"),
        ("soon", "無法解讀期間「soon」，請寫成如 10m、8h、10 days、5 office days、2 months、3 years"),
    ])
    func `so does a refused period`(text: String, chinese: String) {
        let problem = #expect(throws: PeriodProblem.self) { try Period(text: text) }
        #expect(problem?.message.zhHant == chinese)
        #expect(problem?.written == text)
    }
}
