import Values

/// What is kept of a request's arguments: enough to know what was asked, and no value that might be sensitive.
enum ArgumentSummary {
    /// Members whose texts are kept: words of the house, no contents.
    private static let kept: Set<String> = [
        "workflow", "unit", "action", "wait", "until", "at", "number", "level", "code", "verb", "expected",
    ]

    /// The arguments of a body, as far as it is JSON at all; names alone where values might be sensitive.
    static func members(of body: [UInt8]) -> ValueMap {
        guard let value = try? Value(json: body), case .map(let map) = value else { return ValueMap() }
        return members(of: map)
    }

    private static func members(of map: ValueMap) -> ValueMap {
        var summary = ValueMap()
        for (key, value) in map {
            guard let name = key.text else { continue }
            switch value {
            case .bool, .int: summary[name] = value
            case .string where kept.contains(name): summary[name] = value
            case .map(let members) where name == "data":
                summary["fields"] = .list(members.keys.compactMap(\.text).sorted().map { .string($0) })
            case .list(let elements):
                let objects = elements.compactMap { element -> Value? in
                    guard case .map(let members) = element else { return nil }
                    return .map(self.members(of: members))
                }
                summary[name] = objects.isEmpty ? .int(Int64(elements.count)) : .list(objects)
            case .string, .map, .null, .uint, .double, .bytes, .timestamp, .duration, .type:
                summary[name] = .string("…")
            }
        }
        return summary
    }
}
