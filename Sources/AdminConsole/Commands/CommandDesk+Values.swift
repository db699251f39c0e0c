import CaseAPI

// How values are written for people: choices by their labels, people and places by their names, years of the Republic.
extension CommandDesk {
    /// A value of no known field.
    func value(_ value: WireValue?) -> String {
        switch value {
        case nil, .null: "∅"
        case .bool(let truth): truth ? label("是", "yes") : label("否", "no")
        case .int(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .list(let elements): elements.map { self.value($0) }.joined(separator: "、")
        case .tagged("$timestamp", let text): time(text)
        case .tagged(_, let text): text
        case .object(let members): free(members)
        }
    }

    /// A value of a known field.
    func value(_ value: WireValue, of field: WireFormField?) -> String {
        guard let field else { return self.value(value) }
        switch value {
        case .string(let text): return self.text(text, of: field)
        case .list(let elements): return list(elements, of: field)
        case .object(let members):
            guard let known = field.members else { return free(members) }
            return known.compactMap { member in
                guard let value = members[member.name], !isEmpty(value) else { return nil }
                return "\(text(member.label)) \(self.value(value, of: member))"
            }.joined(separator: " ")
        case .null, .bool, .int, .double, .tagged: return self.value(value)
        }
    }

    private func text(_ text: String, of field: WireFormField) -> String {
        let kind = field.type == "list" ? field.element ?? field.type : field.type
        switch kind {
        case "person", "unit", "site":
            guard let name = names["\(kind):\(text)"] else { return text }
            return "\(self.text(name)) (\(text))"
        case "date": return date(text)
        case "choice":
            return field.options?.first { $0.value == text }.map { self.text($0.label) } ?? text
        default: return text
        }
    }

    /// Plain elements in a row; records with their numbers, so that one can speak of the second one.
    private func list(_ elements: [WireValue], of field: WireFormField) -> String {
        let hasRecords = elements.contains { if case .object = $0 { true } else { false } }
        let texts = elements.map { value($0, of: field) }
        guard hasRecords, texts.count > 1 else { return texts.joined(separator: "、") }
        return texts.enumerated().map { "(\($0 + 1)) \($1)" }.joined(separator: "; ")
    }

    /// An object of no declared shape, such as a form that was kept: what is known of its members helps.
    private func free(_ members: [String: WireValue]) -> String {
        members.sorted { $0.key < $1.key }.map { name, value in
            let title = (fields[name]?.label ?? labels[name]).map(text) ?? name
            return "\(title) \(self.value(value, of: fields[name]))"
        }.joined(separator: " ")
    }

    /// Whether there is nothing to see in a value.
    func isEmpty(_ value: WireValue) -> Bool {
        switch value {
        case .null, .string(""), .list([]): true
        case .object(let members): members.values.allSatisfy(isEmpty)
        case .bool, .int, .double, .string, .list, .tagged: false
        }
    }

    /// An instant for people; as it came if it is not one.
    func time(_ text: String?) -> String {
        guard let text else { return "" }
        return WireTime(text)?.text(dateStyle) ?? text
    }

    /// A day for people; as it came if it is not one.
    func date(_ text: String) -> String {
        guard text.count == 10, let noon = WireTime(text + "T12:00:00+08:00") else { return text }
        return String(noon.text(dateStyle).prefix { $0 != " " })
    }

    /// What people call a role or relation; its id where nobody has said.
    func roleTitle(_ id: String) -> String { text(roleTitles[id] ?? RoleNames.title(of: id)) }

    /// Several roles and relations, in one text.
    func roleNames(_ ids: [String]) -> String {
        ids.map { roleTitle($0) }.joined(separator: label("、", ", "))
    }

    /// A unit's name; its id where the account may not know it.
    func unitName(_ id: String) -> String {
        if let name = names["unit:" + id] { return text(name) }
        guard let unit = try? staff().units.first(where: { $0.id == id }) else { return id }
        return text(unit.name)
    }

    /// What reads the fields of a form, with the names of the account's agencies.
    func reader(of fields: [WireFormField]) -> FieldReader {
        FieldReader(fields: fields, today: now()) { kind, name in
            guard let staff = try? self.staff() else { return nil }
            let found: [String] =
                switch kind {
                case "person": staff.people.filter { $0.name == name }.map(\.account)
                case "unit": staff.units.filter { $0.name.zhHant == name || $0.name.en == name }.map(\.id)
                default: staff.sites.filter { $0.name.zhHant == name || $0.name.en == name }.map(\.id)
                }
            // Of two with one name nobody can know who is meant; the server refuses the name.
            return found.count == 1 ? found[0] : nil
        }
    }

    /// The staff list of the account's agencies, asked for once.
    func staff() throws(ConsoleError) -> WireRegister {
        if let register { return register }
        let fresh = try client.register()
        register = fresh
        for unit in fresh.units { names["unit:" + unit.id] = unit.name }
        for site in fresh.sites { names["site:" + site.id] = site.name }
        for person in fresh.people {
            names["person:" + person.account] = WireText(zhHant: person.name, en: person.name)
        }
        return fresh
    }

    /// A definition in force, asked for once.
    func definition(of name: String) throws(ConsoleError) -> WireDefinition {
        if let known = definitions[name] { return known }
        let fresh = try client.definition(name)
        definitions[name] = fresh
        roleTitles.merge(fresh.roles) { known, _ in known }
        return fresh
    }
}
