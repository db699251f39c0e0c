import CaseStore
import Casework
import Foundation
import GRDBSQLite
import Testing
import Values

@Suite(.serialized)
struct `A disk that fails during a batch` {
    /// Fails the first operation, then the second ..., until the batch runs through; returns how many failed.
    private func sweep(
        _ operation: FaultyDisk.Operation,
        _ code: Int32,
        check: (SQLiteStorage, StorageFailure) throws -> Void
    ) throws -> Int {
        #expect(FaultyDisk.installed)
        var passing = 0
        while true {
            let isThrough = try Scratch.with(name: "faulty") { scratch in
                let storage = try scratch.open()
                _ = try storage.write { try $0.open() }
                FaultyDisk.fail(operation, with: code, after: passing)
                defer { FaultyDisk.heal() }
                do {
                    _ = try storage.write { transaction in
                        try transaction.open()
                        return try transaction.open()
                    }
                    #expect(!FaultyDisk.heal(), "an acknowledged batch has met no error")
                    try storage.close()
                    return true
                } catch let failure as StorageFailure {
                    #expect(FaultyDisk.heal())
                    try check(storage, failure)
                    try? storage.close()
                }
                let reopened = try scratch.open()
                defer { try? reopened.close() }
                let count = try reopened.read { try $0.caseCount() }
                #expect(count == 1 || count == 3, "the batch is there whole or not at all")
                let entries = try reopened.read { try $0.entries(after: 0, limit: 9) }
                #expect(Int64(entries.count) == count)
                #expect(try reopened.read { try ChainCheck(of: $0) }.findings.isEmpty)
                return false
            }
            if isThrough { return passing }
            passing += 1
        }
    }

    @Test(arguments: [
        (FaultyDisk.Operation.write, SQLITE_IOERR | 3 << 8), (.sync, SQLITE_IOERR | 4 << 8),
    ])
    func `leaves the outcome unknown, and nothing is answered any more`(
        _ operation: FaultyDisk.Operation,
        code: Int32
    ) throws {
        let failed = try sweep(operation, code) { storage, failure in
            guard case .outcomeUnknown = failure else {
                Issue.record("\(failure)")
                return
            }
            #expect(throws: failure) { _ = try storage.read { try $0.caseCount() } }
            #expect(throws: failure) { _ = try storage.write { try $0.open() } }
        }
        #expect(failed > 0)
    }

    @Test
    func `for want of room has done nothing and can go on`() throws {
        let failed = try sweep(.write, SQLITE_FULL) { storage, failure in
            #expect(failure == .full)
            #expect(try storage.read { try $0.caseCount() } == 1)
            #expect(try storage.write { try $0.chainHead() }.sequence == 1)
            _ = try storage.write { transaction in
                try transaction.open()
                return try transaction.open()
            }
        }
        #expect(failed > 3, "every frame's write was made to fail")
    }
}
