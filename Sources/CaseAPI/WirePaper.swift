/// What marks a case that was taken over from paper.
public struct WirePaper: Codable, Sendable, Hashable {
    /// The register or file and its number.
    public var reference: String
    /// Why it was entered only then.
    public var reason: String?
    /// When it was entered, RFC 3339 in UTC; not part of a request.
    public var recordedAt: String?

    /// From its parts.
    public init(reference: String, reason: String? = nil, recordedAt: String? = nil) {
        self.reference = reference
        self.reason = reason
        self.recordedAt = recordedAt
    }
}
