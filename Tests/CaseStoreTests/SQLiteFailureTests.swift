import Casework
import Foundation
import GRDB
import GRDBSQLite
import Testing
import Values

@testable import CaseStore

@Suite
struct `A failing medium` {
    private static let codes: [(Int32, WriterTurn.Phase, StorageFailure)] = [
        (SQLITE_BUSY, .writing, .busy),
        (SQLITE_BUSY | 2 << 8, .committing, .busy),
        (SQLITE_LOCKED, .writing, .busy),
        (SQLITE_FULL, .writing, .full),
        (SQLITE_FULL, .committing, .full),
        (SQLITE_IOERR | 1 << 8, .reading, .unreadable("SQLite 266: x")),
        (SQLITE_IOERR | 1 << 8, .writing, .unreadable("SQLite 266: x")),
        (SQLITE_IOERR | 1 << 8, .committing, .outcomeUnknown("SQLite 266: x")),
        (SQLITE_IOERR | 3 << 8, .writing, .outcomeUnknown("SQLite 778: x")),
        (SQLITE_IOERR | 4 << 8, .committing, .outcomeUnknown("SQLite 1034: x")),
        (SQLITE_CORRUPT, .reading, .corrupt("SQLite 11: x")),
        (SQLITE_NOTADB, .writing, .corrupt("SQLite 26: x")),
        (SQLITE_CONSTRAINT, .writing, .corrupt("SQLite 19: x")),
        (SQLITE_NOMEM, .writing, .unreadable("SQLite 7: x")),
        (SQLITE_NOMEM, .committing, .outcomeUnknown("SQLite 7: x")),
    ]

    @Test
    func `is told by what it means to the caller`() {
        for (code, phase, expected) in Self.codes {
            #expect(StorageFailure(code: code, message: "x", phase: phase) == expected, "\(code) \(phase)")
        }
    }

    @Test
    func `that is full rolls the batch back, reads on, and takes work again once there is room`() throws {
        try Scratch.with { scratch in
            var options = Scratch.options
            options.maximumPages = 60
            let storage = try scratch.open(options)
            defer { try? storage.close() }
            let big = [UInt8](repeating: 1, count: 100_000)
            _ = try storage.write { try $0.open() }
            try storage.write { try $0.keep(bundle: big, hash: "fits") }
            #expect(throws: StorageFailure.full) {
                try storage.write { transaction throws in
                    try transaction.open()
                    try transaction.keep(bundle: big, hash: "too much")
                }
            }
            try storage.read { snapshot throws in
                #expect(try snapshot.caseCount() == 1)
                #expect(try snapshot.bundle("fits") == big)
                #expect(try snapshot.bundle("too much") == nil)
            }
            #expect(try storage.write { try $0.open() } == CaseID(2))
            try storage.writer.execute("PRAGMA max_page_count = 10000")
            try storage.write { try $0.keep(bundle: big, hash: "too much") }
            #expect(try storage.writer.pragma("integrity_check") == "ok")
        }
    }

    @Test
    func `that is full dooms the batch even if the body goes on`() throws {
        try Scratch.with { scratch in
            var options = Scratch.options
            options.maximumPages = 60
            let storage = try scratch.open(options)
            defer { try? storage.close() }
            #expect(throws: StorageFailure.full) {
                try storage.write(goOn)
            }
            #expect(throws: StorageFailure.full, "whatever the body makes of it") {
                try storage.write { transaction throws in
                    let big = [UInt8](repeating: 1, count: 400_000)
                    do { try transaction.keep(bundle: big, hash: "b") } catch { throw Undone() }
                }
            }
            #expect(try storage.read { try $0.caseCount() } == 0)
            #expect(try storage.write { try $0.open() } == CaseID(1))
        }
    }

    private func goOn(_ transaction: any StorageTransaction) throws {
        try transaction.open()
        let big = [UInt8](repeating: 1, count: 400_000)
        try? transaction.savepoint { try transaction.keep(bundle: big, hash: "b") }
        #expect(throws: StorageFailure.full) { _ = try transaction.open() }
        #expect(throws: StorageFailure.full) { try transaction.savepoint {} }
    }

    @Test
    func `that somebody else has locked is busy, with nothing done`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: scratch.path, configuration: configuration)
            try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
            var hasRun = false
            #expect(throws: StorageFailure.busy) { try storage.write { _ in hasRun = true } }
            #expect(!hasRun)
            #expect(try storage.read { try $0.caseCount() } == 0)
            try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
            #expect(try storage.write { try $0.open() } == CaseID(1))
        }
    }

    @Test
    func `that holds a damaged page is corrupt`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            for _ in 0..<50 { _ = try storage.write { try $0.open() } }
            try storage.close()
            var bytes = scratch.bytes("anwei.db")
            for offset in 4_096..<bytes.count { bytes[offset] = 0xA5 }
            try Data(bytes).write(to: URL(fileURLWithPath: scratch.path))
            #expect {
                let damaged = try scratch.open()
                defer { try? damaged.close() }
                _ = try damaged.read { try $0.entries(after: 0, limit: 100) }
            } throws: { error in
                guard case StorageFailure.corrupt = error else { return false }
                return true
            }
        }
    }

    @Test
    func `refuses a verb after the end of its transaction`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            var kept: (any StorageTransaction)?
            try storage.write { kept = $0 }
            let escaped = try #require(kept)
            #expect(throws: StorageFailure.self) { _ = try escaped.open() }
            #expect(throws: StorageFailure.self) { try escaped.savepoint {} }
            #expect(try storage.read { try $0.caseCount() } == 0)
        }
    }
}
