/// A map's key that is another's equal only scalar by scalar.
///
/// Swift's strings are equal if they are canonically equivalent; the keys of JSON and CEL are not, and an
/// object with both forms must neither lose one nor be refused as having it twice.
struct ExactKey: Sendable, Hashable {
    let value: Value

    init(_ value: Value) { self.value = value }

    static func == (left: ExactKey, right: ExactKey) -> Bool {
        // Canonical equivalence first: it is quick where the bytes are the same, and what it tells apart differs.
        guard left.value == right.value else { return false }
        guard case .string(let one) = left.value, case .string(let other) = right.value else { return true }
        return one.utf8.elementsEqual(other.utf8)
    }

    func hash(into hasher: inout Hasher) {
        guard case .string(let text) = value else { return hasher.combine(value) }
        let isFed = text.utf8.withContiguousStorageIfAvailable { bytes -> Bool in
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
            return true
        }
        if isFed == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}
