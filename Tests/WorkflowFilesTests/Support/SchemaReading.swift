import Values

/// A small reader of JSON Schema, enough for ours: what a value must satisfy, by `$ref` into the same file.
struct SchemaReading {
    let root: Value

    /// Why a value does not satisfy a schema; nil if it does.
    func objection(to value: Value, _ schema: Value, at path: String = "") -> String? {
        if let reference = schema["$ref"]?.text { return objection(to: value, resolve(reference), at: path) }
        if let options = schema["anyOf"]?.elements ?? schema["oneOf"]?.elements {
            let objections = options.map { objection(to: value, $0, at: path) }
            return objections.contains(nil) ? nil : objections.compactMap(\.self).max { $0.count < $1.count }
        }
        if let known = schema["enum"]?.elements, !known.contains(value) {
            return "\(path): not one of the values"
        }
        if let type = schema["type"], !SchemaReading.fits(value, type) { return "\(path): not \(type.json)" }
        switch value {
        case .map(let map): return objection(to: map, schema, at: path)
        case .list(let elements):
            if let most = schema["maxItems"]?.integer, elements.count > most { return "\(path): too many" }
            guard let items = schema["items"] else { return nil }
            for (index, element) in elements.enumerated() {
                if let found = objection(to: element, items, at: "\(path)/\(index)") { return found }
            }
            return nil
        default: return nil
        }
    }

    private func objection(to map: ValueMap, _ schema: Value, at path: String) -> String? {
        for key in schema["required"]?.elements ?? [] where map[key] == nil {
            return "\(path): no \(key.text ?? "")"
        }
        if let most = schema["maxProperties"]?.integer, map.count > most { return "\(path): too many" }
        for (key, value) in map {
            let inside = "\(path)/\(key.text ?? "")"
            if let property = schema["properties"]?[key.text ?? ""] {
                if let found = objection(to: value, property, at: inside) { return found }
            } else if let additional = schema["additionalProperties"] {
                if additional == false { return "\(inside): unknown" }
                if let found = objection(to: value, additional, at: inside) { return found }
            }
        }
        return nil
    }

    private func resolve(_ reference: String) -> Value {
        reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }
    }

    private static func fits(_ value: Value, _ type: Value) -> Bool {
        (type.elements ?? [type]).contains { name in
            switch (name.text, value) {
            case ("object", .map), ("array", .list), ("string", .string), ("boolean", .bool), ("null", .null),
                ("integer", .int), ("number", .int), ("number", .double):
                true
            default: false
            }
        }
    }
}
