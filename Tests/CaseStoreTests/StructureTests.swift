import Casework
import GRDB
import Synchronization
import Testing
import Values

@testable import CaseStore

/// A change of the file's form is found, whatever it does to what the journal says.
@Suite
struct `The structure of a database` {
    private static func filled(_ storage: SQLiteStorage) throws {
        try storage.write { transaction throws in
            let id = try transaction.open {
                Sample.record(
                    Sample.file(
                        $0,
                        parties: [Party(account: "lin", relation: "reporter", isConflicted: false)],
                        deadlines: [Sample.deadline("written", .running, due: Sample.at(60))],
                        pointers: [CaseFile.Pointer(number: "危-1", unit: "north")]
                    ),
                    nextDue: Sample.at(60),
                    occurrences: [
                        Occurrence(kind: "injury", caseID: $0, day: "2026-11-24", places: ["a"])
                    ]
                )
            }
            _ = try transaction.nextSerial("危")
            try transaction.keep(bundle: [1], hash: "a")
            try transaction.keep(caseKey: [1, 2], for: id)
            try transaction.keep(verdicts: ["a", "b"])
            try transaction.put(.account, id: "lin", row: [1])
            try transaction.remember(AnsweredKey(key: [1], request: [2], sequence: 1, caseID: id))
            try transaction.keep(credential: [5], account: "lin")
            for (step, asked) in [(ConsoleRow.Step.attached, nil), (.asked, nil), (.answered, 2 as Int64?)] {
                let row = ConsoleRow(
                    at: Sample.at(1),
                    session: 1,
                    account: "lin",
                    step: step,
                    refersTo: asked,
                    cases: [id],
                    content: ["rows": 1]
                )
                _ = try transaction.record(row)
            }
            for second in 1...3 as ClosedRange<Int64> {
                try transaction.owe([Sample.notice(id, "lin")])
                let at = Sample.at(second)
                try transaction.record(LookRow(at: at, account: "lin", caseID: id, fields: ["narrative"]))
                try transaction.record(
                    RefusalRow(
                        at: at,
                        account: "lin",
                        caseID: id,
                        action: "close",
                        kind: "unmet",
                        clauses: [],
                        attributes: []
                    )
                )
            }
        }
        try storage.keep(keyCheckValue: [1])
    }

    private static func problems(after sql: String, _ scratch: Scratch) throws -> [LocalizedText] {
        let storage = try scratch.open()
        defer { try? storage.close() }
        try filled(storage)
        let before = try storage.read { try $0.structureProblems() }
        #expect(before == [])
        try storage.writer.execute(sql)
        return try storage.read { try $0.structureProblems() }
    }

    @Test(arguments: [
        "DROP INDEX cases_due", "DROP INDEX entries_of_case", "DROP TABLE looks",
        "CREATE TRIGGER hidden AFTER INSERT ON entries BEGIN DELETE FROM outbox; END",
        "CREATE TABLE more (a)", "CREATE VIEW more AS SELECT * FROM cases",
        "DROP INDEX looks_at_case; CREATE INDEX looks_at_case ON looks (id)",
        "DELETE FROM looks WHERE id = 2", "DELETE FROM refusals WHERE id = 1",
        "DELETE FROM outbox WHERE id = 1",
        "UPDATE looks SET id = -id WHERE id = 2", "UPDATE refusals SET at = at + 99999 WHERE id = 2",
        "UPDATE looks SET case_id = 77 WHERE id = 3", "UPDATE refusals SET case_id = 77 WHERE id = 3",
        "DELETE FROM verdicts WHERE id = 1",
        "DELETE FROM console WHERE id = 2", "UPDATE console SET session = 2 WHERE id = 2",
        "UPDATE console SET refers_to = 1 WHERE id = 3", "UPDATE console SET account = 'x' WHERE id = 2",
        "UPDATE console SET at = at - 1 WHERE id = 3", "UPDATE console SET content = 'x' WHERE id = 1",
        "UPDATE verdicts SET key = CAST(key AS BLOB)", "UPDATE looks SET fields = 'narrative'",
        "UPDATE cases SET is_closed = 2", "UPDATE outbox SET reason = 'x' WHERE id = 1",
        "UPDATE answered SET request = x'0000'",
    ])
    func `is compared with what the migrations make`(_ sql: String) throws {
        try Scratch.with { scratch in
            let problems = try Self.problems(after: sql, scratch)
            #expect(!problems.isEmpty)
        }
    }

    @Test
    func `has values of the declared kind in every column`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            try Self.filled(storage)
            try storage.close()
            let database = try DatabaseQueue(path: scratch.path)
            let columns = try database.inDatabase { database in
                let tables = try String.fetchAll(
                    database,
                    sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"
                )
                return try tables.flatMap { table in
                    try Row.fetchAll(database, sql: "PRAGMA table_info(\(table))").map { row in
                        (table: table, name: row["name"] as String, type: row["type"] as String)
                    }
                }
            }
            try database.close()
            #expect(columns.count > 60)
            for column in columns where !Self.isGuarded(column.table, column.name) {
                let lane = try Lane(
                    path: scratch.path,
                    isReadOnly: false,
                    busyTimeout: 50,
                    cacheKibibytes: 256
                )
                defer { try? lane.close() }
                let other = column.type == "BLOB" ? "TEXT" : "BLOB"
                try lane.execute("SAVEPOINT try")
                try lane.execute(
                    "UPDATE \(column.table) SET \(column.name) = CAST(\(column.name) AS \(other))"
                )
                let expected = try SchemaObject.expected()
                let found = try lane.connection.withLock { try $0.structureProblems(expected: expected) }
                #expect(!found.isEmpty, "\(column.table).\(column.name)")
                try lane.execute("ROLLBACK TO try; RELEASE try")
            }
        }
    }

    /// Whether SQLite itself lets nothing else into the column: row numbers, and a hash by its CHECK.
    private static func isGuarded(_ table: String, _ column: String) -> Bool {
        switch table {
        case "cases", "outbox": column == "id"
        case "refusals", "looks", "verdicts", "console": column == "id" || column == "hash"
        case "entries": column == "sequence" || column == "hash"
        case "case_keys": column == "case_id"
        case _: false
        }
    }
}
