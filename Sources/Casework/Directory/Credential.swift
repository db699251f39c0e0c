public import Values

/// A token's digest and the account that it lets in: a row of the register, so that nobody who writes to the file
/// can let themselves in unseen.
public struct Credential: Sendable, Hashable {
    /// The digest of the token; the token itself is never stored.
    public let digest: [UInt8]
    /// The account that it belongs to.
    public let account: String
    /// When it was issued, if that was before the register kept credentials; otherwise its entry says it.
    public let issuedAt: Instant?

    /// A credential from its parts.
    public init(digest: [UInt8], account: String, issuedAt: Instant? = nil) {
        self.digest = digest
        self.account = account
        self.issuedAt = issuedAt
    }

    /// The row's id: the digest in hexadecimal.
    public var id: String { Credential.id(of: digest) }

    static func id(of digest: [UInt8]) -> String { Hexadecimal.encode(digest) }
}

extension Credential {
    var encoded: Value {
        var writer = MemberWriter()
        writer.put("id", id)
        writer.put("account", account)
        writer.put("issuedAt", issuedAt)
        return writer.value
    }

    init(decoding value: Value) throws(CodingProblem) {
        let reader = try MemberReader(value, "credential")
        guard let digest = Hexadecimal.decode(try reader.text("id")) else {
            throw CodingProblem("credential.id")
        }
        self.init(
            digest: digest,
            account: try reader.text("account"),
            issuedAt: reader.optionalInstant("issuedAt")
        )
    }
}

extension StorageSnapshot {
    /// The account that a credential belongs to.
    public func account(credential digest: [UInt8]) throws -> String? {
        let id = Credential.id(of: digest)
        guard let row = try registered(.credential, id: id) else { return nil }
        guard case .credential(let credential)? = try? RegisterChange(kind: .credential, id: id, row: row),
            credential.digest == digest
        else { throw StorageFailure.corrupt("a credential is unreadable") }
        return credential.account
    }
}
