/// One day of a period as it was counted: to show somebody how a deadline came about.
public struct CountedDay: Sendable, Hashable {
    /// The day.
    public let date: CivilDate
    /// What it is in the offices of the case's places.
    public let day: OfficeDay
    /// What the count made of it.
    public let part: Part

    /// What a count makes of a day.
    public enum Part: Sendable, Hashable {
        /// The day of the start, which does not count (行政程序法 §48 II).
        case start
        /// It counts, as the so-manieth day; nil where months or years are counted and days have no figure.
        case counted(Int?)
        /// Office days are counted, and on this one offices do not work.
        case omitted
        /// The last day, which is no working day, so that the end moves on (§48 IV).
        case lastOff
        /// Passed over on the way to the first working day.
        case passedOver
        /// The last day on which the act is in time.
        case last(Int?)
    }
}

extension DeadlineComputation {
    /// Every day of the period, from that of the start to the last one; empty for clocks of hours.
    ///
    /// In a period of more than `limit` days those in the middle that count without any reason to look at them are
    /// left out; what was passed over stays.
    public func countedDays(
        calendar: OfficeCalendar,
        in places: Set<String> = [],
        limit: Int = 62
    ) -> [CountedDay] {
        guard let days else { return [] }
        let first = min(Taipei.date(of: start), days.firstCounted)
        let length = days.statutoryLast.days(since: first)
        var number = 0
        return (0...max(0, length)).compactMap { offset in
            let date = first.adding(days: offset)
            let day = calendar.day(date, in: places)
            let part = part(of: date, day, days, &number)
            let isNear = offset < 7 || length - offset < 7
            if length >= limit, !isNear, case .counted = part { return nil }
            return CountedDay(date: date, day: day, part: part)
        }
    }

    private func part(of date: CivilDate, _ day: OfficeDay, _ days: Days, _ number: inout Int)
        -> CountedDay.Part
    {
        if date < days.firstCounted { return .start }
        if date > days.rawLast { return date == days.statutoryLast ? .last(nil) : .passedOver }
        let countsOfficeDays = period.unit == .officeDays
        if countsOfficeDays, !day.isWorkday { return .omitted }
        number += 1
        let hasFigure = period.unit != .months && period.unit != .years
        guard date == days.rawLast else { return .counted(hasFigure ? number : nil) }
        guard days.statutoryLast == days.rawLast else { return .lastOff }
        return .last(hasFigure ? number : nil)
    }

    /// Whether the last month has no corresponding day, so that its own last day ends the period (§48 III).
    public var endsWithShortMonth: Bool {
        guard let days, period.unit == .months || period.unit == .years else { return false }
        return days.rawLast.day < days.firstCounted.day - 1 && days.rawLast.adding(days: 1).day == 1
    }
}
