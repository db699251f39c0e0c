import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Crypto
import Testing
import Values

/// Refusals, looks and verdicts stand beside the chain and are chained themselves; credentials stand in it.
@Suite struct TamperedStreamTests {
    private typealias Change = @Sendable (inout [StreamRecord]) -> Void

    /// A bench with three looks, two refusals, two verdicts, two rows of a console and a token.
    static func record(beside bench: Bench) throws {
        try bench.engine.issueToken(for: "lin", token: "one")
        for _ in 0..<2 { _ = try bench.act("close", "危-社工科-115-0003", ["result": "已結"], by: "lin") }
        try bench.storage.write { transaction throws in
            try transaction.keep(verdicts: ["v", "w"])
            for account in ["lin", "gao", "lin"] {
                let at = bench.clock.now()
                let look = LookRow(at: at, account: account, caseID: CaseID(1), fields: ["narrative"])
                try transaction.record(look)
            }
            for step in [ConsoleRow.Step.attached, .closed] {
                let row = ConsoleRow(
                    at: bench.clock.now(),
                    session: 1,
                    account: "lin",
                    step: step,
                    content: ["why": "left"]
                )
                _ = try transaction.record(row)
            }
        }
    }

    private static func played() throws -> Bench {
        let bench = try TamperingTests.played()
        try record(beside: bench)
        return bench
    }

    private static func rehashed(_ records: [StreamRecord]) -> [StreamRecord] {
        var previous = StreamHead.empty
        return records.map { record in
            let hash = Array(SHA256.hash(data: previous.hash + record.bytes))
            let new = StreamRecord(position: record.position, bytes: record.bytes, hash: hash)
            previous = StreamHead(new)
            return new
        }
    }

    private static func findings(
        _ bench: Bench,
        _ stream: RecordStream,
        anchored: Bool,
        _ change: Change
    ) throws -> [VerificationFinding] {
        try bench.storage.read { base in
            var tampered = try TamperedSnapshot(base)
            let end = try base.streamHead(stream)
            change(&tampered.streams[stream, default: []])
            var verifier = JournalVerifier(
                tampered,
                workflows: bench.source,
                sealing: nil,
                digest: { Array(SHA256.hash(data: $0)) },
                streamAnchors: anchored ? [stream: [.empty, end]] : [:]
            )
            return try verifier.run(level: 1).findings
        }
    }

    private static let changes: [String: Change] = [
        "the first altered": { $0[0] = $0[0].with(byte: 3) },
        "the last altered": { $0[$0.count - 1] = $0[$0.count - 1].with(byte: 3) },
        "another hash": { records in
            let last = records.removeLast()
            records.append(
                StreamRecord(position: last.position, bytes: last.bytes, hash: last.hash.map { $0 ^ 1 })
            )
        },
        "the first gone": { $0.removeFirst() },
        "two exchanged": { $0.swapAt(0, 1) },
    ]

    private static let changesBehindHeads: [String: Change] = [
        "the last cut off": { $0.removeLast() },
        "all gone": { $0 = [] },
        "altered and hashed anew": { $0 = rehashed([$0[0].with(byte: 3)] + $0.dropFirst()) },
    ]

    @Test(arguments: RecordStream.allCases)
    func `Each change is found at level 1`(_ stream: RecordStream) throws {
        let bench = try TamperedStreamTests.played()
        for anchored in [false, true] {
            #expect(
                try TamperedStreamTests.findings(bench, stream, anchored: anchored) { _ in }.isEmpty
            )
        }
        for (name, change) in TamperedStreamTests.changes {
            let found = try TamperedStreamTests.findings(bench, stream, anchored: false, change)
            #expect(!found.isEmpty && found.allSatisfy { $0.level == 1 }, "\(name)")
        }
        for (name, change) in TamperedStreamTests.changesBehindHeads {
            #expect(
                try TamperedStreamTests.findings(bench, stream, anchored: false, change).isEmpty,
                "\(name)"
            )
            #expect(
                try !TamperedStreamTests.findings(bench, stream, anchored: true, change).isEmpty,
                "\(name)"
            )
        }
    }

    @Test func `A credential that no entry has put is found, and so is one that was altered or taken away`()
        throws
    {
        let bench = try TamperedStreamTests.played()
        try bench.storage.read { base in
            let whole = try TamperedSnapshot(base)
            let id = try #require(whole.rows[.credential]?.keys.first)
            let other = RegisterChange.credential(Credential(digest: [1, 2], account: "gao"))
            let altered = RegisterChange.credential(
                Credential(digest: try #require(Hexadecimal.decode(id)), account: "gao")
            )
            for rows in [
                [:], [id: altered.row], [id: whole.rows[.credential]?[id] ?? [], other.id: other.row],
            ] {
                var tampered = whole
                tampered.rows[.credential] = rows
                #expect(try !TamperingTests.report(tampered, bench, level: 2).findings.isEmpty)
            }
            #expect(try TamperingTests.report(whole, bench).findings == [])
        }
    }

    @Test func `A credential of an account that is none is refused, and found where an entry has put it`()
        throws
    {
        let bench = try TamperedStreamTests.played()
        let change = RegisterChange.credential(Credential(digest: [1, 2], account: "nobody"))
        #expect(throws: Refusal.self) { try bench.put(change) }
        let found = try TamperedStreamTests.findings(bench, forging: change)
        #expect(found.contains { $0.message.en.contains("no account nobody") })
    }

    @Test func `A credential that an entry puts once more is found`() throws {
        let bench = try TamperedStreamTests.played()
        let row = try bench.storage.read { try TamperedSnapshot($0).rows[.credential]?.first }
        let (id, bytes) = try #require(row)
        let change = try RegisterChange(kind: .credential, id: id, row: bytes)
        let found = try TamperedStreamTests.findings(bench, forging: change)
        #expect(found.contains { $0.message.en.contains("registered already") })
    }

    /// What level 2 finds when somebody who can write the file has put a change with an entry of its own.
    private static func findings(
        _ bench: Bench,
        forging change: RegisterChange
    ) throws -> [VerificationFinding] {
        try bench.storage.write { transaction throws in
            let head = try transaction.chainHead()
            let entry = RegisterEntry(
                sequence: head.sequence + 1,
                at: head.at,
                account: Gate.system,
                change: change
            )
            _ = try transaction.append(entry.draft)
            try transaction.put(.credential, id: change.id, row: change.row)
        }
        return try bench.storage.read {
            try TamperingTests.report(try TamperedSnapshot($0), bench, level: 2).findings
        }
    }
}

extension StreamRecord {
    fileprivate func with(byte place: Int) -> StreamRecord {
        var changed = bytes
        changed[place] ^= 1
        return StreamRecord(position: position, bytes: changed, hash: hash)
    }
}
