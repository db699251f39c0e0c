import CaseAPI
import CivilCalendar
import Values

/// An instant of the wire (RFC 3339 in UTC) as people in Taiwan read it.
struct WireTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970 in UTC.
    let seconds: Int64

    init(seconds: Int64) { self.seconds = seconds }

    /// An instant from its text; nil if it is not RFC 3339.
    init?(_ text: String) {
        guard let instant = Instant(rfc3339: text) else { return nil }
        seconds = instant.seconds
    }

    /// The instant as the wire writes it.
    var rfc3339: String { instant.rfc3339 }

    private var instant: Instant { Instant(seconds: seconds) }

    static func < (left: WireTime, right: WireTime) -> Bool { left.seconds < right.seconds }

    /// Date and time in Taipei: 115/11/21(六) 14:05, or 2026-11-21 14:05.
    func text(_ style: DateStyle) -> String {
        // Whole minutes: what people write and compare.
        let intoMinute = (seconds % 60 + 60) % 60
        let local = Taipei.local(Instant(seconds: seconds - intoMinute))
        switch style {
        case .iso: return "\(local.date.iso) \(local.time.text)"
        case .roc:
            let weekday = local.date.weekday.name.zhHant.suffix(1)
            return "\(local.date.roc(.slashes))(\(weekday)) \(local.time.text)"
        }
    }

    /// How far a due time is away: 剩 2 日, 逾 5 小時.
    func distance(from now: WireTime) -> WireText {
        let text = RelativeTime.text(due: instant, now: now.instant)
        return WireText(zhHant: text.zhHant, en: text.en)
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
    var localDay: Int64 { Int64(Taipei.date(of: instant).dayNumber) }
}

/// How dates are written for people.
enum DateStyle: String, Sendable, Hashable, CaseIterable {
    /// With the year of the Republic.
    case roc
    case iso
}
