public import Values

extension CivilDateTime {
    /// Which day a midnight is written with.
    public enum MidnightStyle: Sendable, Hashable {
        /// 00:00 of the day that begins: for events.
        case startOfDay
        /// 24時 of the day that ends: for the ends of deadlines.
        case endOfDay
    }

    /// Date and time with the year of the Republic: 115年11月21日 14:05, at the end of a day 115年11月20日 24時.
    public func roc(
        _ style: CivilDate.RocStyle = .plain,
        midnight: MidnightStyle = .startOfDay
    ) -> String {
        guard time == .midnight, midnight == .endOfDay else { return "\(date.roc(style)) \(time.text)" }
        return "\(date.adding(days: -1).roc(style)) 24時"
    }

    /// Date and time for screens: 115年11月21日(星期六) 14:05, 2026-11-21 (Saturday) 14:05.
    public func display(midnight: MidnightStyle = .startOfDay) -> LocalizedText {
        let endsDay = time == .midnight && midnight == .endOfDay
        let shown = endsDay ? date.adding(days: -1) : date
        return LocalizedText(
            zhHant: roc(.weekday, midnight: midnight),
            en: "\(shown.display.en) \(endsDay ? "24:00" : time.text)"
        )
    }
}
