public import Values

/// When a legal clock runs out, and how that was found: enough to explain it to whoever asks.
public struct DeadlineComputation: Sendable, Hashable {
    /// What the clock runs from.
    public let start: Instant
    /// How long it runs, and by which rule.
    public let period: Period
    /// The first instant at which the deadline is missed; for days, the 24:00 of the last one.
    public let due: Instant
    /// How the last day was found; nil for clocks of hours, which know no days.
    public let days: Days?
    /// The version of the office calendar that was used.
    public let calendarVersion: String

    /// The days of a period that is counted in days, weeks, months or years.
    public struct Days: Sendable, Hashable {
        /// The first day that counts (始日不計入 makes it the day after the start).
        public let firstCounted: CivilDate
        /// The last day before any extension (末日,不順延).
        public let rawLast: CivilDate
        /// The last day on which the act is in time (法定末日,順延後).
        public let statutoryLast: CivilDate
        /// The last working day before `rawLast` (建議完成日); nil if that would be before the start.
        public let suggested: CivilDate?
        /// The days passed over, oldest first: those an end moved across, or office days did not count.
        public let skipped: [SkippedDay]
        /// Whether the act is better done in the morning of `statutoryLast` (§48 IV: 星期一上午).
        public let morningAdvised: Bool
        /// The years whose tables decided, each with what is known of it.
        public let basis: [Int: CalendarBasis]
    }

    /// A day that was passed over, with the reason.
    public struct SkippedDay: Sendable, Hashable {
        /// The day.
        public let date: CivilDate
        /// What it is: a weekend, a holiday, a typhoon day.
        public let day: OfficeDay
    }

    /// Whether a year without a table decided, so that a later table may move the end.
    public var isProvisional: Bool { basis == .weekendsOnly }

    /// The least trusted of the tables that decided.
    public var basis: CalendarBasis { days?.basis.values.max() ?? .official }

    /// What to warn of beside the date, one sentence for each year that is not official.
    public var warnings: [LocalizedText] {
        (days?.basis ?? [:]).sorted { $0.key < $1.key }
            .compactMap { $0.value.warning(rocYear: $0.key - 1_911) }
    }

    /// The advice that goes with an end moved from a Saturday; nil if there is none.
    public var advice: LocalizedText? {
        guard let days, days.morningAdvised else { return nil }
        let weekday = days.statutoryLast.weekday.name
        return LocalizedText(
            zhHant: "建議於\(weekday.zhHant)中午前完成",
            en: "Better done before noon on \(weekday.en)"
        )
    }
}
