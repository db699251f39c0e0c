import Values

/// Members of an object after its first one: a comma, the name, the value. Absent values are left out.
extension JSONWriter {
    mutating func name(_ name: StaticString) {
        raw(",\"")
        raw(name)
        raw("\":")
    }

    mutating func member(_ name: StaticString, string text: String?) {
        guard let text else { return }
        self.name(name)
        string(text)
    }

    mutating func member(_ name: StaticString, integer number: some BinaryInteger) {
        self.name(name)
        integer(number)
    }

    mutating func member(_ name: StaticString, boolean truth: Bool) {
        self.name(name)
        raw(truth ? "true" : "false")
    }

    mutating func member(_ name: StaticString, text: LocalizedText) {
        self.name(name)
        self.text(text)
    }

    mutating func member(_ name: StaticString, value: Value?) {
        guard let value else { return }
        self.name(name)
        write(value)
    }

    mutating func member(_ name: StaticString, instant: Instant?) {
        guard let instant else { return }
        self.name(name)
        string(instant.rfc3339)
    }

    mutating func member(_ name: StaticString, strings texts: some Sequence<String>) {
        self.name(name)
        list(texts) { $0.string($1) }
    }

    mutating func member<Element>(
        _ name: StaticString,
        list elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        self.name(name)
        list(elements, write)
    }

    /// A sentence in both languages.
    mutating func text(_ text: LocalizedText) {
        raw("{\"zh-Hant\":")
        string(text.zhHant)
        member("en", string: text.en)
        raw("}")
    }

    /// A page of a list.
    mutating func page<Element>(
        _ items: some Sequence<Element>,
        next: String?,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        raw("{\"items\":")
        list(items, write)
        member("next", string: next)
        raw("}")
    }
}
