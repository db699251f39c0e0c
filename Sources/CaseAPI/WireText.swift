/// A sentence in both languages as it stands in an answer: `{"zh-Hant": "...", "en": "..."}`.
public struct WireText: Codable, Sendable, Hashable {
    /// The text in Traditional Chinese as used in Taiwan.
    public var zhHant: String
    /// The text in English.
    public var en: String

    /// A text from its two forms.
    public init(zhHant: String, en: String) {
        self.zhHant = zhHant
        self.en = en
    }

    private enum CodingKeys: String, CodingKey {
        case zhHant = "zh-Hant"
        case en
    }
}
