import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Crypto
import Statechart
import Testing
import Values

/// Whatever is changed in a journal behind the engine's back, verify says so.
@Suite struct TamperingTests {
    /// A journal with an entry of every kind that the sample workflow can make.
    static func played(on storage: any Storage = MemoryStorage()) throws -> Bench {
        let bench = try Bench(storage: storage)
        let first = try bench.open().number
        _ = try bench.open()
        _ = try bench.assign(first)
        _ = try bench.act("describe", first, ["narrative": "補述", "injured": 2], by: "lin").get()
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        try bench.engine.fireDue()
        _ = try bench.act("close", first, ["result": "已結"]).get()
        let third = try bench.open().number
        _ = try bench.act("describe", third, ["harmers": [["person": "chief"]]], by: "lin").get()
        return bench
    }

    static func report(_ snapshot: TamperedSnapshot, _ bench: Bench, level: Int = 3) throws
        -> VerificationReport
    {
        var verifier = JournalVerifier(
            snapshot,
            workflows: bench.source,
            sealing: bench.sealing,
            digest: { Array(SHA256.hash(data: $0)) }
        )
        return try verifier.run(level: level)
    }

    @Test func `A journal that nobody has touched has no findings at any level`() throws {
        let bench = try TamperingTests.played()
        try bench.storage.read { base in
            let kinds = Set(try base.entries(after: 0, limit: 999).map(\.draft.kind))
            #expect(kinds == [.register, .open, .action, .facts, .deadline])
            for level in 1...3 {
                let found = try TamperingTests.report(try TamperedSnapshot(base), bench, level: level)
                #expect(found.findings == [], "level \(level)")
            }
        }
    }

    @Test func `A thousand random changes are all found`() throws {
        let bench = try TamperingTests.played()
        try bench.storage.read { base in
            let whole = try TamperedSnapshot(base)
            var random = Dice(seed: 20_261_124)
            for round in 0..<1_000 {
                var tampered = whole
                let what = TamperingTests.change(&tampered, &random)
                let report = try TamperingTests.report(tampered, bench, level: 2)
                #expect(!report.findings.isEmpty, "round \(round): \(what)")
            }
        }
    }

    /// Changes one thing and says which.
    private static func change(_ tampered: inout TamperedSnapshot, _ random: inout Dice) -> String {
        let position = random.below(tampered.journal.count)
        let entry = tampered.journal[position]
        let draft = entry.draft
        func put(_ new: EntryDraft) { tampered.journal[position] = StoredEntry(draft: new, hash: entry.hash) }
        func draftWith(
            sequence: Int64? = nil,
            caseID: CaseID?? = nil,
            revision: Int64? = nil,
            at: Instant? = nil,
            kind: EntryKind? = nil,
            account: String?? = nil,
            bytes: [UInt8]? = nil
        ) -> EntryDraft {
            EntryDraft(
                sequence: sequence ?? draft.sequence,
                caseID: caseID ?? draft.caseID,
                revision: revision ?? draft.revision,
                at: at ?? draft.at,
                kind: kind ?? draft.kind,
                account: account ?? draft.account,
                bytes: bytes ?? draft.bytes
            )
        }
        switch random.below(14) {
        case 0, 1, 2:
            var bytes = draft.bytes
            bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
            put(draftWith(bytes: bytes))
            return "a bit of entry \(draft.sequence)"
        case 3:
            var hash = entry.hash
            hash[random.below(32)] ^= UInt8(1 << random.below(8))
            tampered.journal[position] = StoredEntry(draft: draft, hash: hash)
            return "a bit of hash \(draft.sequence)"
        case 4:
            put(draftWith(at: Instant(milliseconds: draft.at.milliseconds + 1)))
            return "the time of \(draft.sequence)"
        case 5:
            put(draftWith(account: draft.account == "wang" ? .some(nil) : .some("wang")))
            return "the account of \(draft.sequence)"
        case 6:
            put(draftWith(kind: draft.kind == .message ? .action : .message))
            return "the kind of \(draft.sequence)"
        case 7:
            put(draftWith(caseID: .some(CaseID(77))))
            return "the case of \(draft.sequence)"
        case 8:
            put(draftWith(sequence: draft.sequence + 1_000))
            return "the position of \(draft.sequence)"
        case 9:
            tampered.journal.remove(at: position)
            return "entry \(draft.sequence) away"
        case 10:
            let other = (position + 1 + random.below(tampered.journal.count - 1)) % tampered.journal.count
            let exchanged = tampered.journal[other]
            put(draftWith(bytes: exchanged.draft.bytes))
            tampered.journal[other] = StoredEntry(
                draft: EntryDraft(
                    sequence: exchanged.draft.sequence,
                    caseID: exchanged.draft.caseID,
                    revision: exchanged.draft.revision,
                    at: exchanged.draft.at,
                    kind: exchanged.draft.kind,
                    account: exchanged.draft.account,
                    bytes: draft.bytes
                ),
                hash: exchanged.hash
            )
            return "entries \(position) and \(other) swapped"
        case 11:
            // The end cut off, and the traces covered.
            tampered.journal.removeLast(1 + random.below(tampered.journal.count - 1))
            tampered.rechain()
            return "the end after \(tampered.journal.count)"
        case 12: return changeHead(&tampered, &random)
        default: return changeRegister(&tampered, &random)
        }
    }

    private static func changeHead(_ tampered: inout TamperedSnapshot, _ random: inout Dice) -> String {
        let ids = tampered.heads.keys.sorted()
        let id = ids[random.below(ids.count)]
        guard var head = tampered.heads[id] else { return "nothing" }
        switch random.below(10) {
        case 0: head.file.unit = head.file.unit == "south" ? "north" : "south"
        case 1: head.file.number += "9"
        case 2: head.file.revision += 1
        case 3: head.file.data["injured"] = .int(Int64(90 + random.below(9)))
        case 4: head.file.data["extra"] = "x"
        case 5: head.file.parties.append(Party(account: "wang", relation: "affected", isConflicted: false))
        case 6: head.file.deadlines.removeAll()
        case 7: head.file.faults.append("x")
        case 8: head.file.changedAt = Instant(milliseconds: head.file.changedAt.milliseconds + 1)
        default:
            tampered.heads[id] = nil
            return "head \(id.number) away"
        }
        tampered.heads[id] = head
        return "head \(id.number)"
    }

    private static func changeRegister(_ tampered: inout TamperedSnapshot, _ random: inout Dice) -> String {
        let row = RegisterChange.account(
            Account(id: "wang", name: "王範五", grants: [RoleGrant(role: "supervisor", unit: "county")])
        )
        switch random.below(3) {
        case 0: tampered.rows[.account]?["wang"] = row.row
        case 1: tampered.rows[.account]?["chen"] = nil
        default: tampered.rows[.calendar, default: [:]]["2027"] = Array("\"x\"".utf8)
        }
        return "the register"
    }

    @Test(arguments: [
        // What folding uses shows at level 2; inputs, and what folding leaves aside, at level 3.
        ("\"injured\":2", "\"injured\":3", 3),
        ("\"entered\":[\"assigned\"]", "\"entered\":[\"received\"]", 3),
        ("\"notices\":[\"lin:assigned\"]", "\"notices\":[\"gone:assigned\"]", 3),
        ("\"roles\":[\"supervisor\"]", "\"roles\":[\"caretakers\"]", 3),
        ("\"companion\":\"chen\"", "\"companion\":\"wang\"", 3),
        ("\"calendar\":\"\"", "\"calendar\":\"x\"", 3),
        ("\"status\":\"missed\"", "\"status\":\"waited\"", 2),
    ])
    func `Even with all hashes made anew a change of the contents is found`(
        old: String,
        new: String,
        level: Int
    ) throws {
        let bench = try TamperingTests.played()
        try bench.storage.read { base in
            var tampered = try TamperedSnapshot(base)
            let position = try #require(
                tampered.journal.lastIndex {
                    String(decoding: $0.draft.bytes, as: UTF8.self).contains(old)
                }
            )
            let draft = tampered.journal[position].draft
            let text = String(decoding: draft.bytes, as: UTF8.self)
            let found = try #require(text.firstRange(of: old))
            let changed = EntryDraft(
                sequence: draft.sequence,
                caseID: draft.caseID,
                revision: draft.revision,
                at: draft.at,
                kind: draft.kind,
                account: draft.account,
                bytes: Array((text[..<found.lowerBound] + new + text[found.upperBound...]).utf8)
            )
            tampered.journal[position] = StoredEntry(draft: changed, hash: [])
            tampered.rechain()
            #expect(try TamperingTests.report(tampered, bench, level: 1).findings.isEmpty)
            let findings = try TamperingTests.report(tampered, bench, level: 3).findings
            #expect(findings.contains { $0.level == level }, "\(findings)")
        }
    }
}

/// Numbers from a seed, the same in every run.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
