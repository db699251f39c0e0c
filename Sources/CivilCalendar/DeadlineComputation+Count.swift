public import Values

extension DeadlineComputation {
    /// Counts a period from an instant by the calendar of the places that the case belongs to.
    public init(
        from start: Instant,
        _ period: Period,
        calendar: OfficeCalendar,
        in places: Set<String> = []
    ) {
        self.start = start
        self.period = period
        calendarVersion = calendar.version
        if let unitSeconds = period.unit.seconds {
            due = start + TimeSpan(seconds: unitSeconds * Int64(period.value))
            days = nil
        } else {
            let counted = DayCount(calendar: calendar, places: places)
                .days(of: period, from: Taipei.date(of: start))
            due = Taipei.endOfDay(counted.statutoryLast)
            days = counted
        }
    }
}

/// Counts days by one calendar for some places (行政程序法 §48).
private struct DayCount {
    let calendar: OfficeCalendar
    let places: Set<String>

    func days(of period: Period, from startDay: CivilDate) -> DeadlineComputation.Days {
        let first = period.rule == .penalty ? startDay : startDay.adding(days: 1)
        if period.unit == .officeDays { return officeDays(period.value, first: first, startDay: startDay) }
        let rawLast = rawLast(of: period, first: first)
        let moves = period.rule == .administrative
        let last = moves ? calendar.workday(onOrAfter: rawLast, in: places) : rawLast
        let skipped = skipped(from: rawLast, upTo: last)
        let leavesSaturday = rawLast.weekday == .saturday && !skipped.isEmpty
        return DeadlineComputation.Days(
            firstCounted: first,
            rawLast: rawLast,
            statutoryLast: last,
            suggested: suggested(before: rawLast, startDay: startDay),
            skipped: skipped,
            morningAdvised: leavesSaturday,
            basis: moves ? basis(from: rawLast, to: last) : [:]
        )
    }

    /// The end is a working day by itself, so it never moves.
    private func officeDays(
        _ count: Int,
        first: CivilDate,
        startDay: CivilDate
    ) -> DeadlineComputation.Days {
        var last = calendar.workday(onOrAfter: first, in: places)
        for _ in 1..<max(count, 1) {
            last = calendar.workday(onOrAfter: last.adding(days: 1), in: places)
        }
        return DeadlineComputation.Days(
            firstCounted: first,
            rawLast: last,
            statutoryLast: last,
            suggested: suggested(before: last, startDay: startDay),
            skipped: skipped(from: first, upTo: last),
            morningAdvised: false,
            basis: basis(from: first, to: last)
        )
    }

    private func rawLast(of period: Period, first: CivilDate) -> CivilDate {
        switch period.unit {
        case .days: first.adding(days: period.value - 1)
        case .weeks: first.adding(days: period.value * 7 - 1)
        case .months: first.lastDay(ofMonths: period.value)
        case .years: first.lastDay(ofMonths: period.value * 12)
        case .seconds, .minutes, .hours, .officeDays:
            preconditionFailure("Invalid state: \(period.unit) has no last day of its own")
        }
    }

    private func suggested(before rawLast: CivilDate, startDay: CivilDate) -> CivilDate? {
        let day = calendar.workday(1, before: rawLast, in: places)
        return day < startDay ? nil : day
    }

    private func skipped(from first: CivilDate, upTo last: CivilDate) -> [DeadlineComputation.SkippedDay] {
        (0..<max(0, last.days(since: first))).compactMap { offset in
            let date = first.adding(days: offset)
            let day = calendar.day(date, in: places)
            return day.isWorkday ? nil : DeadlineComputation.SkippedDay(date: date, day: day)
        }
    }

    private func basis(from first: CivilDate, to last: CivilDate) -> [Int: CalendarBasis] {
        let years = first.year...last.year
        return Dictionary(uniqueKeysWithValues: years.map { ($0, calendar.basis(ofYear: $0)) })
    }
}
