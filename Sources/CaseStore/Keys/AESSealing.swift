public import Casework
import Crypto
import Synchronization

/// Seals sensitive values with AES-256-GCM (NIST SP 800-38D) under a key per case.
///
/// A case's key is stored wrapped by a key derived from the master key; destroying the wrapped key makes the
/// case's values unreadable for ever. Nonces are random, 96 bits, a fresh one for each value.
public final class AESSealing: Sealing {
    private let wrapping: SymmetricKey
    /// Has taken in the key already, and is copied for each digest.
    private let digester: HMAC<SHA256>
    private let randomness: any Randomness
    private let unwrapped = Mutex(KeyCache())

    /// A sealing under a master key.
    public init(_ masterKey: MasterKey, randomness: any Randomness) {
        wrapping = masterKey.derived(for: .wrapping)
        digester = HMAC(key: masterKey.derived(for: .digest))
        self.randomness = randomness
    }

    /// A new case key, wrapped: nonce, ciphertext and tag, 60 bytes.
    public func makeCaseKey(for id: CaseID) -> [UInt8] {
        let key = randomness.bytes(MasterKey.byteCount)
        let nonce = randomness.bytes(AESSealing.nonceCount)
        return nonce + AESSealing.box(key, wrapping, nonce, AESSealing.place(of: id))
    }

    /// Seals a value with the case, the entry's revision and the field as associated data.
    public func seal(
        _ plaintext: [UInt8],
        field: String,
        of id: CaseID,
        revision: Int64,
        caseKey: [UInt8]
    ) throws(SealingFailure) -> SealedValue {
        let key = try unwrap(caseKey, of: id)
        let nonce = randomness.bytes(AESSealing.nonceCount)
        let place = AESSealing.place(of: id, revision: revision, field: field)
        return SealedValue(
            revision: revision,
            nonce: nonce,
            box: AESSealing.box(plaintext, key, nonce, place)
        )
    }

    /// Opens a sealed value if nothing about it or its place was changed.
    public func open(
        _ sealed: SealedValue,
        field: String,
        of id: CaseID,
        caseKey: [UInt8]
    ) throws(SealingFailure) -> [UInt8] {
        let key = try unwrap(caseKey, of: id)
        let place = AESSealing.place(of: id, revision: sealed.revision, field: field)
        guard let plaintext = AESSealing.content(sealed.box, key, sealed.nonce, place) else {
            throw .unauthentic(field: field)
        }
        return plaintext
    }

    /// HMAC-SHA-256 under the key for digests, 32 bytes.
    public func digest(_ bytes: [UInt8]) -> [UInt8] {
        var code = digester
        code.update(data: bytes)
        return Array(code.finalize())
    }

    /// A number from 64 random bits, which for the limits of case numbers are even enough.
    public func lot(below limit: Int, for id: CaseID, attempt: Int) -> Int {
        let drawn = randomness.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(drawn % UInt64(max(limit, 1)))
    }

    /// Forgets the unwrapped key of a case.
    public func forget(_ id: CaseID) { unwrapped.withLock { $0.forget(id) } }

    private func unwrap(_ wrapped: [UInt8], of id: CaseID) throws(SealingFailure) -> SymmetricKey {
        if let known = unwrapped.withLock({ $0[id, wrapped] }) { return known }
        let nonce = Array(wrapped.prefix(AESSealing.nonceCount))
        let box = Array(wrapped.dropFirst(AESSealing.nonceCount))
        guard let bytes = AESSealing.content(box, wrapping, nonce, AESSealing.place(of: id)) else {
            throw .foreignKey
        }
        let key = SymmetricKey(data: bytes)
        unwrapped.withLock { $0[id, wrapped] = key }
        return key
    }
}
