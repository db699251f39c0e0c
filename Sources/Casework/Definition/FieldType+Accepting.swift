import CivilCalendar
public import Values

extension FieldType {
    /// The value as the field keeps it, or nil if it is of another kind: for values that the chart computes.
    public func accepting(_ value: Value) -> Value? {
        switch (self, value) {
        case (.any, _), (.text, .string), (.choice, .string), (.person, .string), (.unit, .string),
            (.site, .string), (.integer, .int), (.number, .double), (.boolean, .bool):
            value
        case (.datetime, .timestamp(let instant)): .timestamp(instant.wholeMilliseconds)
        case (.date, .string(let text)): CivilDate(iso: text) == nil ? nil : value
        case (.date, .timestamp(let instant)): .string(Taipei.date(of: instant).iso)
        case (.number, .int(let number)): .double(Double(number))
        case (.integer, .uint(let number)): Int64(exactly: number).map { .int($0) }
        case (.list(let element), .list(let elements)): FieldType.all(elements.map { element.accepting($0) })
        case (.record(let members), .map(let map)): FieldType.record(map, members)
        case (.text, _), (.choice, _), (.person, _), (.unit, _), (.site, _), (.integer, _), (.number, _),
            (.boolean, _), (.datetime, _), (.date, _), (.list, _), (.record, _):
            nil
        }
    }

    private static func all(_ values: [Value?]) -> Value? {
        var found: [Value] = []
        for value in values {
            guard let value else { return nil }
            found.append(value)
        }
        return .list(found)
    }

    private static func record(_ map: ValueMap, _ members: [Field]) -> Value? {
        var accepted = ValueMap()
        for (key, value) in map {
            guard let member = members.first(where: { $0.name == key.text }),
                let value = value == .null ? value : member.type.accepting(value)
            else { return nil }
            accepted[key] = value
        }
        return .map(accepted)
    }
}
