/// Who the server takes the caller for: the answer of `GET /api/v1/me`.
public struct WireAccount: Codable, Sendable, Hashable {
    /// The account's id.
    public var account: String
    /// The name to show.
    public var name: String
    /// The roles in force.
    public var roles: [WireGrant]
    /// The language tag that the account prefers: `zh-Hant` or `en`.
    public var language: String
    /// Which installation this is: 正式, 測試, 訓練.
    public var environment: String

    /// From its parts.
    public init(
        account: String,
        name: String,
        roles: [WireGrant],
        language: String,
        environment: String
    ) {
        self.account = account
        self.name = name
        self.roles = roles
        self.language = language
        self.environment = environment
    }
}
