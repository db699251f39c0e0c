import Casework
import Values

/// A case's row as the writer knows it: what `save` compares with, so that only what changed is written.
struct LoadedCase {
    var head: CaseHead
    var isClosed: Bool
    var nextDue: Int64?
    var states: String
    var occurrences: String
}

/// The cases that the writer has read or written last, in two generations, so that a step need not decode a
/// head that the step before it has written.
///
/// Only the writer changes cases (the server holds the lock of the database), so what is here is what the
/// database has; a rollback forgets what it undoes. Sensitive values are sealed here as on disk.
struct HeadCache {
    /// How many cases a generation holds at most.
    private static let capacity = 512
    private var young: [CaseID: LoadedCase] = [:]
    private var old: [CaseID: LoadedCase] = [:]

    /// The case's row; setting nil forgets it.
    subscript(id: CaseID) -> LoadedCase? {
        mutating get {
            if let found = young[id] { return found }
            guard let found = old.removeValue(forKey: id) else { return nil }
            insert(found, id)
            return found
        }
        set {
            old[id] = nil
            guard let newValue else {
                young[id] = nil
                return
            }
            insert(newValue, id)
        }
    }

    private mutating func insert(_ row: LoadedCase, _ id: CaseID) {
        if young.count >= HeadCache.capacity, young[id] == nil {
            old = young
            young = [:]
        }
        young[id] = row
    }

    /// Forgets everything.
    mutating func clear() {
        young = [:]
        old = [:]
    }
}
