import Casework
import Foundation
import GRDB
import Schema
import Testing
import Values

@testable import CaseStore

@Suite
struct `A database file` {
    @Test
    func `is opened with what makes commits durable`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            let expected = [
                ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("trusted_schema", "0"),
                ("secure_delete", "1"), ("cell_size_check", "1"), ("busy_timeout", "50"),
                ("wal_autocheckpoint", "0"), ("application_id", "1097758565"),
                ("user_version", String(SchemaMigration.all.last?.version ?? 0)),
            ]
            for (pragma, value) in expected {
                #expect(try storage.writer.pragma(pragma) == value, "\(pragma)")
            }
            #expect(!scratch.bytes("anwei.db-wal").isEmpty, "the log exists before the first command")
        }
    }

    @Test
    func `is its owner's alone, with its log and lock`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            for name in ["anwei.db", "anwei.db-wal", "anwei.db-shm", "anwei.db.lock"] {
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: scratch.directory + "/" + name
                )
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            }
        }
    }

    @Test
    func `keeps everything over closing and opening, and needs no log at rest`() throws {
        try Scratch.with { scratch in
            let first = try scratch.open()
            let id = try first.write { transaction in
                _ = try transaction.nextSerial("危")
                return try transaction.open()
            }
            let head = try first.read { try $0.chainHead() }
            try first.close()
            #expect(scratch.bytes("anwei.db-wal").isEmpty)
            let second = try scratch.open()
            defer { try? second.close() }
            try second.write { transaction throws in
                #expect(try transaction.chainHead() == head)
                #expect(try transaction.caseHead(id) == CaseHead(file: Sample.file(id), sealed: [:]))
                #expect(try transaction.nextSerial("危") == 2)
                #expect(try transaction.open() == CaseID(2))
            }
        }
    }

    @Test
    func `answers nothing after closing, and closes twice`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            try storage.close()
            try storage.close()
            #expect(throws: StorageFailure.unreadable("the store is closed")) {
                _ = try storage.read { try $0.caseCount() }
            }
            #expect(throws: StorageFailure.unreadable("the store is closed")) {
                _ = try storage.write { try $0.open() }
            }
        }
    }

    @Test
    func `has every acknowledged batch after a crash, wherever it was`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            for batch in 1...5 {
                _ = try storage.write { try $0.open() }
                // What the disk holds at this moment, without closing: the log was not copied yet.
                try Scratch.with { copy in
                    for name in ["anwei.db", "anwei.db-wal"] {
                        let bytes = Data(scratch.bytes(name))
                        try bytes.write(to: URL(fileURLWithPath: copy.directory + "/" + name))
                    }
                    let survivor = try copy.open()
                    defer { try? survivor.close() }
                    #expect(try survivor.read { try $0.chainHead() }.sequence == Int64(batch))
                    #expect(try survivor.read { try $0.caseCount() } == Int64(batch))
                    #expect(try survivor.writer.pragma("integrity_check") == "ok")
                }
            }
        }
    }

    @Test
    func `loses a batch whole or keeps it whole when its log is cut at any byte`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            _ = try storage.write { try $0.open() }
            let before = scratch.bytes("anwei.db-wal").count
            _ = try storage.write { transaction in
                try transaction.open()
                return try transaction.open()
            }
            let database = scratch.bytes("anwei.db")
            let log = scratch.bytes("anwei.db-wal")
            try storage.close()
            let cuts = stride(from: before, to: log.count, by: 701)
            #expect(log.count > before)
            for cut in Array(cuts) + [log.count - 1, log.count] {
                try Scratch.with { copy in
                    try Data(database).write(to: URL(fileURLWithPath: copy.path))
                    try Data(log.prefix(cut)).write(to: URL(fileURLWithPath: copy.path + "-wal"))
                    let survivor = try copy.open()
                    defer { try? survivor.close() }
                    let count = try survivor.read { try $0.caseCount() }
                    #expect(count == (cut == log.count ? 3 : 1), "cut at \(cut)")
                }
            }
        }
    }

    @Test
    func `keeps nothing of what a case no longer reports`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            try storage.write { transaction throws in
                let id = try transaction.open { id in
                    let parties = [Party(account: "lin", relation: "worker", isConflicted: false)]
                    let deadlines = [Sample.deadline("oral", .running, due: Sample.at(3))]
                    let places = ["a", "b"]
                    return Sample.record(
                        Sample.file(id, parties: parties, deadlines: deadlines),
                        occurrences: [
                            Occurrence(kind: "injury", caseID: id, day: "2026-11-24", places: places)
                        ]
                    )
                }
                try transaction.save(Sample.record(Sample.file(id)))
            }
            try storage.close()
            let database = try DatabaseQueue(path: scratch.path)
            for table in ["parties", "deadlines", "occurrences"] {
                let count = try database.inDatabase {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")
                }
                #expect(count == 0, "\(table)")
            }
            try database.close()
        }
    }

    @Test
    func `belongs to one server at a time`() throws {
        try Scratch.with { scratch in
            let first = try scratch.open()
            #expect(throws: StorageFailure.inUse) { _ = try scratch.open() }
            try first.close()
            try scratch.open().close()
        }
    }

    @Test(arguments: ["no database at all, but a text longer than a header", "short"])
    func `is refused as foreign if SQLite has not written it`(_ text: String) throws {
        try Scratch.with { scratch in
            try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path))
            #expect(throws: StorageFailure.foreign) { _ = try scratch.open() }
            #expect(scratch.bytes("anwei.db") == Array(text.utf8), "it is left as it was")
        }
    }

    @Test(arguments: [0, 512, 4_096])
    func `whose first page was torn by a loss of power is mended from its log`(_ torn: Int) throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            _ = try storage.write { try $0.open() }
            var database = scratch.bytes("anwei.db")
            let log = scratch.bytes("anwei.db-wal")
            try storage.close()
            database.replaceSubrange(0..<torn, with: repeatElement(0xA5, count: torn))
            try Data(database).write(to: URL(fileURLWithPath: scratch.path))
            try Data(log).write(to: URL(fileURLWithPath: scratch.path + "-wal"))
            let reopened = try scratch.open()
            defer { try? reopened.close() }
            #expect(try reopened.read { try $0.caseCount() } == 1)
            #expect(try reopened.read { try ChainCheck(of: $0) }.findings.isEmpty)
            #expect(try reopened.writer.pragma("integrity_check") == "ok")
        }
    }

    @Test
    func `is refused as foreign if SQLite has not written it, also with a log beside it`() throws {
        try Scratch.with { scratch in
            let bytes = Array("no database at all, but a text longer than a header".utf8)
            try Data(bytes).write(to: URL(fileURLWithPath: scratch.path))
            try Data(bytes).write(to: URL(fileURLWithPath: scratch.path + "-wal"))
            #expect(throws: StorageFailure.foreign) { _ = try scratch.open() }
            #expect(scratch.bytes("anwei.db") == bytes, "it is left as it was")
        }
    }

    @Test
    func `is refused as foreign if another program has written it`() throws {
        try Scratch.with { scratch in
            let other = try DatabaseQueue(path: scratch.path)
            try other.inDatabase { try $0.execute(sql: "CREATE TABLE t (a); PRAGMA application_id = 7") }
            try other.close()
            let bytes = scratch.bytes("anwei.db")
            #expect(throws: StorageFailure.foreign) { _ = try scratch.open() }
            #expect(scratch.bytes("anwei.db") == bytes, "it is left as it was")
        }
    }

    @Test
    func `is refused if a newer version has written it`() throws {
        try Scratch.with { scratch in
            try scratch.open().close()
            let newer = try DatabaseQueue(path: scratch.path)
            try newer.inDatabase { try $0.execute(sql: "PRAGMA user_version = 999") }
            try newer.close()
            let known = SchemaMigration.all.last?.version ?? 0
            #expect(throws: StorageFailure.newerSchema(found: 999, known: known)) { _ = try scratch.open() }
        }
    }

    @Test
    func `numbers its migrations from 1 without a gap`() {
        #expect(SchemaMigration.all.map(\.version) == Array(1...SchemaMigration.all.count))
    }

    @Test
    func `can be copied while work goes on`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            _ = try storage.write { try $0.open() }
            let target = scratch.directory + "/copy.db"
            try storage.backup(to: target)
            _ = try storage.write { try $0.open() }
            #expect(throws: StorageFailure.self) { try storage.backup(to: target) }
            let copy = try SQLiteStorage(path: target)
            defer { try? copy.close() }
            #expect(try copy.read { try $0.chainHead() }.sequence == 1)
            #expect(try copy.read { try ChainCheck(of: $0) }.findings.isEmpty)
            let attributes = try FileManager.default.attributesOfItem(atPath: target)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }
}
