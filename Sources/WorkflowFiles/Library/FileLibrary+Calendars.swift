public import CivilCalendar
import Values

extension FileLibrary {
    /// The texts of the calendar files by year of the common era; no other file is read for them.
    public var calendarTexts: [Int: String] {
        var found: [Int: String] = [:]
        for (path, bytes) in texts.sorted(by: { $0.key < $1.key })
        where FileKind(firstLineOf: bytes) ?? .calendar == .calendar {
            let text = String(decoding: bytes, as: UTF8.self)
            guard let year = try? officeYear(text, path: path, FileReader()) else { continue }
            found[year.year] = text
        }
        return found
    }

    /// The calendar that files' texts describe; its version is the beginning of their hash.
    public func calendar(from texts: [Int: String]) throws -> OfficeCalendar {
        var years: [OfficeYear] = []
        var bytes: [UInt8] = []
        for (year, text) in texts.sorted(by: { $0.key < $1.key }) {
            let reader = FileReader()
            guard let table = try officeYear(text, path: "calendars/\(year - 1_911).yaml", reader) else {
                throw FileProblems(reader.findings)
            }
            years.append(table)
            bytes += Array(text.utf8) + [0]
        }
        return OfficeCalendar(version: String(Hexadecimal.encode(digest(bytes)).prefix(16)), years: years)
    }
}
