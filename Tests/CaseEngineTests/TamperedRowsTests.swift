import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Testing
import Values

/// What is kept beside the entries for speed decides what people see and when the clock fires: each row counts.
@Suite struct TamperedRowsTests {
    private typealias Change = @Sendable (inout TamperedSnapshot) -> Void

    private static func row(_ change: @escaping @Sendable (inout CaseProjections) -> Void) -> Change {
        { tampered in
            for id in tampered.beside.keys { change(&tampered.beside[id, default: CaseProjections()]) }
        }
    }

    private static func entry(_ tampered: inout TamperedSnapshot, _ old: String, _ new: String) {
        guard
            let position = tampered.journal.lastIndex(where: {
                String(decoding: $0.draft.bytes, as: UTF8.self).contains(old)
            })
        else { return }
        let draft = tampered.journal[position].draft
        let text = String(decoding: draft.bytes, as: UTF8.self)
        guard let place = text.firstRange(of: old) else { return }
        let changed = EntryDraft(
            sequence: draft.sequence,
            caseID: draft.caseID,
            revision: draft.revision,
            at: draft.at,
            kind: draft.kind,
            account: draft.account,
            bytes: Array((text[..<place.lowerBound] + new + text[place.upperBound...]).utf8)
        )
        tampered.journal[position] = StoredEntry(draft: changed, hash: [])
        tampered.rechain()
    }

    private static let changes: [String: Change] = [
        "the unit": row { $0.row?.unit = "south" },
        "the workflow": row { $0.row?.workflow = "other" },
        "the closing mark": row { $0.row?.isClosed.toggle() },
        "no next due instant": row { $0.row?.nextDue = nil },
        "a later next due instant": row { $0.row?.nextDue? += 60_000 },
        "the states": row { $0.row?.states = "\nclosed\n" },
        "the states' line feeds": row { $0.row?.states.removeFirst() },
        "no occurrences": row {
            $0.row?.occurrences = "[]"
            $0.places = []
        },
        "no rows of occurrences": row { $0.places = [] },
        "an occurrence more": row {
            $0.places.insert(CaseProjections.Place(kind: "injury", place: "x", day: "2026-11-24"))
        },
        "no number": row { $0.numbers = [] },
        "a number more": row { $0.numbers.insert("危-9") },
        "a pointer more": row { $0.pointers.insert(CaseFile.Pointer(number: "危-9", unit: "north")) },
        "no parties": row { $0.parties = [:] },
        "a party kept away": row { projections in
            for account in projections.parties.keys { projections.parties[account]?.toggle() }
        },
        "no deadlines": row { $0.deadlines = [] },
        "a deadline later": row { projections in
            projections.deadlines = Set(
                projections.deadlines.map {
                    ListedDeadline(due: $0.due - 1, name: $0.name, occasion: $0.occasion, status: $0.status)
                }
            )
        },
        "no keys": row { $0.hasKey = false },
        "no row at all": { $0.beside[CaseID(1)] = nil },
        "a key without a case": { $0.beside[CaseID(77), default: CaseProjections()].hasKey = true },
        "a deadline without a case": {
            $0.beside[CaseID(77), default: CaseProjections()].deadlines = [
                ListedDeadline(due: 0, name: "written", occasion: 0, status: "running")
            ]
        },
        "a series set back": { $0.series["危-社工科-115", default: 9] -= 1 },
        "a series forgotten": { $0.series = ["": $0.series["", default: 0]] },
        "a series more": { $0.series["x"] = 1 },
        "case ids counted anew": { $0.series[""] = 1 },
        "a bundle nobody uses, altered": { $0.bundles[String(repeating: "0", count: 64)] = [1] },
        "a notice away": { $0.outbox.remove(at: 0) },
        "the last notice away": { $0.outbox.removeLast() },
        "a notice more": { tampered in
            if let last = tampered.outbox.last { tampered.outbox.append(last.with(id: last.id + 1)) }
        },
        "a notice for somebody else": { $0.outbox[0] = $0.outbox[0].with(account: "wang") },
        "a notice about another case": { $0.outbox[0] = $0.outbox[0].with(caseID: CaseID(2)) },
        "a notice of another name": { $0.outbox[0] = $0.outbox[0].with(name: "x") },
        "a notice for another reason": { $0.outbox[0] = $0.outbox[0].with(reason: .missed) },
        "a notice with another text": {
            $0.outbox[0] = $0.outbox[0].with(text: World.text("無事", "all well"))
        },
        "a request of another entry": { $0.requests[0] = $0.requests[0].with(sequence: 1) },
        "a request of no entry": { $0.requests[0] = $0.requests[0].with(sequence: 999) },
        "a request of another case": { $0.requests[0] = $0.requests[0].with(caseID: CaseID(2)) },
        "a request forgotten": { $0.requests = [] },
        "a request of another key": {
            $0.requests[0] = $0.requests[0].with(key: [UInt8](repeating: 1, count: 16))
        },
        "a request twice": { $0.requests.append($0.requests[0].with(key: [1])) },
        "a number that an entry states": {
            entry(&$0, "\"number\":\"危-社工科-115-0003\"", "\"number\":\"危-0\"")
        },
        "a state that an entry enters": {
            entry(&$0, "\"entered\":[\"assigned\"]", "\"entered\":[\"closed\"]")
        },
        "the revision of an entry of the register": { tampered in
            let old = tampered.journal[0]
            let draft = EntryDraft(
                sequence: old.draft.sequence,
                caseID: nil,
                revision: 3,
                at: old.draft.at,
                kind: old.draft.kind,
                account: old.draft.account,
                bytes: old.draft.bytes
            )
            tampered.journal[0] = StoredEntry(draft: draft, hash: old.hash)
        },
        "the form of the file": { $0.structure = [World.text("壞", "bad")] },
    ]

    private static func played() throws -> Bench {
        let bench = try TamperingTests.played()
        // The last case has a deadline that still runs.
        _ = try bench.assign(try bench.open(key: "first").number)
        return bench
    }

    @Test func `Each change of a row is found`() throws {
        let bench = try TamperedRowsTests.played()
        try bench.storage.read { base in
            let whole = try TamperedSnapshot(base)
            #expect(try TamperingTests.report(whole, bench, level: 2).findings == [])
            for (name, change) in TamperedRowsTests.changes.sorted(by: { $0.key < $1.key }) {
                var tampered = whole
                change(&tampered)
                let report = try TamperingTests.report(tampered, bench, level: 2)
                #expect(!report.findings.isEmpty, "\(name)")
            }
        }
    }

    @Test func `A reason with the text that belongs to it is found by deciding again`() throws {
        let bench = try TamperedRowsTests.played()
        try bench.storage.read { base in
            var tampered = try TamperedSnapshot(base)
            let position = try #require(tampered.outbox.firstIndex { $0.reason == .missed })
            let rule = try #require(
                Sample.workflow.deadlines.first { $0.name == tampered.outbox[position].name }
            )
            tampered.outbox[position] = tampered.outbox[position]
                .with(text: rule.text(of: .reminder)).with(reason: .reminder)
            #expect(try TamperingTests.report(tampered, bench, level: 2).findings == [])
            #expect(try TamperingTests.report(tampered, bench, level: 3).findings.map(\.level) == [3])
        }
    }

    @Test func `A store that contradicts itself is a finding and no failure`() throws {
        let bench = try TamperedRowsTests.played()
        try bench.storage.read { base in
            var tampered = try TamperedSnapshot(base)
            tampered.isCorrupt = true
            let findings = try TamperingTests.report(tampered, bench, level: 2).findings
            #expect(findings.contains { $0.message.en.contains("cannot be read (no such table)") })
        }
    }

    @Test func `Rows of the register that fit nowhere are found even where entries have put them`() throws {
        let bench = try TamperedRowsTests.played()
        let circle = Unit(
            id: "county",
            name: World.text("縣", "County"),
            parent: "north",
            head: nil,
            profile: "p"
        )
        #expect(throws: Refusal.self) { try bench.put(.unit(circle)) }
        let entry = try bench.storage.write { transaction throws in
            let head = try transaction.chainHead()
            let entry = RegisterEntry(
                sequence: head.sequence + 1,
                at: head.at,
                account: Gate.system,
                change: .unit(circle)
            )
            _ = try transaction.append(entry.draft)
            try transaction.put(.unit, id: "county", row: entry.change.row)
            return entry
        }
        try bench.storage.read { base in
            let found = try TamperingTests.report(try TamperedSnapshot(base), bench, level: 2).findings
            #expect(found.contains { $0.message.en.hasPrefix("unit county parent") }, "\(entry.sequence)")
        }
    }
}

extension NoticeRow {
    fileprivate func with(
        id: Int64? = nil,
        account: String? = nil,
        caseID: CaseID? = nil,
        name: String? = nil,
        reason: Reason? = nil,
        text: LocalizedText? = nil
    ) -> NoticeRow {
        NoticeRow(
            id: id ?? self.id,
            account: account ?? self.account,
            caseID: caseID ?? self.caseID,
            name: name ?? self.name,
            reason: reason ?? self.reason,
            text: text ?? self.text,
            at: at
        )
    }
}

extension AnsweredKey {
    fileprivate func with(key: [UInt8]? = nil, sequence: Int64? = nil, caseID: CaseID? = nil) -> AnsweredKey {
        AnsweredKey(
            key: key ?? self.key,
            request: request,
            sequence: sequence ?? self.sequence,
            caseID: caseID ?? self.caseID
        )
    }
}
