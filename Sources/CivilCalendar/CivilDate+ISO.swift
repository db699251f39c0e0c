extension CivilDate {
    /// A date from its ISO 8601 form, `2026-11-21`; nil if it is not exactly that.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = CivilDate.number(bytes[0..<4]),
            let month = CivilDate.number(bytes[5..<7]),
            let day = CivilDate.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The ISO 8601 form, `2026-11-21`: what is stored and sorted.
    public var iso: String {
        String(unsafeUninitializedCapacity: 10) { text in
            var position = 0
            for (number, width) in [(year, 4), (month, 2), (day, 2)] {
                if position > 0 {
                    text[position] = UInt8(ascii: "-")
                    position += 1
                }
                var rest = number
                for digit in (position..<position + width).reversed() {
                    text[digit] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                position += width
            }
            return position
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}

extension CivilDate: CustomStringConvertible {
    /// The ISO 8601 form.
    public var description: String { iso }
}

/// A number with leading zeros up to a width.
func zeroPadded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
