/// Makes text from outside harmless on a terminal: what could steer it is shown as a sign instead.
///
/// A case's text can hold escape sequences that rewrite the screen or the title, type at the prompt, or turn
/// the direction of what follows. Nothing of that is ever passed through.
enum SafeText {
    /// One line: line ends and tabs are signs, too.
    static func line(_ text: String) -> String { shown(text, keepsLines: false) }

    /// Text of several lines: line ends and tabs stay.
    static func block(_ text: String) -> String { shown(text, keepsLines: true) }

    /// JSON text in which nothing can steer a terminal; it still means the same.
    static func json(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x7F && isDangerous($0) }) else {
            return text
        }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard scalar.value >= 0x7F, isDangerous(scalar) else {
                safe.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                safe.append(
                    contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
                        .unicodeScalars
                )
            }
        }
        return String(safe)
    }

    private static func shown(_ text: String, keepsLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: { isDangerous($0) }) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if keepsLines, scalar == "\n" || scalar == "\t" {
                safe.append(scalar)
            } else if isDangerous(scalar) {
                safe.append(contentsOf: sign(for: scalar).unicodeScalars)
            } else {
                safe.append(scalar)
            }
        }
        return String(safe)
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        // Marks and controls of direction; separators of lines; what is invisible.
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        // Tags, and private plane ends that fonts draw as anything.
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    private static func sign(for scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? "?"
        case 0x7F: return "\u{2421}"
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
        }
    }
}
