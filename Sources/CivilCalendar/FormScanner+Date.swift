extension FormScanner {
    /// Takes year, month and day in one of the accepted forms.
    mutating func writtenDate(today: CivilDate) throws(DateProblem) -> WrittenDate {
        let era = takeEra()
        guard let first = takeYear(era) else { throw problem(.unreadable) }
        if first.width > 4 { return try compact(first, era, today: today) }
        let isLetterForm = take("年")
        guard let rest = isLetterForm ? takeLetters() : takeMarks() else { throw problem(.unreadable) }
        let year = try commonYear(first, era, isBare: !isLetterForm, today: today)
        return written(year, month: rest.month, day: rest.day, era, first)
    }

    /// Takes the day of the week, if one is written: (星期六), 週六, (六).
    mutating func weekday() throws(DateProblem) -> Weekday? {
        let isBracketed = take("(")
        let isNamed = takeOne(of: ["星期", "週", "禮拜"]) != nil
        guard isBracketed || isNamed else { return nil }
        let names = ["一", "二", "三", "四", "五", "六", "日"]
        guard let name = takeOne(of: names + ["天"]), !isBracketed || take(")") else {
            throw problem(.unreadable)
        }
        return Weekday(rawValue: (names.firstIndex(of: name) ?? 6) + 1)
    }

    private mutating func takeEra() -> WrittenEra {
        if takeOne(of: ["西元", "公元"]) != nil { return .common }
        guard takeOne(of: ["中華民國", "民國", "民"]) != nil else { return .unnamed }
        return take("前") ? .beforeRepublic : .republic
    }

    private mutating func takeYear(_ era: WrittenEra) -> WrittenNumber? {
        if era == .republic, take("元") { return WrittenNumber(value: 1, width: 3) }
        return number(upTo: 8)
    }

    /// `11月21日` after the year.
    private mutating func takeLetters() -> (month: Int, day: Int)? {
        guard let month = number(upTo: 2), take("月"), let day = number(upTo: 2),
            takeOne(of: ["日", "號"]) != nil
        else { return nil }
        return (month.value, day.value)
    }

    /// `/11/21` after the year, with the same mark twice.
    private mutating func takeMarks() -> (month: Int, day: Int)? {
        guard let mark = takeOne(of: ["/", ".", "-"]), let month = number(upTo: 2), take(mark),
            let day = number(upTo: 2)
        else { return nil }
        return (month.value, day.value)
    }

    /// Digits alone: the last four are month and day, what stands before them is the year.
    private func compact(
        _ digits: WrittenNumber,
        _ era: WrittenEra,
        today: CivilDate
    ) throws(DateProblem) -> WrittenDate {
        guard digits.width >= 6 else { throw problem(.unreadable) }
        let first = WrittenNumber(value: digits.value / 10_000, width: digits.width - 4)
        let year = try commonYear(first, era, isBare: true, today: today)
        return written(
            year,
            month: digits.value / 100 % 100,
            day: digits.value % 100,
            era,
            first
        )
    }

    private func written(
        _ year: Int,
        month: Int,
        day: Int,
        _ era: WrittenEra,
        _ first: WrittenNumber
    ) -> WrittenDate {
        let isCommonEra = era == .common || era == .unnamed && first.width == 4
        return WrittenDate(year: year, month: month, day: day, isCommonEra: isCommonEra)
    }

    /// The year of the common era that a written one means.
    private func commonYear(
        _ year: WrittenNumber,
        _ era: WrittenEra,
        isBare: Bool,
        today: CivilDate
    ) throws(DateProblem) -> Int {
        guard year.value > 0 else { throw problem(.impossibleDate) }
        switch era {
        case .republic: return 1_911 + year.value
        case .beforeRepublic: return 1_912 - year.value
        case .common:
            guard year.width == 4 else { throw problem(.unreadable) }
            return year.value
        case .unnamed:
            return try unnamedYear(year, isBare: isBare, today: today)
        }
    }

    private func unnamedYear(
        _ year: WrittenNumber,
        isBare: Bool,
        today: CivilDate
    ) throws(DateProblem) -> Int {
        if year.width == 4 {
            guard year.value >= 1_000 else { throw problem(.unreadable) }
            guard year.value >= 1_912 else {
                throw problem(.beforeRepublic(yearsBefore: 1_912 - year.value))
            }
            return year.value
        }
        // Up to 31 (in 2026) two digits may as well be 20xx; 99 cannot, and is 民國99年.
        if isBare, year.width <= 2, year.value <= (today.year + 5) % 100 {
            let century = today.year / 100 * 100
            throw problem(.ambiguousYear(rocYear: year.value, commonYear: century + year.value))
        }
        return 1_911 + year.value
    }
}
