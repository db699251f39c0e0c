import Casework
import Synchronization

/// A store that tells of each entry after its COMMIT, so that a test can wait for what the clock sets off.
final class WatchedStorage: Storage {
    /// The kinds of the entries written, in order.
    let kinds: AsyncStream<EntryKind>
    private let base: any Storage
    private let told: AsyncStream<EntryKind>.Continuation
    private let seen = Mutex<Int64>(0)

    init(_ base: any Storage) {
        self.base = base
        (kinds, told) = AsyncStream.makeStream()
    }

    /// Waits for the next entry of a kind.
    func next(_ kind: EntryKind) async { _ = await kinds.first { $0 == kind } }

    func write<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result {
        let result = try base.write(body)
        let after = seen.withLock { $0 }
        let new = try base.read { try $0.entries(after: after, limit: .max) }
        seen.withLock { $0 = new.last?.draft.sequence ?? after }
        for entry in new { told.yield(entry.draft.kind) }
        return result
    }

    func read<Result>(_ body: (any StorageSnapshot) throws -> Result) throws -> Result { try base.read(body) }

    func truncateLog() throws { try base.truncateLog() }

    func close() throws { try base.close() }
}
