public import Values

/// What a door needs to know beside the engine.
public struct DoorSettings: Sendable {
    /// The server's release (`0.1.0`).
    public let release: String
    /// Which installation this is (正式, 測試, 訓練); shown to everybody.
    public let environment: String
    /// The bytes of `openapi.yaml`.
    public let description: [UInt8]
    /// The user that the server runs as; it and root may speak for any account over the socket.
    public let serverUser: UInt32
    /// The clock that says what is due today.
    public let now: @Sendable () -> Instant

    /// Whether over the Unix socket only an unlocked console session may change anything.
    public let demandsSession: Bool
    /// Whether nothing at all can be written: a server for one console that has the database to itself.
    public let isReadOnly: Bool
    /// Whether a process of this machine still exists: a console's session ends with its process.
    public let isAlive: @Sendable (Int32) -> Bool

    /// Settings from their parts.
    public init(
        release: String = "0.1.0",
        environment: String,
        description: [UInt8],
        serverUser: UInt32,
        now: @escaping @Sendable () -> Instant,
        demandsSession: Bool = false,
        isReadOnly: Bool = false,
        isAlive: @escaping @Sendable (Int32) -> Bool = { _ in true }
    ) {
        self.release = release
        self.environment = environment
        self.description = description
        self.serverUser = serverUser
        self.now = now
        self.demandsSession = demandsSession
        self.isReadOnly = isReadOnly
        self.isAlive = isAlive
    }
}
