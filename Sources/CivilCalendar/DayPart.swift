/// A word before a time that says which half of the day is meant.
enum DayPart: String, CaseIterable {
    case morning = "上午"
    case early = "早上"
    case noon = "中午"
    case afternoon = "下午"
    case evening = "晚上"
    case lateEvening = "晚間"
    case night = "凌晨"

    /// The hour of the 24-hour clock for an hour written after the word; nil if it does not fit or may
    /// mean noon as well as midnight (上午12時).
    func hour(_ written: Int) -> Int? {
        if hoursAsWritten.contains(written) { return written }
        if hoursAfterNoon.contains(written) { return written + 12 }
        return self == .night && written == 12 ? 0 : nil
    }

    /// The hours that already are those of the 24-hour clock.
    private var hoursAsWritten: Range<Int> {
        switch self {
        case .morning: 0..<12
        case .early: 4..<12
        case .noon: 11..<13
        case .afternoon: 12..<24
        case .evening, .lateEvening: 17..<24
        case .night: 0..<7
        }
    }

    /// The hours of the 12-hour clock that mean those after noon.
    private var hoursAfterNoon: Range<Int> {
        switch self {
        case .morning, .early, .night: 0..<0
        case .noon: 1..<3
        case .afternoon: 1..<12
        case .evening, .lateEvening: 5..<12
        }
    }
}
