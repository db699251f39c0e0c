public import Values

extension CivilDate {
    /// A way of writing a date with the year of the Republic.
    public enum RocStyle: Sendable, Hashable, CaseIterable {
        /// For letters, no zero padding: 中華民國115年1月5日.
        case letter
        /// For running text: 115年1月5日.
        case plain
        /// With the day of the week: 115年1月5日(星期一).
        case weekday
        /// For tables: 115/01/05.
        case slashes
        /// For tables: 115-01-05.
        case hyphens
    }

    /// The date with the year of the Republic; years before 1912 as 民國前n年.
    ///
    /// Such text does not sort: 99/12/31 stands after 100/01/01. Sort by the date itself.
    public func roc(_ style: RocStyle) -> String {
        switch style {
        case .letter:
            isBeforeRepublic ? rocLetters : "中華民國" + rocLetters
        case .plain: rocLetters
        case .weekday: "\(rocLetters)(\(weekday.name.zhHant))"
        case .slashes: rocTable(mark: "/")
        case .hyphens: rocTable(mark: "-")
        }
    }

    /// The date in a language for screens: 115年1月5日(星期一), 2026-01-05 (Monday).
    public var display: LocalizedText {
        LocalizedText(zhHant: roc(.weekday), en: "\(iso) (\(weekday.name.en))")
    }

    /// The date in a year of the Republic; nil if there is none.
    ///
    /// Year 0 is 民國前1年, -1 is 民國前2年.
    public init?(rocYear: Int, month: Int, day: Int) {
        self.init(year: rocYear + 1_911, month: month, day: day)
    }

    /// The year of the Republic in words: 民國115年, 民國前1年.
    public var rocYearText: String { isBeforeRepublic ? "民國前\(1 - rocYear)年" : "民國\(rocYear)年" }

    private var isBeforeRepublic: Bool { rocYear <= 0 }

    private var rocLetters: String {
        let yearText = isBeforeRepublic ? "民國前\(1 - rocYear)" : "\(rocYear)"
        return "\(yearText)年\(month)月\(day)日"
    }

    private func rocTable(mark: String) -> String {
        let yearText = isBeforeRepublic ? "民國前\(1 - rocYear)" : "\(rocYear)"
        return "\(yearText)\(mark)\(zeroPadded(month, 2))\(mark)\(zeroPadded(day, 2))"
    }
}
