/// One record of what was done in consoles.
public struct WireAuditRecord: Codable, Sendable, Hashable {
    /// Its number; 0 for a look that came through no console.
    public var id: Int64
    /// When, RFC 3339 in UTC.
    public var at: String
    /// The session's number.
    public var session: Int64
    /// Whose it is.
    public var account: String
    /// The account's name.
    public var name: String?
    /// attached, mode, announced, asked, answered, closed or reviewed.
    public var step: String
    /// The record that an answer is to.
    public var refersTo: Int64?
    /// The cases that it is about.
    public var numbers: [String]
    /// Whether its content is hidden from the reader.
    public var masked: Bool
    /// What else there is to say.
    public var content: WireValue

    /// From its parts.
    public init(
        id: Int64,
        at: String,
        session: Int64,
        account: String,
        name: String? = nil,
        step: String,
        refersTo: Int64? = nil,
        numbers: [String],
        masked: Bool,
        content: WireValue
    ) {
        self.id = id
        self.at = at
        self.session = session
        self.account = account
        self.name = name
        self.step = step
        self.refersTo = refersTo
        self.numbers = numbers
        self.masked = masked
        self.content = content
    }
}
