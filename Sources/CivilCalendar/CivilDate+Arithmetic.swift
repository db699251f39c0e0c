import Values

extension CivilDate {
    /// The date some days later, or earlier if negative; it stops at the years 1 and 9999.
    public func adding(days: Int) -> CivilDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        guard !overflow else { return CivilDate(dayNumber: days < 0 ? .min : .max) }
        return CivilDate(dayNumber: sum)
    }

    /// The same day some months later, or the last of that month if it has no such day.
    ///
    /// This is the calendar's arithmetic (01-31 and one month is 02-28). The end of a *period* in
    /// months is counted otherwise: see `lastDay(ofMonths:)`.
    public func adding(months: Int) -> CivilDate {
        let target = monthLater(months)
        let days = Gregorian.daysInMonth(year: target.year, month: target.month)
        return CivilDate(year: target.year, month: target.month, day: min(day, days)) ?? self
    }

    /// How many days the date lies after another one; negative if before.
    public func days(since other: CivilDate) -> Int { dayNumber - other.dayNumber }

    /// The last day of a period of months whose first counted day is this one.
    ///
    /// 行政程序法 §48 III: the day before the corresponding day of the last month; where that month has
    /// no corresponding day, its last day. Beyond the year 9999 it is that year's last day.
    public func lastDay(ofMonths months: Int) -> CivilDate {
        guard year * 12 + month - 1 + min(months, 120_000) < 10_000 * 12 else {
            return CivilDate(dayNumber: .max)
        }
        let target = monthLater(months)
        guard let corresponding = CivilDate(year: target.year, month: target.month, day: day) else {
            return adding(months: months)
        }
        return corresponding.adding(days: -1)
    }

    /// Completed years of age on a day (實足年齡); 0 before the first birthday and before birth.
    ///
    /// Somebody born on 29 February completes a year with the end of 28 February, hence on 1 March.
    public func age(on day: CivilDate) -> Int {
        let hadBirthday = (day.month, day.day) >= (month, self.day)
        return max(0, day.year - year - (hadBirthday ? 0 : 1))
    }

    /// Year and month some months away, kept inside the years 1 to 9999.
    private func monthLater(_ months: Int) -> (year: Int, month: Int) {
        let bounded = min(max(months, -120_000), 120_000)
        let index = min(max(year * 12 + month - 1 + bounded, 12), 9_999 * 12 + 11)
        return (index / 12, index % 12 + 1)
    }
}
