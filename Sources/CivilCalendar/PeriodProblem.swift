public import Values

/// Why a text is no period.
public struct PeriodProblem: Error, Sendable, Hashable {
    /// What is wrong with the text.
    public enum Kind: Sendable, Hashable {
        /// The text does not follow the syntax.
        case unreadable
        /// `immediately` was written where a figure is needed.
        case hasNoFigure
        /// The figure is 0 or larger than the unit allows.
        case outOfRange(Period.Unit)
        /// The unit cannot be counted by the penalty rule.
        case noPenalty
    }

    /// What is wrong.
    public let kind: Kind
    /// What was written.
    public let written: String

    init(_ kind: Kind, _ written: String) {
        self.kind = kind
        self.written = written
    }

    /// What to do about it.
    public var message: LocalizedText {
        switch kind {
        case .unreadable:
            LocalizedText(
                zhHant: "無法解讀期間「\(written)」，請寫成如 10m、8h、10 days、5 office days、2 months、3 years",
                en:
                    "“\(written)” is no period; write for instance 10m, 8h, 10 days, 5 office days, 2 months"
            )
        case .hasNoFigure:
            LocalizedText(
                zhHant: "「immediately」(立即)沒有時數，不能換算為期限，請填入數字與單位",
                en: "“immediately” has no figure and gives no due time; write a number and a unit"
            )
        case .outOfRange(let unit):
            LocalizedText(
                zhHant: "期間「\(written)」超出範圍，請填 1 至 \(unit.largestValue)",
                en: "“\(written)” is out of range; write a number from 1 to \(unit.largestValue)"
            )
        case .noPenalty:
            LocalizedText(
                zhHant: "「penalty」(始日計入、不順延)只能用於日、週、月、年",
                en: "“penalty” goes only with days, weeks, months and years"
            )
        }
    }
}
