import Casework
import Foundation
import GRDB
import Testing
import Values

@testable import CaseStore

@Suite
struct `Verifying the chain` {
    /// A closed database with twelve entries of two cases and the register.
    private func fill(_ scratch: Scratch) throws -> ChainHead {
        let storage = try scratch.open()
        try storage.write { transaction throws in
            for revision in 1...4 {
                let now = Sample.at(Int64(revision))
                try transaction.append(after: CaseID(1), revision: Int64(revision), at: now)
                try transaction.append(after: CaseID(2), revision: Int64(revision), at: now)
                try transaction.append(after: nil, revision: 0, at: now, kind: .register)
            }
        }
        let head = try storage.read { try $0.chainHead() }
        try storage.close()
        return head
    }

    private func findings(_ scratch: Scratch) throws -> [ChainCheck.Finding] {
        let storage = try scratch.open()
        defer { try? storage.close() }
        return try storage.read { try ChainCheck(of: $0) }.findings
    }

    private func tamper(_ scratch: Scratch, _ sql: String, _ arguments: StatementArguments = []) throws {
        let database = try DatabaseQueue(path: scratch.path)
        try database.inDatabase { try $0.execute(sql: sql, arguments: arguments) }
        try database.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `finds nothing in a journal as it was written`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { transaction throws in
                for revision in 1...2_500 {
                    try transaction.append(after: CaseID(1), revision: Int64(revision))
                }
            }
            let verification = try storage.read { try ChainCheck(of: $0) }
            #expect(verification.findings.isEmpty)
            #expect(verification.head == (try storage.read { try $0.chainHead() }))
            #expect(verification.head.sequence == 2_500)
        }
    }

    @Test
    func `finds every altered byte of an entry and of a hash`() throws {
        try Scratch.with { scratch in
            _ = try fill(scratch)
            let storage = try scratch.open()
            let entries = try storage.read { try $0.entries(after: 0, limit: 100) }
            for entry in entries.prefix(3) {
                for column in [entry.draft.bytes, entry.hash] {
                    for index in column.indices {
                        var altered = column
                        altered[index] ^= 1
                        let changed = StoredEntry(
                            draft: column == entry.hash ? entry.draft : entry.draft.with(bytes: altered),
                            hash: column == entry.hash ? altered : entry.hash
                        )
                        let journal = TamperedJournal(
                            entries: entries.map { $0.draft.sequence == entry.draft.sequence ? changed : $0 }
                        )
                        let found = try ChainCheck(of: journal).findings
                        #expect(found.first?.sequence == entry.draft.sequence, "byte \(index)")
                        #expect(found.first?.what == .hashDiffers)
                    }
                }
            }
            try storage.close()
        }
    }

    private static let attacks: [(String, String, Int64)] = [
        ("an altered entry", "UPDATE entries SET bytes = x'7B7D' WHERE sequence = 5", 5),
        ("a removed entry", "DELETE FROM entries WHERE sequence = 5", 6),
        ("a removed case", "DELETE FROM entries WHERE case_id = 2", 3),
        (
            "two entries exchanged",
            """
            UPDATE entries SET bytes = (SELECT bytes FROM entries WHERE sequence = 7) WHERE sequence = 4
            """, 4
        ),
        ("a time put back", "UPDATE entries SET at = 5 WHERE sequence = 9", 9),
        ("an entry given to another case", "UPDATE entries SET case_id = 3 WHERE sequence = 8", 8),
    ]

    @Test
    func `finds what somebody with the file has changed`() throws {
        for (name, sql, sequence) in Self.attacks {
            try Scratch.with { scratch in
                _ = try fill(scratch)
                #expect(try findings(scratch).isEmpty)
                try tamper(scratch, sql)
                #expect(try findings(scratch).first?.sequence == sequence, "\(name)")
            }
        }
    }

    @Test
    func `says of a removed entry both that it is missing and that the chain is broken`() throws {
        try Scratch.with { scratch in
            _ = try fill(scratch)
            try tamper(scratch, "DELETE FROM entries WHERE sequence = 4")
            let expected: [ChainCheck.Finding.What] = [.gap, .hashDiffers]
            let found = try findings(scratch)
            #expect(found.prefix(2).map(\.what) == expected)
            #expect(found.map(\.sequence) == [5, 5, 7])
            #expect(found.last?.what == .revisionDiffers)
        }
    }

    @Test
    func `gives a cut end away by its head alone`() throws {
        try Scratch.with { scratch in
            let signed = try fill(scratch)
            try tamper(scratch, "DELETE FROM entries WHERE sequence = 12")
            let storage = try scratch.open()
            defer { try? storage.close() }
            let verification = try storage.read { try ChainCheck(of: $0) }
            #expect(verification.findings.isEmpty)
            #expect(verification.head != signed)
        }
    }
}

/// A journal in memory that somebody has changed.
private struct TamperedJournal: MemoryReading {
    var state = MemoryState()

    init(entries: [StoredEntry]) { state.entries = entries }
}

extension EntryDraft {
    fileprivate func with(bytes: [UInt8]) -> EntryDraft {
        EntryDraft(
            sequence: sequence,
            caseID: caseID,
            revision: revision,
            at: at,
            kind: kind,
            account: account,
            bytes: bytes
        )
    }
}
