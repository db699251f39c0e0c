import Casework
import Dispatch
import Synchronization

/// The connections for queries, opened when they are first needed.
final class ReaderPool: Sendable {
    private let path: String
    private let options: SQLiteOptions
    private let idle = Mutex<[Lane]>([])
    private let places: DispatchSemaphore

    init(path: String, options: SQLiteOptions) {
        self.path = path
        self.options = options
        places = DispatchSemaphore(value: options.readers)
    }

    /// Lends a connection; waits while all are lent.
    func withReader<Result>(_ body: (Lane) throws -> Result) throws -> Result {
        places.wait()
        defer { places.signal() }
        let lane = try idle.withLock { $0.popLast() } ?? open()
        defer { idle.withLock { $0.append(lane) } }
        return try body(lane)
    }

    private func open() throws -> Lane {
        try Lane(path: path, isReadOnly: true, busyTimeout: options.busyTimeout, cacheKibibytes: 1_024)
    }

    /// Closes the connections after the last query has given its back.
    func close() throws {
        for _ in 0..<options.readers { places.wait() }
        for lane in idle.withLock({ $0 }) { try lane.close() }
        idle.withLock { $0 = [] }
        for _ in 0..<options.readers { places.signal() }
    }
}
