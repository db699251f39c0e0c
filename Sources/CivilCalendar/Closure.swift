public import Values

/// A day off announced for one place beside the yearly table, such as 颱風停班.
public struct Closure: Sendable, Hashable {
    /// The day.
    public let date: CivilDate
    /// Which part of the day.
    public let part: Part
    /// The unit or county that it was announced for, by its identifier.
    public let place: String
    /// Why: 颱風停止上班.
    public let reason: LocalizedText

    /// The part of a day for which offices are closed.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        case wholeDay
        case morning
        case afternoon

        var rank: Int { self == .wholeDay ? 1 : 0 }
    }

    /// A closure of a place on a day.
    public init(date: CivilDate, part: Part = .wholeDay, place: String, reason: LocalizedText) {
        self.date = date
        self.part = part
        self.place = place
        self.reason = reason
    }
}
