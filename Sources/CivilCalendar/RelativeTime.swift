public import Values

/// How far a due time is away, in the short words of lists: 剩 2 日, 逾 5 小時.
public enum RelativeTime {
    /// The distance from now to a due time, rounded down so that no time is promised that is not there.
    ///
    /// The due time itself is the first instant of being late.
    public static func text(due: Instant, now: Instant) -> LocalizedText {
        let isLate = now >= due
        let span = isLate ? now - due : due - now
        guard let amount = amount(of: span.seconds) else {
            return isLate
                ? LocalizedText(zhHant: "逾不到 1 分鐘", en: "less than 1 minute late")
                : LocalizedText(zhHant: "剩不到 1 分鐘", en: "less than 1 minute left")
        }
        return isLate
            ? LocalizedText(zhHant: "逾 \(amount.zhHant)", en: "\(amount.en) late")
            : LocalizedText(zhHant: "剩 \(amount.zhHant)", en: "\(amount.en) left")
    }

    /// The largest whole unit of a span; nil below a minute.
    private static func amount(of seconds: Int64) -> LocalizedText? {
        let units: [(seconds: Int64, zhHant: String, en: String)] = [
            (86_400, "日", "day"), (3_600, "小時", "hour"), (60, "分鐘", "minute"),
        ]
        for unit in units where seconds >= unit.seconds {
            let count = seconds / unit.seconds
            let noun = count == 1 ? unit.en : unit.en + "s"
            return LocalizedText(zhHant: "\(count) \(unit.zhHant)", en: "\(count) \(noun)")
        }
        return nil
    }
}
