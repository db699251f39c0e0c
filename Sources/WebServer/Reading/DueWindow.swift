import Values

/// Which deadlines a list shows, by when they fall due.
enum DueWindow: String, Sendable, Hashable, CaseIterable {
    case overdue
    case today
    case threeDays = "3d"
    case sevenDays = "7d"
    case all

    /// The window of a query parameter; all of them where there is none.
    init(_ text: String?) throws(Problem) {
        guard let text else {
            self = .all
            return
        }
        guard let window = DueWindow(rawValue: text) else { throw .parameter("due") }
        self = window
    }

    /// The first instant after the window; nil where there is no end.
    ///
    /// Days are those of Asia/Taipei, which has had no daylight saving since 1980: today ends at midnight there,
    /// `3d` with the third day after today.
    func end(now: Instant) -> Instant? {
        switch self {
        case .overdue: now
        case .today: DueWindow.midnight(after: now, days: 1)
        case .threeDays: DueWindow.midnight(after: now, days: 4)
        case .sevenDays: DueWindow.midnight(after: now, days: 8)
        case .all: nil
        }
    }

    private static func midnight(after now: Instant, days: Int64) -> Instant {
        let offset: Int64 = 8 * 3_600
        let local = now.seconds + offset
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return Instant(seconds: (day + days) * 86_400 - offset)
    }
}
