extension Instant {
    /// An instant from its RFC 3339 form (`2026-11-24T09:00:00+08:00`, seconds optional); nil if it is not one.
    ///
    /// Seconds may be left out, because people write times that way; a zone may not. Leap seconds are refused.
    public init?(rfc3339 text: some StringProtocol) {
        var scanner = DigitScanner(Array(text.utf8))
        guard let year = scanner.number(digits: 4), year >= 1, scanner.take("-"),
            let month = scanner.number(digits: 2), (1...12).contains(month), scanner.take("-"),
            let day = scanner.number(digits: 2),
            (1...Gregorian.daysInMonth(year: year, month: month)).contains(day),
            scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.number(digits: 2), hour < 24, scanner.take(":"),
            let minute = scanner.number(digits: 2), minute < 60
        else { return nil }
        var second = 0
        var nanoseconds: Int64 = 0
        if scanner.take(":") {
            guard let written = scanner.number(digits: 2), written < 60 else { return nil }
            second = written
            if scanner.take(".") {
                guard let fraction = scanner.fraction() else { return nil }
                nanoseconds = fraction
            }
        }
        guard let offset = scanner.zoneOffset(), scanner.isAtEnd else { return nil }
        let days = Gregorian.dayNumber(year: year, month: month, day: day)
        let local = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
        self.init(seconds: local - Int64(offset), nanoseconds: nanoseconds)
        guard self >= .earliest, self <= .latest else { return nil }
    }

    /// The RFC 3339 form in UTC, with as many decimals as are needed (none, 3, 6 or 9).
    public var rfc3339: String { rfc3339(offset: 0) }

    /// The RFC 3339 form at an offset in seconds east of Greenwich.
    public func rfc3339(offset: Int) -> String {
        let local = seconds + Int64(offset)
        let day = Int((local >= 0 ? local : local - 86_399) / 86_400)
        let secondOfDay = Int(local - Int64(day) * 86_400)
        let date = Gregorian.date(dayNumber: day)
        var text = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
        text +=
            "\(padded(secondOfDay / 3_600, 2)):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
        text += TimeSpan.fraction(of: Int(nanoseconds))
        guard offset != 0 else { return text + "Z" }
        let minutes = abs(offset) / 60
        return text + (offset < 0 ? "-" : "+") + "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }
}

extension Instant: CustomStringConvertible {
    /// The RFC 3339 form in UTC.
    public var description: String { rfc3339 }
}

extension TimeSpan {
    /// A span from its CEL form, a sequence of numbers with units (`1h30m`, `-1.5s`, `250ms`); nil if it is not one
    /// or is longer than 2⁶³ seconds.
    public init?(text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        var sign: Int64 = 1
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            bytes = bytes.dropFirst()
        }
        if bytes.elementsEqual("0".utf8) {
            self = .zero
            return
        }
        guard !bytes.isEmpty else { return nil }
        var seconds: Int64 = 0
        var nanoseconds: Int64 = 0
        while !bytes.isEmpty {
            guard let part = TimeSpan.leadingPart(of: &bytes) else { return nil }
            nanoseconds += part.nanoseconds
            let (sum, overflow) = seconds.addingReportingOverflow(part.seconds)
            let (whole, carryOverflow) = sum.addingReportingOverflow(nanoseconds / 1_000_000_000)
            guard !overflow, !carryOverflow else { return nil }
            seconds = whole
            nanoseconds %= 1_000_000_000
        }
        self.init(seconds: sign * seconds, nanoseconds: sign * nanoseconds)
    }

    /// The span in seconds, as CEL prints it (`5400s`, `-1.5s`).
    public var text: String {
        let sign = seconds < 0 || nanoseconds < 0 ? "-" : ""
        return "\(sign)\(seconds.magnitude)\(TimeSpan.trimmedFraction(of: Int(nanoseconds.magnitude)))s"
    }

    private static func leadingPart(of bytes: inout ArraySlice<UInt8>) -> (
        seconds: Int64, nanoseconds: Int64
    )? {
        let whole = bytes.prefix { isDigit($0) }
        bytes = bytes.dropFirst(whole.count)
        var decimals = ArraySlice<UInt8>()
        if bytes.first == UInt8(ascii: ".") {
            bytes = bytes.dropFirst()
            decimals = bytes.prefix { isDigit($0) }
            bytes = bytes.dropFirst(decimals.count)
        }
        guard !(whole.isEmpty && decimals.isEmpty), whole.count <= 18 else { return nil }
        guard let unit = unit(of: &bytes) else { return nil }
        let count = whole.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        let perUnit = unit >= 1_000_000_000 ? unit / 1_000_000_000 : 0
        var seconds: Int64 = 0
        var nanoseconds: Int64 = 0
        if perUnit > 0 {
            let (product, overflow) = count.multipliedReportingOverflow(by: perUnit)
            guard !overflow else { return nil }
            seconds = product
        } else {
            let perSecond = 1_000_000_000 / unit
            seconds = count / perSecond
            nanoseconds = count % perSecond * unit
        }
        var scale = unit
        for digit in decimals.prefix(18) {
            scale /= 10
            nanoseconds += Int64(digit - UInt8(ascii: "0")) * scale
        }
        return (seconds, nanoseconds)
    }

    /// Nanoseconds in the unit at the front of the text, which is taken off.
    private static func unit(of bytes: inout ArraySlice<UInt8>) -> Int64? {
        let units: [(String, Int64)] = [
            ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
            ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ]
        for (name, nanoseconds) in units where bytes.starts(with: name.utf8) {
            bytes = bytes.dropFirst(name.utf8.count)
            return nanoseconds
        }
        return nil
    }

    /// The decimals of a second with their point, in groups of three; empty when there are none.
    static func fraction(of nanoseconds: Int) -> String {
        guard nanoseconds != 0 else { return "" }
        if nanoseconds % 1_000_000 == 0 { return "." + padded(nanoseconds / 1_000_000, 3) }
        if nanoseconds % 1_000 == 0 { return "." + padded(nanoseconds / 1_000, 6) }
        return "." + padded(nanoseconds, 9)
    }

    private static func trimmedFraction(of nanoseconds: Int) -> String {
        guard nanoseconds != 0 else { return "" }
        var digits = padded(nanoseconds, 9)
        while digits.last == "0" { digits.removeLast() }
        return "." + digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}

extension TimeSpan: CustomStringConvertible {
    /// The span in seconds, as CEL prints it.
    public var description: String { text }
}

/// Reads fixed-width numbers and single marks from ASCII text.
private struct DigitScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[position..<position + digits] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += digits
        return number
    }

    /// One to nine decimals as nanoseconds.
    mutating func fraction() -> Int64? {
        var nanoseconds: Int64 = 0
        var digits = 0
        while let digit = number(digits: 1) {
            guard digits < 9 else { return nil }
            nanoseconds = nanoseconds * 10 + Int64(digit)
            digits += 1
        }
        guard digits > 0 else { return nil }
        for _ in digits..<9 { nanoseconds *= 10 }
        return nanoseconds
    }

    /// `Z` or `+hh:mm` as seconds east of Greenwich.
    mutating func zoneOffset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign: Int
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = number(digits: 2), hours < 24, take(":"),
            let minutes = number(digits: 2), minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
