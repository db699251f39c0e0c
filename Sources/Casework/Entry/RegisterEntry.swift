public import Values

/// A journal record of a change of the register: it stands in the same chain as the cases' entries.
public struct RegisterEntry: Sendable, Hashable {
    /// The position in the chain.
    public let sequence: Int64
    /// The journal's time.
    public let at: Instant
    /// The account that put the row.
    public let account: String
    /// The row.
    public let change: RegisterChange
    /// The request that asked for it, where it came with a key.
    public let request: RequestDigests?

    /// An entry from its parts.
    public init(
        sequence: Int64,
        at: Instant,
        account: String,
        change: RegisterChange,
        request: RequestDigests? = nil
    ) {
        self.sequence = sequence
        self.at = at
        self.account = account
        self.change = change
        self.request = request
    }

    /// The draft with the entry's bytes.
    public var draft: EntryDraft {
        var writer = MemberWriter()
        writer.put("v", Int64(1))
        writer.put("sequence", sequence)
        writer.put("at", at)
        writer.put("kind", EntryKind.register.rawValue)
        writer.put("account", account)
        writer.put("request", request?.texts ?? [])
        writer.put("register", change.kind.rawValue)
        writer.put("id", change.id)
        writer.put("row", change.encoded)
        return EntryDraft(
            sequence: sequence,
            caseID: nil,
            revision: 0,
            at: at,
            kind: .register,
            account: account,
            bytes: writer.value.jsonBytes
        )
    }

    /// An entry from its bytes.
    public init(bytes: [UInt8]) throws {
        let reader = try MemberReader(try Value(json: bytes, options: .storage), "entry")
        guard let kind = RegisterKind(rawValue: try reader.text("register")) else {
            throw CodingProblem("entry.register")
        }
        self.init(
            sequence: try reader.integer("sequence"),
            at: try reader.instant("at"),
            account: try reader.text("account"),
            change: try RegisterChange(kind: kind, id: try reader.text("id"), value: try reader.value("row")),
            request: try RequestDigests(try reader.texts("request"))
        )
    }
}
