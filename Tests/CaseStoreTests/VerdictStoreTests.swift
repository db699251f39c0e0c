import CaseStore
import Casework
import Crypto
import Foundation
import GRDB
import Schema
import Testing
import Values

/// The keys among a few that a store has verdicts for.
private func passed(_ storage: any Storage) throws -> [String] {
    try storage.read { snapshot in
        try ["", "a", "b", "c", "v"].filter { try snapshot.hasPassed(verdict: $0) }
    }
}

@Suite
struct `Verdicts in every store` {
    @Test(arguments: StoreKind.allCases)
    func `are none at first, and those that were kept afterwards, each once`(_ kind: StoreKind) throws {
        try kind.with { storage in
            #expect(try passed(storage) == [])
            try storage.write { try $0.keep(verdicts: ["a", "b"]) }
            try storage.write { transaction in
                try transaction.keep(verdicts: ["b", "c", "c"])
                let inside = try transaction.hasPassed(verdict: "c")
                #expect(inside)
                try transaction.keep(verdicts: [])
            }
            #expect(try passed(storage) == ["a", "b", "c"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `go with the batch or the savepoint that fails`(_ kind: StoreKind) throws {
        try kind.with { storage in
            #expect(throws: StorageFailure.busy) {
                try storage.write { transaction in
                    try transaction.keep(verdicts: ["a"])
                    throw StorageFailure.busy
                }
            }
            try storage.write { transaction in
                try transaction.keep(verdicts: ["b"])
                try? transaction.savepoint {
                    try transaction.keep(verdicts: ["c"])
                    throw StorageFailure.busy
                }
            }
            #expect(try passed(storage) == ["b"])
        }
    }

    @Test
    func `are there after the file was closed and opened`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            try storage.write { try $0.keep(verdicts: ["a"]) }
            try storage.close()
            let again = try scratch.open()
            defer { try? again.close() }
            #expect(try passed(again) == ["a"])
        }
    }
}

@Suite
struct `A database of version 1` {
    private static let bytes = Array("an entry's bytes".utf8)
    private static let hash = Array(SHA256.hash(data: [UInt8](repeating: 0, count: 32) + bytes))

    /// What the first version would have left: its schema, its marks, and some rows.
    private static func make(at path: String) throws {
        let old = try DatabaseQueue(path: path)
        try old.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA application_id = \(0x416E_7765); PRAGMA journal_mode = WAL")
            try database.execute(sql: try #require(SchemaMigration.all.first).sql)
            try database.execute(
                sql: """
                    INSERT INTO entries VALUES (1, NULL, 0, 1000, 'register', NULL, ?, ?);
                    INSERT INTO bundles VALUES ('b', x'0102');
                    INSERT INTO credentials VALUES (x'03', 'lin', 1000);
                    INSERT INTO register VALUES ('unit', 'north', x'04');
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
                    INSERT INTO looks SELECT NULL, i, 'lin', 1, '["place"]' FROM n;
                    INSERT INTO cases VALUES (1, 'north', 'w', 0, NULL, '', '[]', x'00');
                    INSERT INTO refusals VALUES (NULL, 9, '高測九', NULL, 'close', 'unmet', '["K-1"]', '[]');
                    PRAGMA user_version = 1
                    """,
                arguments: [Data(hash), Data(bytes)]
            )
        }
        try old.close()
    }

    /// The version that a file says it has, and whether it has the table of verdicts.
    private static func state(of path: String) throws -> State {
        let file = try DatabaseQueue(path: path)
        defer { try? file.close() }
        return try file.read { database in
            State(
                version: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? -1,
                hasVerdicts: try database.tableExists("verdicts"),
                isChained: try !database.tableExists("credentials")
                    && database.columns(in: "looks").contains { $0.name == "hash" }
            )
        }
    }

    private struct State: Hashable {
        let version: Int
        let hasVerdicts: Bool
        let isChained: Bool
    }

    private static func check(_ storage: SQLiteStorage) throws {
        let entries = try storage.read { try $0.entries(after: 0, limit: 9) }
        #expect(entries.map(\.draft.sequence) == [1, 2])
        #expect(entries.first?.draft.bytes == bytes && entries.first?.hash == hash)
        let second = try #require(entries.last)
        #expect(second.hash == Array(SHA256.hash(data: hash + second.draft.bytes)))
        let credential = Credential(digest: [3], account: "lin", issuedAt: Instant(milliseconds: 1_000))
        #expect(try RegisterEntry(bytes: second.draft.bytes).change == .credential(credential))
        #expect(second.draft.at == Instant(milliseconds: 1_000))
        try checkStreams(storage)
        #expect(try storage.read { try $0.bundle("b") } == [1, 2])
        #expect(try storage.read { try $0.account(credential: [3]) } == "lin")
        #expect(try storage.read { try $0.register(.unit) } == ["north": [4]])
        #expect(try passed(storage) == [])
        try storage.write { try $0.keep(verdicts: ["v"]) }
        #expect(try passed(storage) == ["v"])
        #expect(try storage.read { try $0.structureProblems() } == [])
    }

    /// Rows that were there are chained as if they had been written now.
    private static func checkStreams(_ storage: SQLiteStorage) throws {
        let memory = MemoryStorage()
        try memory.write { transaction in
            for number in 1...700 as ClosedRange<Int64> {
                let at = Instant(milliseconds: number)
                try transaction.record(LookRow(at: at, account: "lin", caseID: CaseID(1), fields: ["place"]))
            }
            try transaction.record(
                RefusalRow(
                    at: Instant(milliseconds: 9),
                    account: "高測九",
                    caseID: nil,
                    action: "close",
                    kind: "unmet",
                    clauses: ["K-1"],
                    attributes: []
                )
            )
        }
        for stream in RecordStream.allCases {
            let expected = try memory.read { try $0.records(of: stream, after: 0, limit: 1_000) }
            #expect(try storage.read { try $0.records(of: stream, after: 0, limit: 1_000) } == expected)
        }
    }

    @Test
    func `is brought up when it is opened, and keeps what it holds`() throws {
        try Scratch.with { scratch in
            try `A database of version 1`.make(at: scratch.path)
            let before = try `A database of version 1`.state(of: scratch.path)
            #expect(before == State(version: 1, hasVerdicts: false, isChained: false))
            let storage = try scratch.open()
            try `A database of version 1`.check(storage)
            try storage.close()
            let after = try `A database of version 1`.state(of: scratch.path)
            #expect(after == State(version: 4, hasVerdicts: true, isChained: true))
        }
    }

    @Test
    func `is old or new wherever the log ends at which a kill has left it`() throws {
        let (database, log) = try Scratch.with { scratch in
            try `A database of version 1`.make(at: scratch.path)
            let database = scratch.bytes("anwei.db")
            let storage = try scratch.open()
            defer { try? storage.close() }
            #expect(scratch.bytes("anwei.db") == database, "all that is new is in the log")
            return (database, scratch.bytes("anwei.db-wal"))
        }
        // A log is a head of 32 bytes and frames of 24 bytes and a page.
        let frame = 24 + 4_096
        #expect(log.count > 32 + frame && (log.count - 32) % frame == 0)
        var seen: Set<State> = []
        for length in stride(from: 32, through: log.count, by: frame / 2) {
            try Scratch.with { scratch in
                try Data(database).write(to: URL(fileURLWithPath: scratch.path))
                try Data(log.prefix(length)).write(to: URL(fileURLWithPath: scratch.path + "-wal"))
                let state = try `A database of version 1`.state(of: scratch.path)
                #expect(state.hasVerdicts == (state.version >= 2))
                #expect(state.isChained == (state.version >= 3))
                seen.insert(state)
                let storage = try scratch.open()
                defer { try? storage.close() }
                try `A database of version 1`.check(storage)
            }
        }
        #expect(Set(seen.map(\.version)) == [1, 2, 3, 4])
    }
}
