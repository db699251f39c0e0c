import Casework

/// The cases behind the numbers that the writer has looked up last, because a step asks twice.
///
/// Only numbers in use are here; a referral and a rollback forget what they change, so what is found is what the
/// open transaction would find.
struct NumberCache {
    private static let capacity = 4_096
    private var known: [String: CaseID] = [:]

    /// The case under a number, if it was looked up.
    subscript(number: String) -> CaseID? {
        get { known[number] }
        set {
            if known.count >= NumberCache.capacity { clear() }
            known[number] = newValue
        }
    }

    /// Forgets everything.
    mutating func clear() { known.removeAll(keepingCapacity: true) }
}
