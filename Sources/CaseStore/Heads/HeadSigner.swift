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
    ///
    /// - Parameter streams: the ends of the streams; nil signs a head as before they were chained.
    public func sign(
        _ head: ChainHead,
        _ streams: [RecordStream: StreamHead]?,
        of journal: [UInt8],
        accepting acceptance: String? = nil
    ) -> SignedHead? {
        let message = SignedHead.message(journal, head, streams, acceptance)
        guard let signature = try? key.signature(for: message) else { return nil }
        return SignedHead(
            journal: journal,
            head: head,
            streams: streams,
            acceptance: acceptance,
            key: publicKey,
            signature: Array(signature)
        )
    }
}
