import CaseEngine
import Casework
import Crypto
import Foundation
import Testing
import Values

@testable import CaseStore

/// The same with a file of SQLite and statements that anybody can type who can write to it.
@Suite struct TamperedFileTests {
    private static let statements = [
        "DELETE FROM deadlines", "UPDATE cases SET next_due = NULL", "UPDATE deadlines SET status = 'missed'",
        "UPDATE cases SET unit = 'south' WHERE id = 1",
        "UPDATE cases SET is_closed = 1 - is_closed WHERE id = 1",
        "UPDATE cases SET states = ''", "UPDATE cases SET occurrences = '[]'", "DELETE FROM occurrences",
        "DELETE FROM occurrences; UPDATE cases SET occurrences = '[]'",
        "DELETE FROM numbers WHERE case_id = 2",
        "UPDATE numbers SET unit = 'north' WHERE case_id = 1", "UPDATE parties SET is_conflicted = 0",
        "DELETE FROM parties", "DELETE FROM outbox WHERE id = 1",
        "UPDATE outbox SET en = en || '.' WHERE id = 2",
        "UPDATE serials SET last = last - 1", "DELETE FROM serials", "DELETE FROM cases WHERE id = 2",
        "INSERT INTO cases SELECT 77, unit, workflow, is_closed, next_due, states, occurrences, head FROM cases "
            + "WHERE id = 1",
        "UPDATE answered SET sequence = sequence - 1", "UPDATE answered SET case_id = 9",
        "UPDATE case_keys SET case_id = 77 WHERE case_id = 1", "DELETE FROM case_keys WHERE case_id = 2",
        "UPDATE case_keys SET wrapped = (SELECT wrapped FROM case_keys WHERE case_id = 1) WHERE case_id = 2",
        "INSERT INTO case_keys VALUES (77, x'00')", "INSERT INTO bundles VALUES ('x', x'00')",
        "UPDATE looks SET account = 'wang' WHERE id = 1", "UPDATE looks SET fields = '[]' WHERE id = 1",
        "UPDATE looks SET hash = zeroblob(32) WHERE id = 1", "UPDATE refusals SET kind = 'busy' WHERE id = 1",
        "UPDATE refusals SET action = 'x' WHERE id = 1", "UPDATE verdicts SET key = 'x' WHERE id = 2",
        "UPDATE register SET row = CAST(replace(CAST(row AS TEXT), 'lin', 'gao') AS BLOB) WHERE kind = 'credential'",
        "DELETE FROM register WHERE kind = 'credential'", "DROP INDEX cases_due", "DROP TABLE looks",
        "UPDATE cases SET head = CAST(head AS TEXT)",
        "UPDATE cases SET head = x'00' WHERE id = 1", "UPDATE entries SET kind = 'x' WHERE sequence = 3",
        "UPDATE entries SET revision = 7 WHERE case_id IS NULL", "UPDATE register SET row = x'00'",
        "CREATE TRIGGER hidden AFTER INSERT ON entries BEGIN DELETE FROM outbox; END",
    ]

    @Test func `Each statement is found, and nothing where there was none`() throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("anwei-tampered-\(UInt64.random(in: 0...UInt64.max))").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let storage = try SQLiteStorage(path: directory + "/sound.db")
        let bench = try TamperingTests.played(on: storage)
        _ = try bench.assign(try bench.open(key: "first").number)
        try TamperedStreamTests.record(beside: bench)
        try storage.close()
        for (number, statement) in ([""] + TamperedFileTests.statements).enumerated() {
            let path = directory + "/\(number).db"
            try FileManager.default.copyItem(atPath: directory + "/sound.db", toPath: path)
            let findings = try TamperedFileTests.findings(after: statement, path, bench)
            #expect(findings.isEmpty == statement.isEmpty, "\(statement): \(findings)")
            try FileManager.default.removeItem(atPath: path)
        }
    }

    private static func findings(after statement: String, _ path: String, _ bench: Bench) throws -> [String] {
        let storage = try SQLiteStorage(path: path)
        defer { try? storage.close() }
        try storage.writer.execute(statement)
        return try storage.read { snapshot in
            var verifier = JournalVerifier(
                snapshot,
                workflows: bench.source,
                sealing: bench.sealing,
                digest: SampleSource.digest
            )
            return try verifier.run(level: 3).findings.map(\.message.en)
        }
    }
}
