import CaseAPI

// Lists and records as people type them: `kinds=a,b`, `victims=person:chen,harm:injured;person:li`.
extension FieldReader {
    private static let betweenRecords: Set<Character> = [";", "；"]
    private static let betweenMembers: Set<Character> = [",", "，"]
    private static let betweenElements: Set<Character> = [",", "，", "、", ";", "；"]
    private static let afterName: Set<Character> = [":", "："]

    /// A list: JSON, records between semicolons, or elements between commas.
    func list(_ text: String, of field: WireFormField?) throws(ConsoleError) -> WireValue {
        if text.first == "[" { return try WireValue(json: text) }
        var elements: [WireValue] = []
        if field?.element == "record" {
            for part in FieldReader.parts(of: text, at: FieldReader.betweenRecords) {
                elements.append(try record(FieldReader.unnumbered(part), of: field))
            }
        } else {
            let element = FieldReader.element(of: field)
            for part in FieldReader.parts(of: text, at: FieldReader.betweenElements) {
                elements.append(try value(part, of: element))
            }
        }
        return .list(elements)
    }

    /// A record without the number that cards show before it: what was copied from one can be typed again.
    private static func unnumbered(_ text: String) -> String {
        guard text.first == "(", let end = text.firstIndex(of: ")"),
            text[text.index(after: text.startIndex)..<end].allSatisfy(\.isNumber)
        else { return text }
        return trimmed(text[text.index(after: end)...])
    }

    /// A record: JSON, or `member:value` between commas.
    func record(_ text: String, of field: WireFormField?) throws(ConsoleError) -> WireValue {
        if text.first == "{" { return try WireValue(json: text) }
        guard let members = field?.members, !members.isEmpty else { return .string(text) }
        let pattern = members.map { "\($0.name):…" }.joined(separator: ",")
        var values: [String: WireValue] = [:]
        for part in FieldReader.members(of: text, known: members) {
            guard let mark = part.firstIndex(where: { FieldReader.afterName.contains($0) }) else {
                throw .usage(
                    "「\(part)」須寫成 欄:值,例:\(pattern)",
                    "\"\(part)\" must be member:value, such as \(pattern)"
                )
            }
            let name = FieldReader.trimmed(part[..<mark])
            guard let member = FieldReader.member(name, of: members) else {
                throw .usage("無欄位「\(name)」,寫法:\(pattern)", "no member \"\(name)\", written: \(pattern)")
            }
            guard values[member.name] == nil else {
                throw .usage(
                    "「\(name)」重複;多筆以 ; 分隔",
                    "\"\(name)\" is given twice; between several goes a ;"
                )
            }
            values[member.name] = try value(FieldReader.trimmed(part[part.index(after: mark)...]), of: member)
        }
        return .object(values)
    }

    private static func member(_ name: some StringProtocol, of members: [WireFormField]) -> WireFormField? {
        members.first { $0.name == name || $0.label.zhHant == name || $0.label.en == name }
    }

    /// The parts `member:value` of a record.
    ///
    /// A comma ends a value only where another member begins behind it: what
    /// people write holds commas.
    private static func members(of text: String, known: [WireFormField]) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.firstIndex { betweenMembers.contains($0) } ?? rest.endIndex
            let piece = rest[..<end]
            let head = piece.prefix { !afterName.contains($0) }
            let opens =
                head.endIndex < piece.endIndex
                && (member(trimmed(head), of: known) != nil || head.allSatisfy { $0.isASCII && $0 != " " })
            if opens || parts.isEmpty {
                parts.append(String(piece))
            } else {
                let comma =
                    rest.startIndex > text.startIndex ? String(text[text.index(before: rest.startIndex)]) : ""
                parts[parts.count - 1] += comma + piece
            }
            rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
        }
        return parts.map { trimmed($0[...]) }.filter { !$0.isEmpty }
    }

    /// What may be written for a field, for completion: choices, truth values, members with their choices.
    static func candidates(of field: WireFormField) -> [String] {
        switch field.element ?? field.type {
        case "boolean": return ["是", "否"]
        case "record":
            return (field.members ?? []).flatMap { member in
                let values = candidates(of: member)
                return values.isEmpty ? ["\(member.name):"] : values.map { "\(member.name):\($0)" }
            }
        default: return field.options?.map(\.value) ?? []
        }
    }

    /// The field that each element of a list would be.
    private static func element(of field: WireFormField?) -> WireFormField? {
        guard var element = field, let type = element.element else { return nil }
        element.type = type
        element.element = nil
        return element
    }

    private static func parts(of text: String, at marks: Set<Character>) -> [String] {
        text.split { marks.contains($0) }.map { trimmed($0) }.filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
