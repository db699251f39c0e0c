extension FormScanner {
    /// Takes a time of day in one of the accepted forms.
    mutating func time() throws(DateProblem) -> TimeReading {
        _ = take("T")
        let part = takeOne(of: DayPart.allCases.map(\.rawValue)).flatMap(DayPart.init(rawValue:))
        guard let hour = number(upTo: 2)?.value, let rest = takeMinutes() else { throw problem(.unreadable) }
        if part == nil, hour == 24, rest == (0, 0) { return TimeReading(time: .midnight, endsDay: true) }
        guard let hour = part.map({ $0.hour(hour) }) ?? hour,
            let time = CivilTime(hour: hour, minute: rest.minute, second: rest.second)
        else { throw problem(.impossibleTime) }
        return TimeReading(time: time, endsDay: false)
    }

    private mutating func takeMinutes() -> (minute: Int, second: Int)? {
        if take(":") { return takeColonMinutes() }
        return takeOne(of: ["時", "點"]) == nil ? nil : takeLetterMinutes()
    }

    /// `05` or `05:30` after a colon; always two digits.
    private mutating func takeColonMinutes() -> (minute: Int, second: Int)? {
        guard let minute = number(upTo: 2), minute.width == 2 else { return nil }
        guard take(":") else { return (minute.value, 0) }
        guard let second = number(upTo: 2), second.width == 2 else { return nil }
        return (minute.value, second.value)
    }

    /// Nothing, `整`, `半`, `5分` or `5分30秒` after the hour.
    private mutating func takeLetterMinutes() -> (minute: Int, second: Int)? {
        if take("整") { return (0, 0) }
        if take("半") { return (30, 0) }
        guard let minute = number(upTo: 2) else { return (0, 0) }
        guard take("分") else { return nil }
        guard let second = number(upTo: 2) else { return (minute.value, 0) }
        return take("秒") ? (minute.value, second.value) : nil
    }
}
