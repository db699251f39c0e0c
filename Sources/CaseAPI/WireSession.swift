/// A console's session.
public struct WireSession: Codable, Sendable, Hashable {
    /// Its number.
    public var id: Int64
    /// The account.
    public var account: String
    /// The account's name.
    public var name: String
    /// Which installation it is (正式, 測試, 訓練).
    public var environment: String
    /// reading or writing.
    public var mode: String
    /// When it began, RFC 3339 in UTC.
    public var began: String
    /// When it was used last, RFC 3339 in UTC.
    public var lastUsed: String
    /// The reason's code, for whom it concerns.
    public var code: String?
    /// The reason, for whom it concerns.
    public var reason: String?
    /// The case whose sensitive fields are shown.
    public var reveal: WireReveal?
    /// The system user at the other end.
    public var uid: Int64?
    /// The process at the other end.
    public var pid: Int64?
    /// What the console's requests carry; only when it begins.
    public var token: String?
    /// When the account was here before; only when it begins.
    public var lastSession: String?

    /// From its parts.
    public init(
        id: Int64,
        account: String,
        name: String,
        environment: String,
        mode: String,
        began: String,
        lastUsed: String,
        code: String? = nil,
        reason: String? = nil,
        reveal: WireReveal? = nil,
        uid: Int64? = nil,
        pid: Int64? = nil,
        token: String? = nil,
        lastSession: String? = nil
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.environment = environment
        self.mode = mode
        self.began = began
        self.lastUsed = lastUsed
        self.code = code
        self.reason = reason
        self.reveal = reveal
        self.uid = uid
        self.pid = pid
        self.token = token
        self.lastSession = lastSession
    }
}
