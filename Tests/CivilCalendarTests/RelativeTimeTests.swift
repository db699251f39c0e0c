import CivilCalendar
import Testing
import Values

@Suite("How far a due time is away")
struct RelativeTimeTests {
    @Test(arguments: [
        (172_800, "剩 2 日", "2 days left"), (172_799, "剩 1 日", "1 day left"), (86_400, "剩 1 日", "1 day left"),
        (86_399, "剩 23 小時", "23 hours left"), (3_600, "剩 1 小時", "1 hour left"),
        (3_599, "剩 59 分鐘", "59 minutes left"), (60, "剩 1 分鐘", "1 minute left"),
        (59, "剩不到 1 分鐘", "less than 1 minute left"), (1, "剩不到 1 分鐘", "less than 1 minute left"),
        (0, "逾不到 1 分鐘", "less than 1 minute late"), (-59, "逾不到 1 分鐘", "less than 1 minute late"),
        (-60, "逾 1 分鐘", "1 minute late"), (-18_000, "逾 5 小時", "5 hours late"),
        (-259_200, "逾 3 日", "3 days late"),
    ])
    func `time is rounded down and the due time is late already`(
        left: Int64,
        chinese: String,
        english: String
    ) {
        let now = Instant(seconds: 1_795_000_000, nanoseconds: 5)
        let text = RelativeTime.text(due: now + TimeSpan(seconds: left), now: now)
        #expect(text == LocalizedText(zhHant: chinese, en: english))
    }

    @Test
    func `a nanosecond before is not late`() {
        let due = Instant(seconds: 1_795_000_000)
        let now = due - TimeSpan(seconds: 0, nanoseconds: 1)
        #expect(RelativeTime.text(due: due, now: now).zhHant == "剩不到 1 分鐘")
    }
}
