public import Values

/// Why what somebody typed is no date or time, with a sentence that says what to type instead.
public struct DateProblem: Error, Sendable, Hashable {
    /// What is wrong with the text.
    public enum Kind: Sendable, Hashable {
        /// Nothing was typed.
        case empty
        /// The text has none of the accepted forms.
        case unreadable
        /// A short year such as 26 may be 民國26年 or 2026.
        case ambiguousYear(rocYear: Int, commonYear: Int)
        /// The year lies more than five years ahead.
        case yearTooFar(latestRocYear: Int)
        /// The year of the common era lies before the Republic and has to be written as 民國前.
        case beforeRepublic(yearsBefore: Int)
        /// The calendar has no such day.
        case impossibleDate
        /// The clock has no such time.
        case impossibleTime
        /// The day of the week does not belong to the date.
        case wrongWeekday(actual: Weekday)
    }

    /// What is wrong.
    public let kind: Kind
    /// What was typed, as it was typed.
    public let written: String

    init(_ kind: Kind, _ written: String) {
        self.kind = kind
        self.written = written
    }

    /// What to do about it.
    public var message: LocalizedText {
        switch kind {
        case .empty:
            LocalizedText(zhHant: "請輸入日期，例如 115年11月21日", en: "Enter a date, for instance 115/11/21")
        case .unreadable:
            LocalizedText(
                zhHant: "無法解讀「\(written)」，請輸入如 115年11月21日、115/11/21 或 115/11/21 14:05",
                en: "“\(written)” cannot be read; write for instance 115/11/21, 2026-11-21 or 115/11/21 14:05"
            )
        case .ambiguousYear(let rocYear, let commonYear):
            LocalizedText(
                zhHant: "年份不明：請寫「民國\(rocYear)年…」、\(zeroPadded(rocYear, 3))/…或西元「\(commonYear)/…」",
                en:
                    "Unclear year: write \(zeroPadded(rocYear, 3))/… for \(rocYear + 1_911), or \(commonYear)/…"
            )
        case .yearTooFar(let latest):
            LocalizedText(
                zhHant: "年份超過民國\(latest)年(今年加5年)，請確認年份",
                en: "The year is later than \(latest + 1_911) (five years from now); check the year"
            )
        case .beforeRepublic(let years):
            LocalizedText(
                zhHant: "民國元年以前的日期請寫成「民國前\(years)年…」",
                en: "Write a date before 1912 as 民國前\(years)年…"
            )
        case .impossibleDate:
            LocalizedText(
                zhHant: "沒有「\(written)」這一天，請確認年、月、日",
                en: "There is no day “\(written)”; check year, month and day"
            )
        case .impossibleTime:
            LocalizedText(
                zhHant: "「\(written)」的時間不存在或不明確，請用24小時制，例如 14:05",
                en: "The time in “\(written)” does not exist or is unclear; use 24 hours, for instance 14:05"
            )
        case .wrongWeekday(let actual):
            LocalizedText(
                zhHant: "這一天是\(actual.name.zhHant)，與所寫的星期不符，請確認日期",
                en: "That day is a \(actual.name.en); check the date or the day of the week"
            )
        }
    }
}
