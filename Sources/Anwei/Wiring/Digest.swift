import Crypto

/// The hash function of the house, for the rooms that know no cryptography.
enum Digest {
    /// SHA-256.
    @Sendable static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
