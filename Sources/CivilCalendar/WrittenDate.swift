/// Year, month and day as they stand in a text, before it is known whether there is such a day.
struct WrittenDate {
    /// The year as year of the common era.
    let year: Int
    let month: Int
    let day: Int
    let isCommonEra: Bool

    /// The day, if it exists and does not lie too far ahead.
    func date(in text: String, today: CivilDate) throws(DateProblem) -> CivilDate {
        guard year <= today.year + 5 else {
            throw DateProblem(.yearTooFar(latestRocYear: today.rocYear + 5), text)
        }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            throw DateProblem(.impossibleDate, text)
        }
        return date
    }
}

/// A number as it was written; its width tells a year of the common era from one of the Republic.
struct WrittenNumber {
    let value: Int
    let width: Int
}

/// How a year was introduced.
enum WrittenEra {
    /// 民國 or 中華民國.
    case republic
    /// 民國前.
    case beforeRepublic
    /// 西元 or 公元.
    case common
    /// By nothing: the number alone.
    case unnamed
}
