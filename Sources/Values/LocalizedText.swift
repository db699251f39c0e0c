/// A sentence in the two languages that Anwei speaks: Traditional Chinese as used in Taiwan, and English.
public struct LocalizedText: Sendable, Hashable {
    /// The text in Traditional Chinese.
    public let zhHant: String
    /// The text in English.
    public let en: String

    /// A text from its two forms.
    public init(zhHant: String, en: String) {
        self.zhHant = zhHant
        self.en = en
    }

    /// The text in a language; Chinese for any tag that is not English.
    public subscript(language: Language) -> String {
        switch language {
        case .zhHant: zhHant
        case .en: en
        }
    }
}

/// A language that screens and messages can be shown in.
public enum Language: String, Sendable, Hashable, CaseIterable {
    case zhHant = "zh-Hant"
    case en
}
