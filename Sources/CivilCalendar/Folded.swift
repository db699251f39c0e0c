/// What people type into structured fields, made uniform: dates, times, periods and numbers.
///
/// Only the part of Unicode's NFKC that such fields need (full-width forms, the ideographic space, the
/// date signs that PDF files replace by look-alikes). Never for names or narratives, whose characters
/// it would change.
public enum Folded {
    /// The text with half-width letters, digits and marks, single spaces, and none at the ends.
    public static func text(_ text: some StringProtocol) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let next = self.scalar(scalar)
            if next == " ", folded.last == " " || folded.isEmpty { continue }
            folded.append(next)
        }
        if folded.last == " " { folded.removeLast() }
        return String(folded)
    }

    private static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000, 0x00A0, 0x2000...0x200A, 0x202F, 0x205F, 0x09...0x0D: " "
        case 0x2010...0x2015, 0x2212: "-"
        case 0x2F47: "日"
        case 0x2F49: "月"
        case 0xF98E: "年"
        default: scalar
        }
    }
}
