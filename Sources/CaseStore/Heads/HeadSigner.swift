public import Casework
import Crypto

/// Signs journal heads with a key derived from the master key, which is not in the database.
public struct HeadSigner: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// The signer of a database.
    public init(_ masterKey: MasterKey) {
        let seed = masterKey.derived(for: .heads)
        guard let key = seed.withUnsafeBytes({ try? Curve25519.Signing.PrivateKey(rawRepresentation: $0) })
        else {
            preconditionFailure("Invalid state: a seed of \(seed.bitCount) bits makes no signing key")
        }
        self.key = key
    }

    /// The public half, 32 bytes: what an auditor needs to verify heads without the master key.
    public var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// A head, signed; nil where the source of chance fails.
    public func sign(_ head: ChainHead, of journal: [UInt8], accepting acceptance: String? = nil)
        -> SignedHead?
    {
        guard let signature = try? key.signature(for: SignedHead.message(journal, head, acceptance)) else {
            return nil
        }
        return SignedHead(
            journal: journal,
            head: head,
            acceptance: acceptance,
            key: publicKey,
            signature: Array(signature)
        )
    }
}
