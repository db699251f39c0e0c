import CaseAPI

/// Asks a person for a form, field by field: what is required first, then what may be added.
///
/// Nothing is sent from here. Leaving it with Ctrl-C leaves nothing half-done.
struct FormInterview {
    let desk: CommandDesk
    let fields: [WireFormField]
    /// Puts a question to the person; nil means that they have left.
    let ask: (String) -> String?

    /// The answers beside what was given already.
    ///
    /// Optional fields are asked only of somebody who has given nothing: whoever typed fields chose them.
    func values(given: [String: WireValue]) throws(ConsoleError) -> [String: WireValue] {
        defer { desk.offer?([]) }
        var values = given
        let missing = fields.filter { given[$0.name] == nil }
        let required = missing.filter(\.required)
        let optional = given.isEmpty ? missing.filter { !$0.required } : []
        guard !required.isEmpty || !optional.isEmpty else { return values }
        desk.tell(
            "逐欄填寫:* 為必填,Enter 略過選填欄位,「.」略過其餘選填欄位,Ctrl-C 放棄",
            "field by field: * is required, Enter skips, \".\" skips the rest, Ctrl-C abandons"
        )
        for field in required { values[field.name] = try value(of: field) }
        for field in optional {
            let answer = try answer(to: field)
            if answer == "." { break }
            if !answer.isEmpty { values[field.name] = try value(of: field, first: answer) }
        }
        return values
    }

    /// A field's value, asked for until it can be read.
    private func value(of field: WireFormField, first: String? = nil) throws(ConsoleError) -> WireValue? {
        var next = first
        while true {
            let text: String
            if let first = next { text = first } else { text = try answer(to: field) }
            next = nil
            if text.isEmpty {
                // What stands there already may stay.
                if !field.required || field.current != nil { return nil }
                desk.tell("「\(field.label.zhHant)」為必填", "\"\(field.label.en)\" is required")
                continue
            }
            do {
                let reader = desk.reader(of: [field])
                return try reader.values(of: [.init(name: field.name, value: text)])[field.name]
            } catch {
                desk.tell(error.text.zhHant, error.text.en)
            }
        }
    }

    private func answer(to field: WireFormField) throws(ConsoleError) -> String {
        let hint = desk.hint(for: field)
        if !hint.isEmpty { desk.tell(hint, hint) }
        desk.offer?(FieldReader.candidates(of: field))
        let mark = field.required ? "* " : ""
        guard let line = ask("\(mark)\(desk.text(field.label)) (\(field.name)): ") else {
            throw ConsoleError(.interrupted, "已放棄,未變更任何資料", "abandoned, nothing was changed")
        }
        var text = line[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }
}

extension CommandDesk {
    /// How a field is written, for somebody who is about to write it.
    func hint(for field: WireFormField) -> String {
        switch field.element ?? field.type {
        case "choice":
            let several = field.type == "list" ? label("(可多選,以逗號分隔)", " (several: with commas)") : ""
            return "  " + choices(of: field) + several
        case "record": return "  " + recordHint(field)
        case "boolean": return label("  是 或 否", "  yes or no")
        case "date": return label("  日期,例 115/11/21、今日、明日", "  a date, such as 115/11/21")
        case "datetime":
            return label("  日期與時間,例 115/11/21 09:30", "  a date and a time, such as 115/11/21 09:30")
        case "person": return label("  帳號", "  an account")
        default: return field.type == "list" ? label("  以逗號分隔", "  with commas between") : ""
        }
    }

    /// The values of a choice with their labels.
    func choices(of field: WireFormField) -> String {
        (field.options ?? []).map { "\($0.value) \(text($0.label))" }.joined(separator: "、")
    }

    private func recordHint(_ field: WireFormField) -> String {
        let members = (field.members ?? []).map { member in
            let options = choices(of: member)
            return "\(member.name) \(text(member.label))" + (options.isEmpty ? "" : "[\(options)]")
        }
        let pattern = (field.members ?? []).map { "\($0.name):…" }.joined(separator: ",")
        let several = field.type == "list" ? label(";多筆以 ; 分隔", "; between several ;") : ""
        return members.joined(separator: " · ") + label("。寫法 ", ". Written ") + pattern + several
    }
}
