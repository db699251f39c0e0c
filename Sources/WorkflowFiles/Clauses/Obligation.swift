public import Values

/// How strongly a clause binds: the words of the regulation, not our opinion.
public enum Obligation: String, Sendable, Hashable, CaseIterable {
    /// 應、須、不得、禁止.
    case must
    /// 得、可.
    case may
    /// Declaratory or example text without 應 or 得.
    case should
    /// It says what something means or whom it covers; no duty by itself.
    case definition

    /// The word that Taiwan's lawyers use, and its English.
    public var title: LocalizedText {
        switch self {
        case .must: LocalizedText(zhHant: "應", en: "must")
        case .may: LocalizedText(zhHant: "得", en: "may")
        case .should: LocalizedText(zhHant: "宜", en: "should")
        case .definition: LocalizedText(zhHant: "定義", en: "definition")
        }
    }
}
