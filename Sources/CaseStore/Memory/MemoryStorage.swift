public import Casework
import Dispatch
import Synchronization

/// A store in memory with the semantics of the SQLite store: for rehearsals and tests.
///
/// The state is a value: a transaction works on a copy and puts it in the place of the old one at the end, so
/// a query sees the committed state however long it takes.
public final class MemoryStorage: Storage {
    private let state = Mutex(MemoryState())
    private let turn = DispatchSemaphore(value: 1)

    /// An empty store.
    public init() {}

    /// Runs a batch on a copy of the state, which takes the state's place if the body does not throw.
    @discardableResult
    public func write<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result {
        turn.wait()
        defer { turn.signal() }
        let transaction = MemoryTransaction(state.withLock { $0 })
        let result = try body(transaction)
        let after = transaction.state
        state.withLock { $0 = after }
        return result
    }

    /// Runs a query on the committed state.
    public func read<Result>(_ body: (any StorageSnapshot) throws -> Result) throws -> Result {
        try body(MemorySnapshot(state: state.withLock { $0 }))
    }

    /// Does nothing: memory has no log.
    public func truncateLog() {}

    /// Does nothing: memory needs no resting form.
    public func close() {}
}
