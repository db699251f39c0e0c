public import Values

/// A date that somebody typed, with the time if there was one: what forms and the console read.
///
/// Accepted, after `Folded.text`, with or without spaces:
///
/// | form | example |
/// |---|---|
/// | letters | 115年11月21日, 民國115年…, 中華民國115年…, 民國元年…, 民國前1年… |
/// | marks | 115/11/21, 115.11.21, 115-11-21, 099/01/31 |
/// | compact | 1151121, 990131 (six digits: a year of two) |
/// | common era | 2026-11-21, 2026年11月21日, 20261121: four digits from 1912 on; 西元1911年… |
/// | day of the week | …(星期六), …(六), 週六: must be the right one |
/// | time | 14:05, 14:05:30, T14:05, 14時05分, 14時, 下午2時5分, 24:00 |
///
/// Refused: two-digit years in marks and compact forms that may as well be of the common era
/// (26/11/21), years more than five ahead, days and times that do not exist.
public struct DateReading: Sendable, Hashable {
    /// The day as it was written.
    public let date: CivilDate
    /// The time, if one was written; for 24:00 midnight.
    public let time: CivilTime?
    /// Whether the time was written as 24:00, the end of `date`.
    public let endsDay: Bool
    /// Whether the year was written in the common era.
    public let isCommonEra: Bool

    /// Reads a date, or a date with a time; today tells which years are too far ahead.
    public static func read(_ text: String, today: CivilDate) throws(DateProblem) -> DateReading {
        var scanner = FormScanner(text)
        guard !scanner.isAtEnd else { throw DateProblem(.empty, text) }
        let written = try scanner.writtenDate(today: today)
        let date = try written.date(in: text, today: today)
        if let weekday = try scanner.weekday(), weekday != date.weekday {
            throw DateProblem(.wrongWeekday(actual: date.weekday), text)
        }
        let time = scanner.isAtEnd ? nil : try scanner.time()
        guard scanner.isAtEnd else { throw DateProblem(.unreadable, text) }
        return DateReading(
            date: date,
            time: time?.time,
            endsDay: time?.endsDay ?? false,
            isCommonEra: written.isCommonEra
        )
    }

    /// Date and time on the wall clock, where 24:00 is 00:00 of the next day; nil without a time.
    public var dateTime: CivilDateTime? {
        time.map { CivilDateTime(endsDay ? date.adding(days: 1) : date, $0) }
    }

    /// The instant that was meant; nil without a time.
    public var instant: Instant? { dateTime.map(Taipei.instant(of:)) }

    /// What was understood, to be shown beside the field: day of the week, year, 24時.
    public var echo: LocalizedText {
        dateTime?.display(midnight: endsDay ? .endOfDay : .startOfDay) ?? date.display
    }

    /// The year of the Republic for a year written in the common era: = 民國115年; nil otherwise.
    public var yearEcho: LocalizedText? {
        guard isCommonEra else { return nil }
        return LocalizedText(
            zhHant: "= \(date.rocYearText)",
            en: "= \(date.rocYearText)"
        )
    }
}
