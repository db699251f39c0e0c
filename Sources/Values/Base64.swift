/// RFC 4648 base64 with padding: the form that bytes take inside JSON.
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The text for some bytes.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        append(Array(bytes), to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text for some bytes.
    static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        let whole = bytes.count - bytes.count % 3
        text.reserveCapacity(text.count + (bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: whole, by: 3) {
            append(
                UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]),
                4,
                to: &text
            )
        }
        switch bytes.count - whole {
        case 1: append(UInt32(bytes[whole]) << 16, 2, to: &text)
        case 2: append(UInt32(bytes[whole]) << 16 | UInt32(bytes[whole + 1]) << 8, 3, to: &text)
        default: break
        }
    }

    /// Appends the first characters of four, and `=` for the others.
    private static func append(_ group: UInt32, _ count: Int, to text: inout [UInt8]) {
        for position in 0..<4 {
            let sextet = Int(group >> UInt32(18 - 6 * position) & 63)
            text.append(position < count ? alphabet[sextet] : UInt8(ascii: "="))
        }
    }

    /// The bytes of a text; nil if it is not base64 with its padding.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        let padding = characters.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 4 * 3)
        var pending: UInt32 = 0
        var bits = 0
        for character in characters.dropLast(padding) {
            guard let sextet = sextet(character) else { return nil }
            pending = pending << 6 | sextet
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
        }
        guard pending & (1 << UInt32(bits) - 1) == 0 else { return nil }
        return bytes
    }

    private static func sextet(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
