/// What a server says of itself: the answer of `GET /api/v1/server`.
public struct WireServer: Codable, Sendable, Hashable {
    /// The number of the API that this code speaks; a server with another one is not understood.
    public static let knownAPI: Int64 = 1

    /// The release (`0.1.0`).
    public var release: String
    /// The number of the API that it speaks.
    public var api: Int64
    /// Which installation it is: 正式, 測試, 訓練.
    public var environment: String
    /// Its clock, RFC 3339 in UTC.
    public var now: String
    /// Whether it takes requests.
    public var ready: Bool

    /// From its parts.
    public init(release: String, api: Int64, environment: String, now: String, ready: Bool) {
        self.release = release
        self.api = api
        self.environment = environment
        self.now = now
        self.ready = ready
    }
}
