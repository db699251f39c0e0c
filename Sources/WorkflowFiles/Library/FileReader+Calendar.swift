import CivilCalendar
import Values

extension FileReader {
    /// One year's table of holidays and make-up working days.
    func officeYear(_ root: SourceNode) -> OfficeYear? {
        guard let keyed = map(root, .calendar), let year = integer(keyed["year"]),
            (1...8_088).contains(year), let published = text(keyed["published"]),
            let holidays = keyed["holidays"]
        else { return nil }
        guard let source = OfficeYear.Source(rawValue: published.text) else {
            badValue(published, known: ["official", "community"])
            return nil
        }
        var names: [CivilDate: LocalizedText] = [:]
        for node in list(holidays) {
            guard let holiday = map(node, .holiday), let date = date(holiday["date"]) else { continue }
            if names.updateValue(requiredText(holiday, "name", of: date.iso), forKey: date) != nil {
                repeated(date, at: node.position)
            }
        }
        var workdays: Set<CivilDate> = []
        for node in keyed["workdays"].map({ list($0) }) ?? [] {
            guard let date = date(node) else { continue }
            if !workdays.insert(date).inserted { repeated(date, at: node.position) }
        }
        let made = OfficeYear(year: Int(year) + 1_911, source: source, holidays: names, workdays: workdays)
        guard let table = made else {
            report(
                .badValue,
                at: holidays.position,
                zh: "有日期不在民國 \(year) 年，或同時列為放假日與上班日。",
                en: "A date lies outside the year \(year), or is both off and worked."
            )
            return nil
        }
        return checked(table, against: keyed["days-off"])
    }

    /// The table, if it has as many days off as the printed one says: a slip of the pen does not load.
    private func checked(_ table: OfficeYear, against node: SourceNode?) -> OfficeYear? {
        guard let node, let daysOff = integer(node) else { return nil }
        guard Int(daysOff) != table.daysOff else { return table }
        report(
            .badValue,
            at: node.position,
            zh: "放假日共 \(table.daysOff) 日，與所載 \(daysOff) 日不符；請核對日曆表。",
            en: "There are \(table.daysOff) days off, not \(daysOff); compare with the printed table."
        )
        return nil
    }

    private func repeated(_ date: CivilDate, at position: SourcePosition) {
        report(
            .duplicateName,
            at: position,
            subject: date.iso,
            zh: "日期 \(date.iso) 重複。",
            en: "The date \(date.iso) stands twice."
        )
    }
}
