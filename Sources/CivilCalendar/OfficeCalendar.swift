/// The days on which offices work: the yearly tables (辦公日曆表), and days off announced locally.
///
/// A value that never changes: a new table or a typhoon day makes a new calendar with a new version.
/// In years without a table only weekends are days off, and every answer says so.
public struct OfficeCalendar: Sendable, Hashable {
    /// The name of this state of the tables; stored with everything computed from them.
    public let version: String
    /// The tables by year of the common era.
    public let years: [Int: OfficeYear]
    /// Days off announced for a place, such as typhoon days.
    public let closures: [Closure]
    private let closuresByDate: [CivilDate: [Closure]]

    /// A calendar from its tables and announcements; a later table replaces an earlier one of its year.
    public init(version: String, years: [OfficeYear] = [], closures: [Closure] = []) {
        self.version = version
        self.years = Dictionary(years.map { ($0.year, $0) }) { $1 }
        self.closures = closures
        closuresByDate = Dictionary(grouping: closures, by: \.date)
    }

    /// A calendar without any table, where only weekends are days off.
    public static let weekendsOnly = OfficeCalendar(version: "weekends-only")

    /// What a day is in the offices of some places (a county, a unit and those above it).
    ///
    /// A closure for the whole day wins over the table; one for half a day leaves a working day.
    public func day(_ date: CivilDate, in places: Set<String> = []) -> OfficeDay {
        let day = tableDay(date)
        guard !closures.isEmpty else { return day }
        let announced = closuresByDate[date, default: []].filter { places.contains($0.place) }
        guard day.isWorkday, let closure = announced.max(by: { $0.part.rank < $1.part.rank }) else {
            return day
        }
        return closure.part == .wholeDay ? .closed(closure) : .halfClosed(closure)
    }

    /// Whether the offices of some places work on a day, if only for half of it.
    public func isWorkday(_ date: CivilDate, in places: Set<String> = []) -> Bool {
        day(date, in: places).isWorkday
    }

    /// The first working day on or after a day.
    public func workday(onOrAfter date: CivilDate, in places: Set<String> = []) -> CivilDate {
        var day = date
        // A table can close a year at most; the bound keeps a faulty one from hanging the caller.
        for _ in 0..<400 {
            if isWorkday(day, in: places) { return day }
            day = day.adding(days: 1)
        }
        return day
    }

    /// The working day some working days before a day, not counting that day itself.
    public func workday(_ count: Int, before date: CivilDate, in places: Set<String> = []) -> CivilDate {
        var day = date
        var remaining = count
        for _ in 0..<(400 + count * 4) {
            guard remaining > 0 else { return day }
            day = day.adding(days: -1)
            if isWorkday(day, in: places) { remaining -= 1 }
        }
        return day
    }

    /// How far a year's table may be trusted.
    public func basis(ofYear year: Int) -> CalendarBasis {
        switch years[year]?.source {
        case .official: .official
        case .community: .community
        case nil: .weekendsOnly
        }
    }

    private func tableDay(_ date: CivilDate) -> OfficeDay {
        if let name = years[date.year]?.holidays[date] { return .holiday(name) }
        guard date.weekday.isWeekend else { return .workday }
        return years[date.year]?.workdays.contains(date) == true ? .makeUpWorkday : .weekend
    }
}
