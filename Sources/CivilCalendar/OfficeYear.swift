public import Values

/// One year's table of holidays and make-up working days (政府行政機關辦公日曆表).
///
/// As a file, `Workflows/files/calendars/115.yaml`, read by `WorkflowFiles`:
///
///     year: 115                      # of the Republic
///     published: official            # or community: not yet confirmed against the official table
///     source: ...                    # where the table was taken from
///     confirmed-by: null             # who of the agency compared it
///     days-off: 120                  # weekends included; a file whose days do not add up is refused
///     holidays:                      # every day off with a name, also on weekends
///       - {date: 2026-01-01, name: {zh-Hant: 開國紀念日, en: Founding Day}}
///     workdays: []                   # Saturdays and Sundays worked instead (補行上班), as dates
public struct OfficeYear: Sendable, Hashable {
    /// The year of the common era.
    public let year: Int
    /// Whether the table is the government's own.
    public let source: Source
    /// The named days off, weekends among them, with the name to show.
    public let holidays: [CivilDate: LocalizedText]
    /// Saturdays and Sundays on which offices work.
    public let workdays: Set<CivilDate>

    /// Where a table comes from.
    public enum Source: String, Sendable, Hashable {
        /// The table that the government published.
        case official
        /// A table collected by others, to be confirmed.
        case community
    }

    /// A table; nil if a date lies in another year, or a day is both off and worked.
    public init?(
        year: Int,
        source: Source,
        holidays: [CivilDate: LocalizedText],
        workdays: Set<CivilDate> = []
    ) {
        let dates = Set(holidays.keys)
        guard dates.union(workdays).allSatisfy({ $0.year == year }), dates.isDisjoint(with: workdays) else {
            return nil
        }
        self.year = year
        self.source = source
        self.holidays = holidays
        self.workdays = workdays
    }

    /// How many days of the year are off, weekends included: the figure to compare with the printed table.
    public var daysOff: Int {
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return 0 }
        let length = Gregorian.isLeap(year) ? 366 : 365
        return (0..<length).lazy.map { first.adding(days: $0) }.count { date in
            holidays[date] != nil || date.weekday.isWeekend && !workdays.contains(date)
        }
    }
}
