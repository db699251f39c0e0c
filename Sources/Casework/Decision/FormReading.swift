import CivilCalendar
import Values

/// Reads the values of a form as the fields take them, and says of each wrong one what to do.
///
/// Dates and times may be written as people write them (115/11/21 14:05); numbers, persons and choices are
/// checked; text is kept as typed, only a NUL is refused.
struct FormReading {
    let workflow: Workflow
    let directory: Directory
    let now: Instant

    /// The values to lay over the data; what is wrong with any of them is added to the problems.
    func read(_ values: ValueMap, asks: [TransitionRule.Ask], _ problems: inout [FieldProblem]) -> ValueMap {
        var accepted = ValueMap()
        for (key, value) in values {
            // By the declared name, in whichever Unicode form it was typed; both forms at once are one too many.
            guard let typed = key.text, asks.contains(where: { $0.field == typed }),
                let field = workflow.field(typed), accepted[field.name] == nil
            else {
                let name = key.text ?? key.json
                let known = asks.map(\.field).joined(separator: ", ")
                problems.append(
                    FieldProblem(
                        field: name,
                        message: LocalizedText(
                            zhHant: "本步驟沒有「\(name)」欄位;可填:\(known)",
                            en: "This action has no field \(name); it takes: \(known)"
                        )
                    )
                )
                continue
            }
            let name = field.name
            if value == .null {
                accepted[name] = .null
                continue
            }
            accepted[name] = read(value, as: field.type, at: name, &problems)
        }
        return accepted
    }

    /// The required fields that neither the form nor the data fill, unless something else is wrong with them.
    func missing(
        _ asks: [TransitionRule.Ask],
        _ form: ValueMap,
        data: [String: Value],
        beside problems: [FieldProblem]
    ) -> [FieldProblem] {
        var missing: [FieldProblem] = []
        for ask in asks where ask.isRequired {
            let isEmptied = form[ask.field] == .null
            guard isEmptied || (form[ask.field] == nil && data[ask.field] == nil),
                !(problems + missing).contains(where: {
                    $0.field == ask.field || $0.field.hasPrefix(ask.field + ".")
                })
            else { continue }
            let label = workflow.field(ask.field)?.label ?? LocalizedText(zhHant: ask.field, en: ask.field)
            missing.append(
                FieldProblem(
                    field: ask.field,
                    message: LocalizedText(zhHant: "請填寫「\(label.zhHant)」", en: "Fill in “\(label.en)”")
                )
            )
        }
        return missing
    }

    private func read(_ value: Value, as type: FieldType, at place: String, _ problems: inout [FieldProblem])
        -> Value
    {
        switch type {
        case .text(let maximum): return text(value, maximum, place, &problems)
        case .integer(let minimum, let maximum):
            guard let number = value.integer ?? value.text.flatMap({ Int64(FormReading.halfWidth($0)) }),
                minimum.map({ number >= $0 }) ?? true, maximum.map({ number <= $0 }) ?? true
            else {
                return wrong(place, FormReading.range("整數", "a whole number", minimum, maximum), &problems)
            }
            return .int(number)
        case .number(let minimum, let maximum):
            guard let number = number(value), minimum.map({ number >= $0 }) ?? true,
                maximum.map({ number <= $0 }) ?? true
            else { return wrong(place, FormReading.range("數字", "a number", minimum, maximum), &problems) }
            return .double(number)
        case .boolean:
            guard case .bool = value else {
                return wrong(
                    place,
                    LocalizedText(zhHant: "請填是(true)或否(false)", en: "Give true or false"),
                    &problems
                )
            }
            return value
        case .date, .datetime: return moment(value, isDay: type == .date, place, &problems)
        case .choice(let options):
            if let text = value.text, options.contains(where: { $0.value == text }) { return value }
            if let text = value.text, let option = options.first(where: { $0.label.zhHant == text }) {
                return .string(option.value)
            }
            return wrong(place, FormReading.choices(options), &problems)
        case .person:
            return known(
                value,
                directory.accounts[value.text ?? ""] != nil,
                "人員帳號",
                "an account",
                place,
                &problems
            )
        case .unit:
            return known(value, directory.units[value.text ?? ""] != nil, "單位代碼", "a unit", place, &problems)
        case .site:
            return known(
                value,
                directory.sites[value.text ?? ""] != nil,
                "工作場所代碼",
                "a site",
                place,
                &problems
            )
        case .list(let element):
            guard let elements = value.elements, elements.count <= 200 else {
                return wrong(
                    place,
                    LocalizedText(zhHant: "請填清單(至多200項)", en: "Give a list of at most 200"),
                    &problems
                )
            }
            return .list(
                elements.enumerated().map { read($1, as: element, at: "\(place).\($0)", &problems) }
            )
        case .record(let members): return record(value, members, place, &problems)
        case .any: return value
        }
    }

    private func text(_ value: Value, _ maximum: Int, _ place: String, _ problems: inout [FieldProblem])
        -> Value
    {
        guard let text = value.text else {
            return wrong(place, LocalizedText(zhHant: "請填文字", en: "Give a text"), &problems)
        }
        guard text.count <= maximum, !text.unicodeScalars.contains("\0") else {
            return wrong(
                place,
                LocalizedText(
                    zhHant: "文字至多\(maximum)字,且不得含控制字元",
                    en: "At most \(maximum) characters, none of them NUL"
                ),
                &problems
            )
        }
        return text.isEmpty ? .null : value
    }

    private func number(_ value: Value) -> Double? {
        switch value {
        case .double(let number): number.isFinite ? number : nil
        case .int(let number): Double(number)
        case .string(let text): Double(FormReading.halfWidth(text))
        case .null, .bool, .uint, .bytes, .list, .map, .timestamp, .duration, .type: nil
        }
    }

    private func moment(_ value: Value, isDay: Bool, _ place: String, _ problems: inout [FieldProblem])
        -> Value
    {
        if !isDay, case .timestamp(let instant) = value { return .timestamp(instant.wholeMilliseconds) }
        if isDay, case .timestamp(let instant) = value { return .string(Taipei.date(of: instant).iso) }
        guard let text = value.text else {
            return wrong(
                place,
                LocalizedText(
                    zhHant: "請填日期時間,例如 115/11/21 14:05",
                    en: "Give a date and time such as 2026-11-21T14:05+08:00"
                ),
                &problems
            )
        }
        if !isDay, let instant = Instant(rfc3339: text) { return .timestamp(instant.wholeMilliseconds) }
        do throws(DateProblem) {
            let reading = try DateReading.read(text, today: Taipei.date(of: now))
            if isDay { return .string(reading.date.iso) }
            if let instant = reading.instant { return .timestamp(instant) }
            return wrong(
                place,
                LocalizedText(zhHant: "請加上時間,例如 14:05", en: "Add the time, such as 14:05"),
                &problems
            )
        } catch {
            return wrong(place, error.message, &problems)
        }
    }

    private func record(_ value: Value, _ members: [Field], _ place: String, _ problems: inout [FieldProblem])
        -> Value
    {
        guard let map = value.pairs else {
            return wrong(place, LocalizedText(zhHant: "請逐項填寫", en: "Give the members by name"), &problems)
        }
        var accepted = ValueMap()
        for (key, value) in map {
            guard let member = members.first(where: { $0.name == key.text }) else {
                let known = members.map(\.name).joined(separator: ", ")
                return wrong(
                    "\(place).\(key.text ?? "")",
                    LocalizedText(zhHant: "沒有此項;可填:\(known)", en: "No such member; there are: \(known)"),
                    &problems
                )
            }
            guard value != .null else { continue }
            accepted[member.name] = read(value, as: member.type, at: "\(place).\(member.name)", &problems)
        }
        return .map(accepted)
    }

    private func known(
        _ value: Value,
        _ isKnown: Bool,
        _ zhHant: String,
        _ en: String,
        _ place: String,
        _ problems: inout [FieldProblem]
    ) -> Value {
        guard isKnown else {
            return wrong(
                place,
                LocalizedText(
                    zhHant: "查無此\(zhHant),請由清單選擇",
                    en: "There is no such id of \(en); choose one from the list"
                ),
                &problems
            )
        }
        return value
    }

    private func wrong(_ place: String, _ message: LocalizedText, _ problems: inout [FieldProblem]) -> Value {
        problems.append(FieldProblem(field: place, message: message))
        return .null
    }

    private static func choices(_ options: [FieldType.Option]) -> LocalizedText {
        LocalizedText(
            zhHant: "請由下列擇一:" + options.map { "\($0.label.zhHant)(\($0.value))" }.joined(separator: "、"),
            en: "Choose one of: " + options.map(\.value).joined(separator: ", ")
        )
    }

    private static func range(_ zhHant: String, _ en: String, _ minimum: (some Any)?, _ maximum: (some Any)?)
        -> LocalizedText
    {
        switch (minimum, maximum) {
        case (let low?, let high?):
            LocalizedText(zhHant: "請填\(low)至\(high)的\(zhHant)", en: "Give \(en) from \(low) to \(high)")
        case (let low?, nil):
            LocalizedText(zhHant: "請填不小於\(low)的\(zhHant)", en: "Give \(en) of at least \(low)")
        case (nil, let high?):
            LocalizedText(zhHant: "請填不大於\(high)的\(zhHant)", en: "Give \(en) of at most \(high)")
        case (nil, nil): LocalizedText(zhHant: "請填\(zhHant)", en: "Give \(en)")
        }
    }

    /// Full-width digits and marks as ASCII, for numbers typed with an input method.
    private static func halfWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                }
            )
        )
    }
}
