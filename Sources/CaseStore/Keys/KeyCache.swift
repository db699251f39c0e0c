import Casework
import Crypto

/// The case keys that were unwrapped last, in two generations.
///
/// A key is found only under the wrapped bytes that it came from, so a changed row is never answered from here.
struct KeyCache {
    private static let capacity = 512
    private var young: [CaseID: (wrapped: [UInt8], key: SymmetricKey)] = [:]
    private var old: [CaseID: (wrapped: [UInt8], key: SymmetricKey)] = [:]

    /// The key of a case that was unwrapped from these bytes.
    subscript(id: CaseID, wrapped: [UInt8]) -> SymmetricKey? {
        mutating get {
            guard let found = young[id] ?? old[id], found.wrapped == wrapped else { return nil }
            if young[id] == nil { insert(found, id) }
            return found.key
        }
        set { if let newValue { insert((wrapped, newValue), id) } }
    }

    /// Forgets the key of a case.
    mutating func forget(_ id: CaseID) {
        young[id] = nil
        old[id] = nil
    }

    private mutating func insert(_ entry: (wrapped: [UInt8], key: SymmetricKey), _ id: CaseID) {
        if young.count >= KeyCache.capacity {
            old = young
            young = [:]
        }
        young[id] = entry
    }
}
