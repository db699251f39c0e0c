/// Encrypts what is sensitive, and makes digests that only the holder of the master key can make.
///
/// Randomness comes from the `Randomness` it was built with, so that rehearsals can repeat themselves.
public protocol Sealing: Sendable {
    /// A new case key, wrapped by the master key for one case.
    func makeCaseKey(for id: CaseID) -> [UInt8]
    /// Seals a value's bytes for a field of an entry.
    func seal(_ plaintext: [UInt8], field: String, of id: CaseID, revision: Int64, caseKey: [UInt8])
        throws(SealingFailure)
        -> SealedValue
    /// Opens what `seal` has made; fails if anything was changed or moved, or the key is another.
    func open(_ sealed: SealedValue, field: String, of id: CaseID, caseKey: [UInt8]) throws(SealingFailure)
        -> [UInt8]
    /// A number from 0 to below a limit, drawn by lot for a case.
    ///
    /// - Parameter attempt: which draw for the case it is, so that chance that depends on the place draws anew.
    func lot(below limit: Int, for id: CaseID, attempt: Int) -> Int
    /// Forgets a case's key wherever it is kept in memory; called after the destroyed key is off the disk.
    func forget(_ id: CaseID)
    /// A digest of bytes under a key derived from the master key, 32 bytes.
    func digest(_ bytes: [UInt8]) -> [UInt8]
}

/// Why a sealed value cannot be made or opened.
public enum SealingFailure: Error, Sendable, Hashable {
    /// The wrapped key belongs to another master key, or was altered.
    case foreignKey
    /// The ciphertext, its place or its key do not belong together.
    case unauthentic(field: String)
}

/// Where random bytes come from: the system in production, a seed in rehearsals.
public protocol Randomness: Sendable {
    /// So many random bytes.
    func bytes(_ count: Int) -> [UInt8]
}
