public import Values

/// What a computed date rests on, from the best to the least trusted.
public enum CalendarBasis: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Only tables that the government published.
    case official
    /// A table that nobody has confirmed against the official one.
    case community
    /// A year without a table: weekends alone were counted as days off.
    case weekendsOnly

    /// Whether the left basis is the better one.
    public static func < (left: CalendarBasis, right: CalendarBasis) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The warning to show beside a date of a year of the Republic; nil for official tables.
    public func warning(rocYear: Int) -> LocalizedText? {
        switch self {
        case .official: nil
        case .community:
            LocalizedText(
                zhHant: "\(rocYear)年辦公日曆尚未經核對，請以行政院公告為準",
                en:
                    "The office calendar of \(rocYear + 1_911) is unconfirmed; compare it with the official"
            )
        case .weekendsOnly:
            LocalizedText(
                zhHant: "未匯入\(rocYear)年辦公日曆，僅以週末計算",
                en: "No office calendar for \(rocYear + 1_911); only weekends were counted as days off"
            )
        }
    }
}
