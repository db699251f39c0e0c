public import Casework
import Crypto

/// The key of a whole database, 32 bytes in a file beside it but not in it: who has both can read everything.
///
/// Nothing is encrypted with it; keys for wrapping, digests and the check value are derived from it by
/// HKDF-SHA-256 (RFC 5869), so that one use says nothing about another.
public struct MasterKey: Sendable {
    private let key: SymmetricKey

    /// How many bytes it has.
    public static let byteCount = 32

    /// A key from its bytes; nil if they are not 32.
    public init?(bytes: [UInt8]) {
        guard bytes.count == MasterKey.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// A new key.
    public init(from randomness: any Randomness) {
        key = SymmetricKey(data: randomness.bytes(MasterKey.byteCount))
    }

    /// The key's bytes, for writing them to the file.
    var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// A key for one use.
    func derived(for use: Use) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            info: Array(use.rawValue.utf8),
            outputByteCount: MasterKey.byteCount
        )
    }

    /// What keys are derived for.
    enum Use: String {
        case wrapping = "anwei case keys v1"
        case digest = "anwei digests v1"
        case check = "anwei key check v1"
        case heads = "anwei signed heads v1"
    }

    /// What the database keeps so that another key is recognised; it tells nothing about the key.
    var checkValue: [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("anwei".utf8), using: derived(for: .check))
        return Array(Array(code).prefix(16))
    }
}
