import Casework
import Synchronization
import Testing
import Values

@testable import CaseStore

@Suite
struct `The log's hand-over` {
    /// Writes batches of about 25 pages until the log has started over, or gives up.
    private func write(_ storage: SQLiteStorage, batches: Int, each: (Int) throws -> Void = { _ in }) throws {
        for batch in 0..<batches {
            let bytes = [UInt8](repeating: UInt8(batch % 251), count: 100_000)
            try storage.write { try $0.keep(bundle: bytes, hash: "b\(batch)") }
            try each(batch)
        }
    }

    @Test
    func `keeps the log short under steady writing`() throws {
        try Scratch.with { scratch in
            var options = Scratch.options
            options.checkpointPages = 100
            let storage = try scratch.open(options)
            defer { try? storage.close() }
            var longest: Int32 = 0
            var restarts = 0
            var last: Int32 = 0
            try write(storage, batches: 400) { _ in
                let pages = storage.writer.connection.withLock { $0.logPages?.pointee ?? 0 }
                longest = max(longest, pages)
                if pages < last { restarts += 1 }
                last = pages
            }
            #expect(restarts > 0, "the log has started over")
            #expect(longest < 400 * 25, "the log did not take all that was written: \(longest) pages")
            #expect(try storage.writer.pragma("integrity_check") == "ok")
        }
    }

    @Test
    func `leaves an old snapshot alone and goes on after it`() throws {
        try Scratch.with { scratch in
            var options = Scratch.options
            options.checkpointPages = 100
            let storage = try scratch.open(options)
            defer { try? storage.close() }
            try storage.write { try $0.keep(bundle: [7], hash: "first") }
            try storage.read { snapshot throws in
                #expect(try snapshot.bundle("first") == [7])
                try write(storage, batches: 40)
                #expect(try snapshot.bundle("b39") == nil)
            }
            #expect(try storage.read { try $0.bundle("b39") }?.count == 100_000)
        }
    }
}
