import CaseAPI
import CivilCalendar
import Values

/// Turns `field=value` into the values of a form.
///
/// Where the field is not known (opening a case), the shape decides: JSON, a whole number, a truth value, a
/// date with a time, and otherwise text; the server has the last word.
struct FieldReader {
    var fields: [WireFormField]
    /// The clock: which years are too far ahead, and what a short date means.
    var today: WireTime
    /// The id of somebody or something by the name that people write (`person`, `陳測二`).
    var lookUp: ((_ kind: String, _ name: String) -> String?)?

    func values(of assignments: [CommandInput.Assignment]) throws(ConsoleError) -> [String: WireValue] {
        var values: [String: WireValue] = [:]
        for assignment in assignments {
            let name = try field(named: assignment.name)?.name ?? assignment.name
            guard values[name] == nil else {
                throw .usage("欄位「\(name)」重複", "field \"\(name)\" is given twice")
            }
            values[name] = try value(assignment.value, of: field(named: name))
        }
        return values
    }

    /// A field by its name or by its label in either language; nil only where no form is known.
    private func field(named name: String) throws(ConsoleError) -> WireFormField? {
        if fields.isEmpty { return nil }
        if let field = fields.first(where: {
            $0.name == name || $0.label.zhHant == name || $0.label.en == name
        }) {
            return field
        }
        let near = NearestName.all(to: name, among: fields.map(\.name))
        let known = fields.filter { near.isEmpty || near.contains($0.name) }
            .map { "\($0.name) (\($0.label.zhHant))" }.joined(separator: "、")
        throw .usage("表單無欄位「\(name)」;可用:\(known)", "the form has no field \"\(name)\"; known: \(known)")
    }

    /// The values of a form from a script: texts are read as if typed, anything else is taken as it is.
    func values(of members: [String: WireValue]) throws(ConsoleError) -> [String: WireValue] {
        var values: [String: WireValue] = [:]
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            let field = try field(named: name)
            if case .string(let text) = member, field != nil {
                values[field?.name ?? name] = try value(text, of: field)
            } else {
                values[field?.name ?? name] = member
            }
        }
        return values
    }

    /// An instant from what a person wrote; a day alone is its beginning.
    static func instant(_ text: String, today: WireTime) throws(ConsoleError) -> String {
        if WireTime(text) != nil { return text }
        var field = WireFormField(
            name: "at",
            type: "datetime",
            label: WireText(zhHant: "時點", en: "time"),
            required: true
        )
        let reader = FieldReader(fields: [field], today: today)
        if case .tagged(_, let instant)? = try? reader.value(text, of: field) { return instant }
        field.type = "date"
        guard case .string(let day) = try reader.value(text, of: field) else {
            throw .usage("「\(text)」不是時間", "\"\(text)\" is no time")
        }
        return "\(day)T00:00:00+08:00"
    }

    /// What a text means in a field.
    func value(_ text: String, of field: WireFormField?) throws(ConsoleError) -> WireValue {
        if text.isEmpty { return .null }
        switch field?.type {
        case "integer":
            guard let number = Int64(text) else { throw mismatch(text, "整數", "a whole number") }
            return .int(number)
        case "number":
            guard let number = Double(text), number.isFinite else { throw mismatch(text, "數字", "a number") }
            return .double(number)
        case "boolean": return .bool(try FieldReader.truth(text))
        case "date": return .string(try dateTime(text).date)
        case "datetime":
            if WireTime(text) != nil { return .timestamp(text) }
            let reading = try dateTime(text)
            guard let time = reading.time else { throw mismatch(text, "日期與時間", "a date with a time") }
            return .timestamp("\(reading.date)T\(time)+08:00")
        case "choice": return try choice(text, of: field?.options ?? [])
        case "list": return try list(text, of: field)
        case "record": return try record(text, of: field)
        case "any": return try FieldReader.json(text) ?? .string(text)
        case "text": return .string(text)
        case "person", "unit", "site": return .string(id(text, of: field?.type ?? ""))
        default: return try guess(text)
        }
    }

    /// The id that was meant: typed as it is, by its name, or as cards show it, `陳測二 (chen)`.
    private func id(_ text: String, of kind: String) -> String {
        guard !text.allSatisfy(\.isASCII) else { return text }
        if text.last == ")", let open = text.lastIndex(of: "(") {
            let inside = text[text.index(after: open)...].dropLast()
            if !inside.isEmpty, inside.allSatisfy(\.isASCII) { return String(inside) }
        }
        return lookUp?(kind, text) ?? text
    }

    private func guess(_ text: String) throws(ConsoleError) -> WireValue {
        if let value = try FieldReader.json(text) { return value }
        if let number = Int64(text) { return .int(number) }
        if text == "true" || text == "false" { return .bool(text == "true") }
        if let reading = try? dateTime(text) {
            return reading.time.map { .timestamp("\(reading.date)T\($0)+08:00") } ?? .string(reading.date)
        }
        return .string(text)
    }

    private func choice(_ text: String, of options: [WireOption]) throws(ConsoleError) -> WireValue {
        if let option = options.first(where: {
            $0.value == text || $0.label.zhHant == text || $0.label.en == text
        }) {
            return .string(option.value)
        }
        let known = options.map { "\($0.value)(\($0.label.zhHant))" }.joined(separator: "、")
        throw mismatch(text, "下列之一:\(known)", "one of \(options.map(\.value).joined(separator: ", "))")
    }

    private func dateTime(_ text: String) throws(ConsoleError) -> (date: String, time: String?) {
        let text = FieldReader.dated(text, today: today)
        let local = WireTime(seconds: today.seconds).text(.iso).prefix(10)
        guard let date = CivilDate(iso: local), let reading = try? DateReading.read(text, today: date) else {
            throw mismatch(text, "日期,例:115/11/24 09:00", "a date such as 115/11/24 09:00")
        }
        guard let moment = reading.dateTime else { return (reading.date.iso, nil) }
        let clock = moment.iso.split(separator: "T").last.map(String.init) ?? "00:00"
        // RFC 3339 wants the seconds.
        return (moment.date.iso, clock.count == 5 ? clock + ":00" : clock)
    }

    /// The day of a text, counted from 1970.
    func day(_ text: String) throws(ConsoleError) -> Int64 {
        let date = try dateTime(text).date
        return WireTime(date + "T12:00:00+08:00")?.localDay ?? 0
    }

    /// A text with 今日, 昨日 or 明日 in front as one with that date; 現在 is this minute.
    private static func dated(_ text: String, today: WireTime) -> String {
        if ["現在", "now"].contains(text) { return WireTime(seconds: today.seconds).text(.iso) }
        let words: [(word: String, daysAgo: Int64)] = [
            ("今日", 0), ("今天", 0), ("today", 0), ("昨日", 1), ("昨天", 1), ("yesterday", 1),
            ("前日", 2), ("前天", 2), ("明日", -1), ("明天", -1), ("tomorrow", -1), ("後日", -2), ("後天", -2),
        ]
        guard let match = words.first(where: { text.hasPrefix($0.word) }) else { return text }
        let day = WireTime(seconds: today.seconds - match.daysAgo * 86_400).text(.iso).prefix(10)
        let rest = text.dropFirst(match.word.count).drop(while: \.isWhitespace)
        return rest.isEmpty ? String(day) : "\(day) \(rest)"
    }

    static func truth(_ text: String) throws(ConsoleError) -> Bool {
        switch text.lowercased() {
        case "是", "true", "yes", "1": return true
        case "否", "false", "no", "0": return false
        default: throw .usage("「\(text)」須為 是 或 否", "\"\(text)\" must be yes or no")
        }
    }

    private static func json(_ text: String) throws(ConsoleError) -> WireValue? {
        guard let first = text.first, first == "{" || first == "[" else { return nil }
        return try WireValue(json: text)
    }

    private func mismatch(_ text: String, _ zhHant: String, _ en: String) -> ConsoleError {
        .usage("「\(text)」須為\(zhHant)", "\"\(text)\" must be \(en)")
    }
}
