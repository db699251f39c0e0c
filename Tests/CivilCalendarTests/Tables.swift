import CivilCalendar
import Values

/// The office calendars of 115 and 116, as `Workflows/files/calendars` has them.
enum Tables {
    static let year115: [(String, String)] = [
        ("2026-01-01", "開國紀念日"),
        ("2026-02-15", "小年夜"),
        ("2026-02-16", "農曆除夕"),
        ("2026-02-17", "春節"),
        ("2026-02-18", "春節"),
        ("2026-02-19", "春節"),
        ("2026-02-20", "小年夜補假"),
        ("2026-02-27", "和平紀念日補假"),
        ("2026-02-28", "和平紀念日"),
        ("2026-04-03", "兒童節補假"),
        ("2026-04-04", "兒童節"),
        ("2026-04-05", "民族掃墓節"),
        ("2026-04-06", "民族掃墓節補假"),
        ("2026-05-01", "勞動節"),
        ("2026-06-19", "端午節"),
        ("2026-09-25", "中秋節"),
        ("2026-09-28", "孔子誕辰紀念日"),
        ("2026-10-09", "國慶日補假"),
        ("2026-10-10", "國慶日"),
        ("2026-10-25", "臺灣光復暨金門古寧頭大捷紀念日"),
        ("2026-10-26", "臺灣光復暨金門古寧頭大捷紀念日補假"),
        ("2026-12-25", "行憲紀念日"),
    ]

    static let year116: [(String, String)] = [
        ("2027-01-01", "開國紀念日"),
        ("2027-02-04", "小年夜"),
        ("2027-02-05", "農曆除夕"),
        ("2027-02-06", "春節"),
        ("2027-02-07", "春節"),
        ("2027-02-08", "春節"),
        ("2027-02-09", "春節補假"),
        ("2027-02-10", "春節補假"),
        ("2027-02-28", "和平紀念日"),
        ("2027-03-01", "和平紀念日補假"),
        ("2027-04-04", "兒童節"),
        ("2027-04-05", "民族掃墓節"),
        ("2027-04-06", "兒童節補假"),
        ("2027-04-30", "勞動節補假"),
        ("2027-05-01", "勞動節"),
        ("2027-06-09", "端午節"),
        ("2027-09-15", "中秋節"),
        ("2027-09-28", "孔子誕辰紀念日"),
        ("2027-10-10", "國慶日"),
        ("2027-10-11", "國慶日補假"),
        ("2027-10-25", "臺灣光復暨金門古寧頭大捷紀念日"),
        ("2027-12-24", "行憲紀念日補假"),
        ("2027-12-25", "行憲紀念日"),
        ("2027-12-31", "117年開國紀念日補假"),
    ]

    /// Both years, the second unconfirmed, without any local closure.
    static let calendar = calendar(closures: [])

    /// Both years with local closures.
    static func calendar(closures: [Closure]) -> OfficeCalendar {
        let years = [year(2026, .official, year115), year(2027, .community, year116)].compactMap { $0 }
        return OfficeCalendar(version: "115+116", years: years, closures: closures)
    }

    static func year(_ year: Int, _ source: OfficeYear.Source, _ days: [(String, String)]) -> OfficeYear? {
        let named = days.compactMap { day in
            CivilDate(iso: day.0).map { ($0, LocalizedText(zhHant: day.1, en: "holiday")) }
        }
        return OfficeYear(year: year, source: source, holidays: Dictionary(uniqueKeysWithValues: named))
    }
}
