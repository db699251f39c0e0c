/// How many columns text takes on a terminal.
struct CellWidth: Sendable, Hashable {
    /// The columns of a character of ambiguous width (`○ □ ■ ※ …`): 1, or 2 on many Taiwanese terminals.
    var ambiguous = 1

    /// The columns of a text; a grapheme cluster counts as its widest character.
    func columns(of text: some StringProtocol) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

    /// The columns of one grapheme cluster.
    func columns(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        // An emoji presentation makes its base wide whatever the base was.
        if scalars.count > 1, scalars.contains("\u{FE0F}") { return 2 }
        return scalars.reduce(0) { max($0, columns(of: $1)) }
    }

    private func columns(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 {
            guard scalar.value >= 0xA1 else { return 1 }
            return ambiguous == 2 && CellWidth.contains(scalar, WidthTable.ambiguous) ? 2 : 1
        }
        if CellWidth.contains(scalar, WidthTable.zero) { return 0 }
        if CellWidth.contains(scalar, WidthTable.wide) { return 2 }
        return ambiguous == 2 && CellWidth.contains(scalar, WidthTable.ambiguous) ? 2 : 1
    }

    private static func contains(_ scalar: Unicode.Scalar, _ table: [UInt32]) -> Bool {
        var low = 0
        var high = table.count / 2
        while low < high {
            let middle = (low + high) / 2
            if table[2 * middle + 1] < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < table.count / 2 && table[2 * low] <= scalar.value
    }

    /// The text, filled up with blanks to so many columns.
    func padded(_ text: String, to width: Int, alignsRight: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - columns(of: text)))
        return alignsRight ? blanks + text : text + blanks
    }

    /// The text in lines of so many columns; broken behind blanks and signs where there are any nearby.
    func lines(of text: String, first: Int, later: Int) -> [String] {
        var lines: [String] = []
        var line: [Character] = []
        var used = 0
        for character in text {
            let more = columns(of: character)
            if used + more > (lines.isEmpty ? first : later), !line.isEmpty {
                let kept = CellWidth.breakPlace(in: line)
                lines.append(String(line[..<kept]))
                line = Array(line[kept...].drop { $0 == " " })
                used = line.reduce(0) { $0 + columns(of: $1) }
            }
            line.append(character)
            used += more
        }
        return lines + [String(line)]
    }

    /// Where a full line is broken: behind the last blank or sign of its last third, or at its end.
    private static func breakPlace(in line: [Character]) -> Int {
        let signs: Set<Character> = [" ", "、", "。", ",", ",", ";", ";", "·", "="]
        let place = line.lastIndex { signs.contains($0) } ?? -1
        return place >= line.count * 2 / 3 ? place + 1 : line.count
    }

    /// The text, cut at a column edge with `…` where it is wider; never through a wide character.
    func truncated(_ text: String, to width: Int) -> String {
        guard columns(of: text) > width else { return text }
        let mark = columns(of: "…")
        var kept = ""
        var used = 0
        for character in text {
            let more = columns(of: character)
            if used + more + mark > width { break }
            kept.append(character)
            used += more
        }
        return kept + "…"
    }
}
