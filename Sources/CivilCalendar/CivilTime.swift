/// A time of day on the wall clock, 00:00:00 to 23:59:59.
///
/// 24:00 is no time of its own: readers turn it into 00:00 of the next day.
public struct CivilTime: Sendable, Hashable, Comparable {
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59.
    public let second: Int

    /// A time from its parts; nil if there is no such time.
    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else {
            return nil
        }
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// A time from the seconds since midnight; a number outside the day counts round the clock.
    public init(secondOfDay: Int) {
        let wrapped = (secondOfDay % 86_400 + 86_400) % 86_400
        hour = wrapped / 3_600
        minute = wrapped / 60 % 60
        second = wrapped % 60
    }

    /// The beginning of a day, 00:00.
    public static let midnight = CivilTime(secondOfDay: 0)

    /// The seconds since midnight.
    public var secondOfDay: Int { hour * 3_600 + minute * 60 + second }

    /// The 24-hour form: `14:05`, with seconds only where there are some.
    public var text: String {
        let short = "\(zeroPadded(hour, 2)):\(zeroPadded(minute, 2))"
        return second == 0 ? short : short + ":\(zeroPadded(second, 2))"
    }

    /// Whether the left comes first in a day.
    public static func < (left: CivilTime, right: CivilTime) -> Bool {
        left.secondOfDay < right.secondOfDay
    }
}

extension CivilTime: CustomStringConvertible {
    /// The 24-hour form.
    public var description: String { text }
}
