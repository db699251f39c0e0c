import Values

extension Array where Element == Occurrence {
    /// A case's occurrences as JSON: `[["kind","2026-11-24",["place"]]]`.
    public var json: String {
        if isEmpty { return "[]" }
        let rows = map { occurrence -> Value in
            [
                .string(occurrence.kind), .string(occurrence.day),
                .list(occurrence.places.map { .string($0) }),
            ]
        }
        return Value.list(rows).json
    }
}

extension Occurrence {
    /// The occurrences of a case from their JSON.
    public static func list(from text: String, of id: CaseID) throws(StorageFailure) -> [Occurrence] {
        if text == "[]" { return [] }
        guard let rows = (try? Value(json: text))?.elements else {
            throw .corrupt("the occurrences of case \(id.number) are unreadable")
        }
        var found: [Occurrence] = []
        for row in rows {
            guard let parts = row.elements, parts.count == 3, let kind = parts[0].text,
                let day = parts[1].text, let places = parts[2].elements
            else { throw .corrupt("an occurrence of case \(id.number) is unreadable") }
            found.append(
                Occurrence(kind: kind, caseID: id, day: day, places: places.compactMap(\.text))
            )
        }
        return found
    }
}
