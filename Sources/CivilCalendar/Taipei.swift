public import Values

/// The wall clock of Taiwan: Asia/Taipei, with the history that the tz database gives it.
///
/// +08:00 since 1979-10-01; +09:00 from 1937 to 1945 and in the summers of 1946 to 1961, 1974, 1975 and
/// 1979; local mean time before 1896.
public enum Taipei {
    /// Seconds east of Greenwich at an instant.
    public static func offset(at instant: Instant) -> Int { offset(atSeconds: instant.seconds) }

    /// What the wall clock shows at an instant; fractions of a second are cut off.
    public static func local(_ instant: Instant) -> CivilDateTime {
        CivilDateTime(wallSeconds: instant.seconds + Int64(offset(at: instant)))
    }

    /// The day that an instant falls on.
    public static func date(of instant: Instant) -> CivilDate { local(instant).date }

    /// The instant at which the wall clock shows a date and time.
    ///
    /// A time that occurs twice (clocks put back) means its first occurrence. A time that is skipped
    /// (clocks put forward) means as much after the change as it lies after the start of the gap:
    /// 00:30 in a gap from 00:00 to 01:00 is 01:30. `clockChange(at:)` tells which of these it was.
    public static func instant(of local: CivilDateTime) -> Instant {
        let wall = local.wallSeconds
        let near = offsets(around: wall)
        for offset in [near.before, near.after] where shows(wall, at: offset) {
            return Instant(seconds: wall - Int64(offset))
        }
        return Instant(seconds: wall - Int64(near.before))
    }

    /// The first instant of a day.
    public static func startOfDay(_ date: CivilDate) -> Instant { instant(of: CivilDateTime(date)) }

    /// The first instant after a day: the 24:00 at which a last day is over.
    public static func endOfDay(_ date: CivilDate) -> Instant { startOfDay(date.adding(days: 1)) }

    /// Whether a wall-clock time occurs once, twice, or not at all.
    public static func clockChange(at local: CivilDateTime) -> ClockChange {
        let wall = local.wallSeconds
        let near = offsets(around: wall)
        let before = shows(wall, at: near.before)
        let after = shows(wall, at: near.after)
        guard before || after else { return .skipped }
        return before && after && near.before != near.after ? .repeated : .none
    }

    /// How a wall-clock time stands to a change of the clocks.
    public enum ClockChange: Sendable, Hashable {
        /// The time occurs once.
        case none
        /// The clocks were put forward over it: it does not occur.
        case skipped
        /// The clocks were put back over it: it occurs twice.
        case repeated
    }

    /// The offsets in force a day before and a day after a wall-clock time; no two changes lie closer.
    private static func offsets(around wall: Int64) -> (before: Int, after: Int) {
        (offset(atSeconds: wall - 129_600), offset(atSeconds: wall + 129_600))
    }

    /// Whether the instant that a wall-clock time means at an offset really has that offset.
    private static func shows(_ wall: Int64, at offset: Int) -> Bool {
        self.offset(atSeconds: wall - Int64(offset)) == offset
    }

    private static func offset(atSeconds seconds: Int64) -> Int {
        if let last = transitions.last, seconds >= last.seconds { return last.offset }
        return transitions.last { $0.seconds <= seconds }?.offset ?? offsetBeforeTransitions
    }
}
