import Values

/// A request's JSON object, whose members are taken out one by one; what remains is a mistake.
struct RequestObject {
    private var members: ValueMap

    /// The object that a body holds.
    ///
    /// Duplicate keys, NUL, invalid UTF-8 and more than 64 levels are refused by the reader.
    init(json bytes: some Sequence<UInt8>) throws(Problem) {
        let value: Value
        do { value = try Value(json: bytes) } catch { throw .malformed(error) }
        guard case .map(let map) = value, map.keys.allSatisfy({ $0.text != nil }) else { throw .member("") }
        members = map
    }

    /// Takes a text that must be there.
    mutating func text(_ name: String) throws(Problem) -> String {
        guard case .string(let text)? = take(name) else { throw .member(name) }
        return text
    }

    /// Takes a truth value; false when it is absent.
    mutating func flag(_ name: String) throws(Problem) -> Bool {
        switch take(name) {
        case nil: return false
        case .bool(let truth): return truth
        case .some: throw .member(name)
        }
    }

    /// Takes a whole number; nil when it is absent.
    mutating func integer(_ name: String) throws(Problem) -> Int64? {
        switch take(name) {
        case nil: return nil
        case .int(let number): return number
        case .some: throw .member(name)
        }
    }

    /// Takes a form's values; empty when they are absent.
    mutating func map(_ name: String) throws(Problem) -> ValueMap {
        switch take(name) {
        case nil: return ValueMap()
        case .map(let map) where map.keys.allSatisfy({ $0.text != nil }): return map
        case .some: throw .member(name)
        }
    }

    /// Takes a text; nil when it is absent.
    mutating func optionalText(_ name: String) throws(Problem) -> String? {
        members[name] == nil ? nil : try text(name)
    }

    /// Takes any value; nil when it is absent.
    mutating func value(_ name: String) -> Value? { take(name) }

    /// Takes a list of texts that must be there.
    mutating func texts(_ name: String) throws(Problem) -> [String] {
        guard case .list(let elements)? = take(name) else { throw .member(name) }
        return try elements.map { (element) throws(Problem) in
            guard case .string(let text) = element else { throw .member(name) }
            return text
        }
    }

    /// Takes an instant with its zone, as text or tagged; nil when it is absent.
    mutating func instant(_ name: String) throws(Problem) -> Instant? {
        switch take(name) {
        case nil: return nil
        case .timestamp(let instant): return instant.wholeMilliseconds
        case .string(let text):
            guard let instant = Instant(rfc3339: text) else { throw .member(name) }
            return instant.wholeMilliseconds
        case .some: throw .member(name)
        }
    }

    /// Takes an object whose members are taken out in turn; nil when it is absent.
    mutating func object(_ name: String) throws(Problem) -> RequestObject? {
        try take(name).map { (value) throws(Problem) in try RequestObject(value, name) }
    }

    /// Takes a list of objects; empty when it is absent.
    mutating func objects(_ name: String) throws(Problem) -> [RequestObject] {
        guard let value = take(name) else { return [] }
        guard case .list(let elements) = value else { throw .member(name) }
        return try elements.map { (element) throws(Problem) in try RequestObject(element, name) }
    }

    private init(_ value: Value, _ name: String) throws(Problem) {
        guard case .map(let map) = value, map.keys.allSatisfy({ $0.text != nil }) else { throw .member(name) }
        members = map
    }

    /// Makes sure that every member was asked for.
    func finish() throws(Problem) {
        if let left = members.keys.first { throw .member(left.text ?? "") }
    }

    private mutating func take(_ name: String) -> Value? {
        defer { members[name] = nil }
        return members[name]
    }
}
