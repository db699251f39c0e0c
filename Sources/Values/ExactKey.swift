/// A map's key that is another's equal only scalar by scalar.
///
/// Swift's strings are equal if they are canonically equivalent; the keys of JSON and CEL are not, and an
/// object with both forms must neither lose one nor be refused as having it twice.
struct ExactKey: Sendable, Hashable {
    let value: Value

    init(_ value: Value) { self.value = value }

    static func == (left: ExactKey, right: ExactKey) -> Bool {
        guard case .string(let one) = left.value, case .string(let other) = right.value else {
            return left.value == right.value
        }
        return haveSameBytes(one, other)
    }

    /// Whether two texts are the same scalar by scalar; nearly all keys are short and differ in the first bytes.
    private static func haveSameBytes(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        let answer = one.utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                for position in left.indices where left[position] != right[position] { return false }
                return true
            }
        }
        return answer.flatMap(\.self) ?? one.utf8.elementsEqual(other.utf8)
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
