import Values

/// Members of a JSON object, written one after the other straight into the bytes, leaving out what is empty.
///
/// Every step writes an entry and a head, so no tree of values stands between them and their bytes. Names
/// are the program's own and need no escaping.
extension JSONWriter {
    /// Appends an object.
    mutating func object(_ write: (inout JSONWriter) throws -> Void) rethrows {
        raw("{")
        try write(&self)
        raw("}")
    }

    mutating func put(_ name: StaticString, _ value: Value) {
        self.name(name)
        write(value)
    }

    mutating func put(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        self.name(name)
        string(text)
    }

    mutating func put(_ name: StaticString, _ number: Int64) {
        self.name(name)
        integer(number)
    }

    mutating func put(_ name: StaticString, _ instant: Instant?) {
        guard let instant else { return }
        put(name, instant.milliseconds)
    }

    mutating func put(_ name: StaticString, _ texts: [String]) {
        put(name, list: texts) { $0.string($1) }
    }

    mutating func put<Element>(
        _ name: StaticString,
        list elements: [Element],
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        self.name(name)
        list(elements, write)
    }

    mutating func put<Element>(
        _ name: StaticString,
        sorted members: [String: Element],
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard !members.isEmpty else { return }
        self.name(name)
        object { writer in
            for (name, element) in members.sorted(by: { $0.key < $1.key }) {
                if !writer.isAtFirstMember { writer.raw(",") }
                writer.string(name)
                writer.raw(":")
                write(&writer, element)
            }
        }
    }

    mutating func put(_ name: StaticString, sorted members: [String: Value]) {
        // A single name that looks like a tag must be written as what it is.
        guard members.count == 1, members.keys.first?.utf8.first == UInt8(ascii: "$") else {
            return put(name, sorted: members) { $0.write($1) }
        }
        put(name, .map(ValueMap(members.map { ($0.key, $0.value) })))
    }

    mutating func put(_ name: StaticString, object write: (inout JSONWriter) throws -> Void) rethrows {
        self.name(name)
        try object(write)
    }
}
