/// A point in time, in UTC, with nanosecond precision: what is stored, compared and hashed.
///
/// How it is shown (Asia/Taipei, 民國 years) belongs to `CivilCalendar`. The years 1 to 9999 can be
/// printed and parsed, as RFC 3339 and CEL demand.
public struct Instant: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded towards the past.
    public let seconds: Int64
    /// The rest, 0 to 999 999 999.
    public let nanoseconds: Int32

    /// An instant from seconds since 1970 and a rest that may lie outside one second.
    public init(seconds: Int64, nanoseconds: Int64 = 0) {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let borrowed: Int64 = remainder < 0 ? 1 : 0
        self.seconds = seconds &+ quotient &- borrowed
        self.nanoseconds = Int32(truncatingIfNeeded: remainder + borrowed * 1_000_000_000)
    }

    /// An instant from milliseconds since 1970: the precision in which the journal keeps time.
    public init(milliseconds: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        self.init(seconds: quotient, nanoseconds: remainder * 1_000_000)
    }

    /// Milliseconds since 1970, rounded towards the past.
    public var milliseconds: Int64 { seconds &* 1_000 &+ Int64(nanoseconds) / 1_000_000 }

    /// The instant without what is finer than a millisecond: the precision of the journal and of fields.
    public var wholeMilliseconds: Instant { Instant(milliseconds: milliseconds) }

    /// The first instant that can be printed: 0001-01-01T00:00:00Z.
    public static let earliest = Instant(seconds: -62_135_596_800)
    /// The last instant that can be printed: 9999-12-31T23:59:59.999999999Z.
    public static let latest = Instant(seconds: 253_402_300_799, nanoseconds: 999_999_999)

    /// Whether the left instant is the earlier one.
    public static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The instant a time span later.
    public static func + (left: Instant, right: TimeSpan) -> Instant {
        Instant(
            seconds: left.seconds &+ right.seconds,
            nanoseconds: Int64(left.nanoseconds) + Int64(right.nanoseconds)
        )
    }

    /// The instant a time span earlier.
    public static func - (left: Instant, right: TimeSpan) -> Instant { left + right.negated }

    /// How far the left instant lies after the right one.
    public static func - (left: Instant, right: Instant) -> TimeSpan {
        TimeSpan(
            seconds: left.seconds &- right.seconds,
            nanoseconds: Int64(left.nanoseconds) - Int64(right.nanoseconds)
        )
    }
}

/// A length of time, positive or negative, with nanosecond precision: CEL's `duration`.
///
/// Legal periods (days, months, office days) are not time spans; they are `CivilCalendar.Period`.
public struct TimeSpan: Sendable, Hashable, Comparable {
    /// Whole seconds, rounded towards zero.
    public let seconds: Int64
    /// The rest, with the sign of `seconds`.
    public let nanoseconds: Int32

    /// A time span from seconds and a rest that may lie outside one second or differ in sign.
    public init(seconds: Int64, nanoseconds: Int64 = 0) {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        var whole = seconds &+ quotient
        var rest = remainder
        if whole > 0, rest < 0 {
            whole -= 1
            rest += 1_000_000_000
        } else if whole < 0, rest > 0 {
            whole += 1
            rest -= 1_000_000_000
        }
        self.seconds = whole
        self.nanoseconds = Int32(truncatingIfNeeded: rest)
    }

    /// A time span of milliseconds.
    public init(milliseconds: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        self.init(seconds: quotient, nanoseconds: remainder * 1_000_000)
    }

    /// No time at all.
    public static let zero = TimeSpan(seconds: 0)

    /// The whole milliseconds of the span, rounded towards zero.
    public var milliseconds: Int64 { seconds &* 1_000 &+ Int64(nanoseconds) / 1_000_000 }

    /// The same length in the other direction.
    public var negated: TimeSpan { TimeSpan(seconds: 0 &- seconds, nanoseconds: -Int64(nanoseconds)) }

    /// Whether the left span is the shorter one; negative spans are shorter than none.
    public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The sum of two spans.
    public static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(
            seconds: left.seconds &+ right.seconds,
            nanoseconds: Int64(left.nanoseconds) + Int64(right.nanoseconds)
        )
    }

    /// The difference of two spans.
    public static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan { left + right.negated }
}
