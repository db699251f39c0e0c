import CivilCalendar

/// The text of a year's calendar with the days off that were announced after it was published.
///
/// They stand in the text itself, each in a line of its own behind a mark, so that what the register keeps is one
/// file that reads like any other; a newer published text takes them over.
enum CalendarText {
    private static let mark = "  # announced"

    /// The text with a day off more; nil if it has no list to put it into.
    static func adding(_ date: CivilDate, _ name: String, to text: String) -> String? {
        let quoted = "\"" + name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
        let title = "{zh-Hant: \(quoted), en: \(quoted)}"
        return inserting(["  - {date: \(date.iso), name: \(title)}\(mark)"], into: text)
    }

    /// A published text with what was announced after an earlier one, but for days that it has itself.
    static func carrying(from known: String, to text: String) -> String {
        let announced = lines(known).filter { line in
            guard line.hasSuffix(mark), let date = line.split(separator: "date: ").last?.prefix(10) else {
                return false
            }
            return !text.contains("date: \(date)")
        }
        return announced.isEmpty ? text : inserting(announced, into: text) ?? text
    }

    private static func inserting(_ days: [String], into text: String) -> String? {
        var lines = lines(text)
        guard let list = lines.firstIndex(of: "holidays:"),
            let count = lines.firstIndex(where: { $0.hasPrefix("days-off: ") }),
            let number = Int(lines[count].dropFirst("days-off: ".count))
        else { return nil }
        lines[count] = "days-off: \(number + days.count)"
        lines.insert(contentsOf: days, at: list + 1)
        return lines.joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
