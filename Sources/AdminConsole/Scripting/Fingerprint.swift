import CaseAPI

/// A short name for a diff, by which a script says which one it has seen.
///
/// It guards against applying something else by mistake, not against an enemy: the server checks the
/// revision.
enum Fingerprint {
    /// The name of what a trial would do; the time of the trial is no part of it.
    static func text(of step: WireStep) -> String {
        text(of: WireValue(encoding: step).json)
    }

    /// FNV-1a, 64 bits, in four groups of hexadecimal digits.
    static func text(of content: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in content.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        let padded = String(repeating: "0", count: 16 - digits.count) + digits
        return stride(from: 0, to: 16, by: 4).map { start in
            String(padded.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }
}
