/// An error answer: `application/problem+json` of RFC 9457, in both languages.
public struct WireProblem: Codable, Error, Sendable, Hashable {
    /// What kind of problem it is, as a URI reference (`/problems/requirements`).
    public var type: String
    /// The kind in words, English.
    public var title: String
    /// The HTTP status.
    public var status: Int
    /// What happened and what to do, English.
    public var detail: String?
    /// What happened and what to do, Traditional Chinese.
    public var detailZh: String?
    /// What happened and what to do, English, where `detail` follows the language that was asked for.
    public var detailEn: String?
    /// The refusal, where a rule refused.
    public var refusal: WireRefusal?

    /// From its parts.
    public init(
        type: String,
        title: String,
        status: Int,
        detail: String? = nil,
        detailZh: String? = nil,
        detailEn: String? = nil,
        refusal: WireRefusal? = nil
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.detailZh = detailZh
        self.detailEn = detailEn
        self.refusal = refusal
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, refusal
        case detailZh = "detail-zh"
        case detailEn = "detail-en"
    }
}
