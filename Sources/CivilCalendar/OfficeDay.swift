public import Values

/// What a day is in an office, with the reason.
public enum OfficeDay: Sendable, Hashable {
    /// An ordinary working day.
    case workday
    /// A Saturday or Sunday on which offices work (補行上班).
    case makeUpWorkday
    /// A working day of which one half was called off; it still counts as a working day.
    case halfClosed(Closure)
    /// A Saturday or Sunday.
    case weekend
    /// A named day off of the yearly table.
    case holiday(LocalizedText)
    /// A day called off for the place.
    case closed(Closure)

    /// Whether offices work, if only for half of the day.
    ///
    /// Half a typhoon day does not move the end of a period here: no source says that it does, and the
    /// earlier end is the safe reading. A working group that knows better enters a whole day.
    public var isWorkday: Bool {
        switch self {
        case .workday, .makeUpWorkday, .halfClosed: true
        case .weekend, .holiday, .closed: false
        }
    }

    /// The reason in words: 中秋節, 例假日, 颱風停止上班.
    public var reason: LocalizedText {
        switch self {
        case .workday: LocalizedText(zhHant: "工作日", en: "working day")
        case .makeUpWorkday: LocalizedText(zhHant: "補行上班日", en: "make-up working day")
        case .weekend: LocalizedText(zhHant: "例假日", en: "weekend")
        case .holiday(let name): name
        case .halfClosed(let closure), .closed(let closure): closure.reason
        }
    }
}
