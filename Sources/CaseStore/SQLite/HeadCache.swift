import Casework
import Values

/// A case's row as the writer knows it: what `save` compares with, so that only what changed is written.
struct LoadedCase {
    var head: CaseHead
    var isClosed: Bool
    var nextDue: Int64?
    var states: String
    var occurrences: String
    /// How long the head is as JSON, in bytes: in memory it takes about four times as much.
    var byteCount: Int
}

/// The cases that the writer has read or written last, in two generations, so that a step need not decode a
/// head that the step before it has written.
///
/// Only the writer changes cases (the server holds the lock of the database), so what is here is what the
/// database has; a rollback forgets what it undoes. Sensitive values are sealed here as on disk.
struct HeadCache {
    /// How long the heads of a generation are together, as JSON: both take about 16 MB of memory at most.
    static let capacity = 2_097_152
    private var youngBytes = 0
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
                youngBytes -= young.removeValue(forKey: id)?.byteCount ?? 0
                return
            }
            insert(newValue, id)
        }
    }

    private mutating func insert(_ row: LoadedCase, _ id: CaseID) {
        youngBytes += row.byteCount - (young.updateValue(row, forKey: id)?.byteCount ?? 0)
        guard youngBytes > HeadCache.capacity else { return }
        old = young
        young = [:]
        youngBytes = 0
    }

    /// Forgets everything.
    mutating func clear() {
        young = [:]
        old = [:]
        youngBytes = 0
    }
}
