/// A time of day that somebody typed: 14:05, 14時05分, 下午2時5分, 24:00.
public struct TimeReading: Sendable, Hashable {
    /// The time; for 24:00 midnight.
    public let time: CivilTime
    /// Whether it was written as 24:00, the end of the day.
    public let endsDay: Bool

    /// Reads a time that stands alone, as in a field beside the date.
    public static func read(_ text: String) throws(DateProblem) -> TimeReading {
        var scanner = FormScanner(text)
        guard !scanner.isAtEnd else { throw DateProblem(.empty, text) }
        let time = try scanner.time()
        guard scanner.isAtEnd else { throw DateProblem(.unreadable, text) }
        return time
    }

    init(time: CivilTime, endsDay: Bool) {
        self.time = time
        self.endsDay = endsDay
    }
}
