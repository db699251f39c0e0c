import CaseAPI
import CivilCalendar

/// An instant of the wire (RFC 3339 in UTC) as people in Taiwan read it.
///
/// Taipei has been at +08:00 without summer time since 1980; the server computes with the history, the
/// console only shows what is recent.
struct WireTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970 in UTC.
    let seconds: Int64

    init(seconds: Int64) { self.seconds = seconds }

    /// An instant from its text; nil if it is not `2026-11-24T01:00:00Z` with any fraction or offset.
    init?(_ text: String) {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let date = CivilDate(iso: parts[0]), let epoch = CivilDate(iso: "1970-01-01"),
            let clock = WireTime.secondsOfDay(parts[1])
        else { return nil }
        seconds = Int64(date.days(since: epoch)) * 86_400 + Int64(clock)
    }

    private static func secondsOfDay(_ text: Substring) -> Int? {
        let digits = text.prefix { $0 != "Z" && $0 != "+" && $0 != "-" && $0 != "." }.split(separator: ":")
        let numbers = digits.compactMap { Int($0) }
        guard numbers.count == digits.count, (2...3).contains(numbers.count) else { return nil }
        var seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        if let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let offset = text[text.index(after: sign)...].split(separator: ":").compactMap { Int($0) }
            guard offset.count == 2 else { return nil }
            let east = offset[0] * 3_600 + offset[1] * 60
            seconds -= text[sign] == "+" ? east : -east
        } else if text.last != "Z" {
            return nil
        }
        return seconds
    }

    static func < (left: WireTime, right: WireTime) -> Bool { left.seconds < right.seconds }

    /// Date and time in Taipei: 115/11/21(六) 14:05, or 2026-11-21 14:05.
    func text(_ style: DateStyle) -> String {
        let local = seconds + 8 * 3_600
        let day = Int((Double(local) / 86_400).rounded(.down))
        let minute = Int(local - Int64(day) * 86_400) / 60
        let clock = "\(WireTime.two(minute / 60)):\(WireTime.two(minute % 60))"
        guard let date = CivilDate(iso: "1970-01-01")?.adding(days: day) else { return "?" }
        switch style {
        case .iso: return "\(date.iso) \(clock)"
        case .roc:
            let weekday = ["四", "五", "六", "日", "一", "二", "三"][((day % 7) + 7) % 7]
            return "\(date.roc(.slashes))(\(weekday)) \(clock)"
        }
    }

    private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    /// How far a due time is away: 剩 2 日, 逾 5 小時.
    func distance(from now: WireTime) -> WireText {
        let span = span(until: now)
        return seconds > now.seconds
            ? WireText(zhHant: "剩 " + span.zhHant, en: span.en + " left")
            : WireText(zhHant: "逾 " + span.zhHant, en: span.en + " late")
    }

    /// How long a stopwatch has run: 已 12 分鐘.
    func elapsed(until now: WireTime) -> WireText {
        let span = span(until: now)
        return WireText(zhHant: "已 " + span.zhHant, en: span.en + " so far")
    }

    /// The length between two instants, in the largest whole unit.
    func span(until other: WireTime) -> WireText {
        let amount = (seconds - other.seconds).magnitude
        if amount >= 86_400 { return WireText(zhHant: "\(amount / 86_400) 日", en: "\(amount / 86_400) d") }
        if amount >= 3_600 { return WireText(zhHant: "\(amount / 3_600) 小時", en: "\(amount / 3_600) h") }
        return WireText(zhHant: "\(amount / 60) 分", en: "\(amount / 60) min")
    }

    /// The day in Taipei, counted from 1970.
    var localDay: Int64 { (seconds + 8 * 3_600) / 86_400 }
}

/// How dates are written for people.
enum DateStyle: String, Sendable, Hashable, CaseIterable {
    /// With the year of the Republic.
    case roc
    case iso
}
