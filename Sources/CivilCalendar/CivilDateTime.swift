/// A day and a time on the wall clock of Taipei: what people write and read.
public struct CivilDateTime: Sendable, Hashable, Comparable {
    /// The day.
    public let date: CivilDate
    /// The time of that day.
    public let time: CivilTime

    /// A date and a time together.
    public init(_ date: CivilDate, _ time: CivilTime = .midnight) {
        self.date = date
        self.time = time
    }

    /// The ISO 8601 form without a zone: `2026-11-21T14:05`.
    public var iso: String { "\(date.iso)T\(time.text)" }

    /// Whether the left comes first on the wall clock.
    public static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }

    /// Seconds since 1970-01-01T00:00:00 on this same wall clock.
    var wallSeconds: Int64 { Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay) }

    /// The wall clock some seconds after its 1970-01-01T00:00:00.
    init(wallSeconds: Int64) {
        let day = wallSeconds >= 0 ? wallSeconds / 86_400 : (wallSeconds - 86_399) / 86_400
        date = CivilDate(dayNumber: Int(day))
        time = CivilTime(secondOfDay: Int(wallSeconds - day * 86_400))
    }
}

extension CivilDateTime: CustomStringConvertible {
    /// The ISO 8601 form without a zone.
    public var description: String { iso }
}
