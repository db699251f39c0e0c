import Casework
import Crypto

extension AESSealing {
    /// The bytes of a nonce; no other length is sealed or opened.
    static let nonceCount = 12
    private static let tagCount = 16

    /// Ciphertext and tag.
    static func box(_ plaintext: [UInt8], _ key: SymmetricKey, _ nonce: [UInt8], _ place: [UInt8]) -> [UInt8]
    {
        guard let nonce = try? AES.GCM.Nonce(data: nonce),
            let sealed = try? AES.GCM.seal(plaintext, using: key, nonce: nonce, authenticating: place)
        else { preconditionFailure("Invalid state: a nonce of \(nonce.count) bytes") }
        return Array(sealed.ciphertext) + Array(sealed.tag)
    }

    /// What is in a box; nil if box, key, nonce and place do not belong together.
    static func content(
        _ box: [UInt8],
        _ key: SymmetricKey,
        _ nonce: [UInt8],
        _ place: [UInt8]
    ) -> [UInt8]? {
        guard nonce.count == nonceCount, box.count >= tagCount,
            let nonce = try? AES.GCM.Nonce(data: nonce),
            let sealed = try? AES.GCM.SealedBox(
                nonce: nonce,
                ciphertext: box.dropLast(tagCount),
                tag: box.suffix(tagCount)
            ),
            let plaintext = try? AES.GCM.open(sealed, using: key, authenticating: place)
        else { return nil }
        return Array(plaintext)
    }

    /// Where a case's wrapped key belongs.
    static func place(of id: CaseID) -> [UInt8] { Array("case key".utf8) + bigEndian(id.number) }

    /// Where a sealed value belongs.
    ///
    /// The numbers have fixed lengths, so no two places look alike.
    static func place(of id: CaseID, revision: Int64, field: String) -> [UInt8] {
        Array("value".utf8) + bigEndian(id.number) + bigEndian(revision) + Array(field.utf8)
    }

    private static func bigEndian(_ number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
