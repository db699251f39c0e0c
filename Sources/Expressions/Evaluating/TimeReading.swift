import Values

/// The functions that read a part of a timestamp in a zone, or of a duration.
enum TimeReading {
    static func apply(
        _ function: StandardFunction,
        _ arguments: [Value],
        _ activation: any Activation
    ) -> Result<Value, EvaluationError> {
        switch (arguments.first, arguments.dropFirst().first) {
        case (.timestamp(let instant), nil): return part(function, of: instant, offset: 0)
        case (.timestamp(let instant), .string(let zone)):
            guard let offset = fixedOffset(zone) ?? activation.zoneOffset(of: zone, at: instant) else {
                return .failure(.invalid(zone, as: "time zone"))
            }
            return part(function, of: instant, offset: offset)
        case (.duration(let span), nil): return part(function, of: span)
        default: return .failure(.noSuchOverload(function.rawValue, arguments))
        }
    }

    private static func part(
        _ function: StandardFunction,
        of instant: Instant,
        offset: Int
    ) -> Result<Value, EvaluationError> {
        guard instant.isPrintable else { return .failure(.timeOverflow) }
        let local = Instant(
            seconds: instant.seconds &+ Int64(offset),
            nanoseconds: Int64(instant.nanoseconds)
        )
        let second = ((local.seconds % 86_400) + 86_400) % 86_400
        let day = Int((local.seconds - second) / 86_400)
        let date = Gregorian.date(dayNumber: day)
        let number: Int
        switch function {
        case .getFullYear: number = date.year
        case .getMonth: number = date.month - 1
        case .getDate: number = date.day
        case .getDayOfMonth: number = date.day - 1
        case .getDayOfWeek: number = ((day + 4) % 7 + 7) % 7
        case .getDayOfYear: number = day - Gregorian.dayNumber(year: date.year, month: 1, day: 1)
        case .getHours: number = Int(second / 3_600)
        case .getMinutes: number = Int(second / 60 % 60)
        case .getSeconds: number = Int(second % 60)
        case .getMilliseconds: number = Int(local.nanoseconds) / 1_000_000
        case .size, .contains, .startsWith, .endsWith, .matches, .int, .uint, .double, .string, .bytes, .bool,
            .timestamp, .duration, .dyn, .type:
            return .failure(.noSuchOverload(function.rawValue, [.timestamp(instant)]))
        }
        return .success(.int(Int64(number)))
    }

    /// The whole length in a unit; of milliseconds only those beside the whole seconds.
    private static func part(
        _ function: StandardFunction,
        of span: TimeSpan
    ) -> Result<Value, EvaluationError> {
        switch function {
        case .getHours: .success(.int(span.seconds / 3_600))
        case .getMinutes: .success(.int(span.seconds / 60))
        case .getSeconds: .success(.int(span.seconds))
        case .getMilliseconds: .success(.int(Int64(span.nanoseconds) / 1_000_000))
        case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear, .size,
            .contains, .startsWith, .endsWith, .matches, .int, .uint, .double, .string, .bytes, .bool,
            .timestamp, .duration, .dyn, .type:
            .failure(.noSuchOverload(function.rawValue, [.duration(span)]))
        }
    }

    /// `UTC` or `[+-]hh:mm` as seconds east of Greenwich.
    static func fixedOffset(_ zone: String) -> Int? {
        if zone == "UTC" || zone == "Z" { return 0 }
        var digits = Array(zone.utf8)[...]
        var sign = 1
        if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            digits = digits.dropFirst()
        }
        let parts = digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = twoDigits(parts[0]), let minutes = twoDigits(parts[1]),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private static func twoDigits(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.count == 2 else { return nil }
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}
