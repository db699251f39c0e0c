import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Statechart
import TestFolders
import Testing
import Values

/// A case that was kept on paper is entered with the instants claimed for it, beside those of the entering.
@Suite struct TakeOverTests {
    /// The stores that it has to work on.
    enum Store: String, CaseIterable {
        case memory, sqlite

        func bench() throws -> Bench {
            switch self {
            case .memory: return try Bench()
            case .sqlite:
                return try Bench(storage: SQLiteStorage(path: TestFolder.make("paper") + "/case.db"))
            }
        }
    }

    private static func at(_ text: String) -> Instant { World.at(text + ":00+08:00") }

    private static let report: ValueMap = [
        "kind": "threat", "worker": "lin", "occurredAt": "2026-11-01T08:30+08:00",
        "knownAt": "2026-11-01T08:50+08:00", "narrative": "當面恐嚇",
    ]

    private static func step(_ action: String, _ at: String, _ data: ValueMap = [:]) -> PaperCase.Step {
        PaperCase.Step(action: action, data: data, at: TakeOverTests.at(at))
    }

    private static let assigned = step("assign", "2026-11-01T09:20", ["companion": "chen"])

    private static func paper(
        _ steps: [PaperCase.Step],
        at opened: String = "2026-11-01T09:00",
        workflow: String = "sample",
        data: ValueMap = report,
        record: PaperRecord = PaperRecord(reference: "簿冊第 12 號", reason: "停機期間以紙本受理")
    ) -> PaperCase {
        PaperCase(workflow: workflow, unit: "north", data: data, at: at(opened), paper: record, steps: steps)
    }

    private static func ask(
        _ bench: Bench,
        _ paper: PaperCase,
        by account: String = "chen",
        key: String? = nil,
        isDryRun: Bool = false
    ) throws -> Result<Receipt, Refusal> {
        try bench.engine.perform(
            Request(account: account, key: key, isDryRun: isDryRun, command: .takeOver(paper))
        )
    }

    private static func history(_ bench: Bench, _ number: String) async throws -> [EntryView] {
        try await bench.engine.history(number: number, cursor: nil, limit: 99, as: "chen").items
    }

    private static func deadline(_ bench: Bench, _ number: String, _ name: String) async throws -> Deadline {
        let view = try await bench.engine.view(number: number, as: "chen")
        return try #require(view.deadlines.map(\.deadline).last { $0.name == name })
    }

    // MARK: Time

    @Test(arguments: Store.allCases)
    func `claimed and recorded times stand side by side, and nothing is late for being typed in later`(
        store: Store
    ) async throws {
        let bench = try store.bench()
        let closed = TakeOverTests.step("close", "2026-11-05T10:00", ["result": "已結"])
        let receipt = try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned, closed]))
            .get()
        #expect(receipt.revision == 3 && receipt.at == World.start)
        let entries = try await TakeOverTests.history(bench, receipt.number)
        #expect(entries.map(\.event) == ["open", "assign", "close"])
        #expect(entries.allSatisfy { $0.at == World.start && $0.account == "chen" })
        #expect(
            entries.map(\.claimed)
                == ["2026-11-01T09:00", "2026-11-01T09:20", "2026-11-05T10:00"].map(TakeOverTests.at)
        )
        let companion = try await TakeOverTests.deadline(bench, receipt.number, "companion")
        #expect(companion.status == .met && companion.missedAt == nil)
        #expect(companion.satisfiedAt == TakeOverTests.at("2026-11-01T09:20"))
        #expect(companion.recordedAt == World.start)
        let review = try await TakeOverTests.deadline(bench, receipt.number, "review")
        #expect(review.status == .cancelled && review.missedAt == nil && review.recordedAt == World.start)
        #expect(review.from == TakeOverTests.at("2026-11-01T09:20"))
        let summary = try await bench.engine.view(number: receipt.number, as: "chen").summary
        #expect(summary.openedAt == TakeOverTests.at("2026-11-01T09:00"))
        #expect(summary.changedAt == World.start)
        #expect(summary.paper?.record == PaperRecord(reference: "簿冊第 12 號", reason: "停機期間以紙本受理"))
        #expect(summary.paper?.recordedAt == World.start)
        #expect(try await bench.verified().findings == [])
    }

    @Test(arguments: Store.allCases)
    func `what fell due between two steps falls due at its own instant`(store: Store) async throws {
        let bench = try store.bench()
        let closed = TakeOverTests.step("close", "2026-11-20T10:00", ["result": "已結"])
        let number = try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned, closed])).get()
            .number
        let entries = try await TakeOverTests.history(bench, number)
        #expect(entries.map(\.event) == ["open", "assign", "deadline.missed.review", "close"])
        let due = TakeOverTests.at("2026-11-12T00:00")
        #expect(entries[2].claimed == due && entries[2].at == World.start && entries[2].account == nil)
        let review = try await TakeOverTests.deadline(bench, number, "review")
        #expect(review.due == due && review.missedAt == due)
        let missed = try bench.storage.read { try $0.notices(after: 0, limit: 99) }.filter {
            $0.reason == .missed
        }
        #expect(missed.map(\.at) == [World.start], "told now, because nobody was told then")
        #expect(try await bench.verified().findings == [])
    }

    @Test func `a step at the very instant at which something is due comes after it`() async throws {
        let bench = try Bench()
        let closed = TakeOverTests.step("close", "2026-11-12T00:00", ["result": "已結"])
        let number = try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned, closed])).get()
            .number
        #expect(
            try await TakeOverTests.history(bench, number).map(\.event).contains("deadline.missed.review")
        )
        let earlier = TakeOverTests.step("close", "2026-11-11T23:59", ["result": "已結"])
        let other = try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned, earlier])).get()
            .number
        #expect(
            try await !TakeOverTests.history(bench, other).map(\.event).contains("deadline.missed.review")
        )
    }

    @Test(arguments: Store.allCases)
    func `what is due by now falls due after the last step, as after downtime`(store: Store) async throws {
        let bench = try store.bench()
        let number = try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned])).get().number
        let entries = try await TakeOverTests.history(bench, number)
        #expect(entries.map(\.event) == ["open", "assign", "deadline.missed.review"])
        #expect(entries.last?.claimed == nil)
        #expect(try await TakeOverTests.deadline(bench, number, "review").missedAt == World.start)
        let late = try bench.act("close", number, ["result": "已結"]).get()
        #expect(late.revision == 4)
        #expect(try await bench.verified().findings == [])
    }

    @Test func `nobody is reminded of what is past, and of what is still to be done once`() async throws {
        let bench = try Bench()
        func reminders() throws -> Int {
            try bench.storage.read { try $0.notices(after: 0, limit: 99) }.filter { $0.reason == .reminder }
                .count
        }
        _ = try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned])).get()
        #expect(try reminders() == 0)
        let open = try TakeOverTests.ask(bench, TakeOverTests.paper([])).get().number
        #expect(try await TakeOverTests.history(bench, open).map(\.event) == ["open", "reminder.companion"])
        // The supervisors of the unit are told, once each.
        let told = try bench.storage.read { try $0.notices(after: 0, limit: 99) }.filter {
            $0.reason == .reminder
        }
        #expect(Set(told.map(\.account)).count == told.count && !told.isEmpty)
    }

    // MARK: All or nothing

    @Test(arguments: Store.allCases)
    func `a refused step keeps all of it out and names itself`(store: Store) async throws {
        let bench = try store.bench()
        let before = try bench.storage.read { try $0.chainHead() }
        let steps = [TakeOverTests.assigned, TakeOverTests.step("close", "2026-11-05T10:00")]
        let answer = try TakeOverTests.ask(bench, TakeOverTests.paper(steps), key: "k")
        guard case .failure(.inStep(1, .unmet("close", let findings))) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(findings.map(\.clause) == ["K-15.1"])
        #expect(try bench.storage.read { try $0.chainHead() } == before)
        let refusal = try #require(try bench.storage.read { try $0.refusals(limit: 9) }.first)
        #expect(refusal.action == "close" && refusal.kind == "unmet" && refusal.caseID == nil)
        // The number is free again, and so is the key.
        #expect(try bench.open().number == "危-社工科-115-0001")
        #expect(
            try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned]), key: "k").get()
                .isRepeated == false
        )
        #expect(try await bench.verified().findings == [])
    }

    @Test func `the opening itself can be refused, without a step`() throws {
        let bench = try Bench()
        let answer = try TakeOverTests.ask(bench, TakeOverTests.paper([], data: ["kind": "threat"]))
        guard case .failure(.invalidData(let problems)) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(problems.map(\.field) == ["worker"])
        #expect(
            try TakeOverTests.ask(bench, TakeOverTests.paper([]), by: "wang")
                == .failure(.notPermitted(action: "open", by: ["social-worker", "supervisor"]))
        )
    }

    @Test func `roles count as they are today, not as they were then`() throws {
        let bench = try Bench()
        let old = TakeOverTests.paper([], at: "2025-12-01T09:00")
        #expect(
            try TakeOverTests.ask(bench, old, by: "past")
                == .failure(.notPermitted(action: "open", by: ["social-worker", "supervisor"]))
        )
        // A social worker may open the case but not assign somebody.
        guard
            case .failure(.inStep(0, .notPermitted)) = try TakeOverTests.ask(
                bench,
                TakeOverTests.paper([TakeOverTests.assigned]),
                by: "lin"
            )
        else {
            Issue.record("a step was taken by somebody who may not take it")
            return
        }
    }

    @Test(
        arguments: [
            (paper([], at: "2026-11-24T09:01"), nil, "at"), (paper([], at: "2006-11-23T23:59"), nil, "at"),
            (paper([step("assign", "2026-11-01T08:59")]), 0, "at"),
            (paper([assigned, step("close", "2026-11-01T09:19")]), 1, "at"),
            (paper([assigned, step("close", "2026-11-24T09:01")]), 1, "at"),
            (paper([], record: PaperRecord(reference: " \n")), nil, "paper.reference"),
            (
                paper([], record: PaperRecord(reference: String(repeating: "簿", count: 201))), nil,
                "paper.reference"
            ),
            (
                paper([], record: PaperRecord(reference: "x", reason: String(repeating: "因", count: 1_001))),
                nil,
                "paper.reason"
            ),
            (paper(Array(repeating: assigned, count: 201)), nil, "steps"),
        ] as [(PaperCase, Int?, String)]
    )
    func `what cannot be claimed is refused in both languages`(paper: PaperCase, step: Int?, field: String)
        throws
    {
        let answer = try TakeOverTests.ask(try Bench(), paper)
        guard case .failure(let refusal) = answer, case .invalidData(let problems) = refusal.cause else {
            Issue.record("\(answer)")
            return
        }
        #expect(refusal.step == step && problems.map(\.field) == [field])
        #expect(problems.allSatisfy { !$0.message.zhHant.isEmpty && !$0.message.en.isEmpty })
    }

    @Test(arguments: ["2026-11-24T09:00", "2006-11-24T00:00"])
    func `now and twenty years ago can be claimed`(opened: String) throws {
        #expect(throws: Never.self) {
            try TakeOverTests.ask(try Bench(), TakeOverTests.paper([], at: opened)).get()
        }
    }

    // MARK: Requests

    @Test(arguments: Store.allCases)
    func `the same key has one effect, and another step is another request`(store: Store) async throws {
        let bench = try store.bench()
        let paper = TakeOverTests.paper([TakeOverTests.assigned])
        let first = try TakeOverTests.ask(bench, paper, key: "k1").get()
        let again = try TakeOverTests.ask(bench, paper, key: "k1").get()
        #expect(again.isRepeated && again.number == first.number && again.sequence == first.sequence)
        let others = [
            TakeOverTests.paper([TakeOverTests.step("assign", "2026-11-01T09:21", ["companion": "chen"])]),
            TakeOverTests.paper([TakeOverTests.assigned], at: "2026-11-01T09:01"),
            TakeOverTests.paper([TakeOverTests.assigned], record: PaperRecord(reference: "簿冊第 13 號")),
            TakeOverTests.paper([]),
        ]
        for other in others {
            #expect(try TakeOverTests.ask(bench, other, key: "k1") == .failure(.keyReused))
        }
        #expect(try await bench.verified().findings == [])
    }

    @Test(arguments: Store.allCases)
    func `a dry run says where the case would stand and leaves nothing`(store: Store) throws {
        let bench = try store.bench()
        let before = try bench.storage.read { try $0.chainHead() }
        let paper = TakeOverTests.paper([TakeOverTests.assigned])
        let receipt = try TakeOverTests.ask(bench, paper, key: "k", isDryRun: true).get()
        #expect(
            receipt.isDryRun && receipt.entered.contains("assigned") && !receipt.entered.contains("received")
        )
        #expect(try bench.storage.read { try $0.chainHead() } == before)
        #expect(try !TakeOverTests.ask(bench, paper, key: "k").get().isRepeated)
    }

    @Test func `the number is of the year in which the case was opened`() throws {
        let bench = try Bench()
        let old = try TakeOverTests.ask(bench, TakeOverTests.paper([], at: "2025-12-31T23:59")).get()
        #expect(old.number == "危-社工科-114-0001")
        #expect(try bench.open().number == "危-社工科-115-0001")
    }

    // MARK: Other cases

    @Test(arguments: Store.allCases)
    func `what a step on paper started runs by the claimed time too`(store: Store) async throws {
        let bench = try store.bench()
        let steps = [
            TakeOverTests.step("help", "2026-11-02T09:00"), TakeOverTests.step("tell", "2026-11-03T09:00"),
            TakeOverTests.step("close", "2026-11-20T09:00"),
        ]
        let receipt = try TakeOverTests.ask(bench, TakeOverTests.paper(steps, workflow: "family")).get()
        #expect(receipt.started.count == 1 && receipt.revision == 5)
        let entries = try await TakeOverTests.history(bench, receipt.number)
        #expect(entries.map(\.event) == ["open", "help", "tell", "asked.again", "close"])
        #expect(entries[3].claimed == TakeOverTests.at("2026-11-13T09:00"))
        let child = try await bench.engine.view(number: receipt.started[0], as: "chen").summary
        #expect(child.openedAt == TakeOverTests.at("2026-11-02T09:00"))
        #expect(child.paper?.record.reference == "簿冊第 12 號")
        #expect(try await bench.verified().findings == [])
    }

    @Test func `other cases that are reached run on by the journal's time`() async throws {
        let bench = try Bench()
        let known = try bench.open().number
        var data = TakeOverTests.report
        data["occurredAt"] = "2026-11-20T08:30+08:00"
        data["knownAt"] = "2026-11-20T08:50+08:00"
        data["injured"] = 1
        data["workplace"] = "centre"
        _ = try TakeOverTests.ask(bench, TakeOverTests.paper([], at: "2026-11-20T09:00", data: data)).get()
        let last = try #require(try await TakeOverTests.history(bench, known).last)
        #expect(last.kind == .facts && last.claimed == nil && last.at == World.start)
        #expect(try await bench.verified().findings == [])
    }

    // MARK: Verification

    private static let claimed = "the time claimed for it cannot be"

    @Test(
        "a claim that cannot be is found even with all hashes made anew",
        arguments: [
            // Past the recording, before the step before, left out, in a case that is not from paper, added later.
            (1, "\"claimed\":1793496000000", "\"claimed\":1893495400000", claimed),
            (1, "\"claimed\":1793496000000", "\"claimed\":1793494799999", claimed),
            (0, "\"claimed\":1793494800000,", "", claimed),
            (0, ",\"paper\":[\"簿冊第 12 號\",\"停機期間以紙本受理\"]", "", claimed),
            (2, "\"kind\":\"action\"", "\"claimed\":1795482000000,\"kind\":\"action\"", claimed),
            (1, "\"claimed\":1793496000000,", "", "decided again it comes out differently"),
            (
                1, "\"claimed\":1793496000000", "\"claimed\":1793496000001",
                "decided again it comes out differently"
            ),
            (0, "簿冊第 12 號", "簿冊第 13 號", "the case is not what its entries make it"),
        ]
    )
    func tampered(entry: Int, old: String, new: String, message: String) throws {
        let bench = try Bench()
        let number = try TakeOverTests.ask(bench, TakeOverTests.paper([TakeOverTests.assigned])).get().number
        _ = try bench.act("describe", number, ["injured": 0]).get()
        try bench.storage.read { base in
            var snapshot = try TamperedSnapshot(base)
            let own = snapshot.journal.indices.filter {
                snapshot.journal[$0].draft.caseID != nil
                    && [.open, .action].contains(snapshot.journal[$0].draft.kind)
            }
            let draft = snapshot.journal[own[entry]].draft
            let text = String(decoding: draft.bytes, as: UTF8.self)
            let found = try #require(text.firstRange(of: old), "\(text)")
            let changed = EntryDraft(
                sequence: draft.sequence,
                caseID: draft.caseID,
                revision: draft.revision,
                at: draft.at,
                kind: draft.kind,
                account: draft.account,
                bytes: Array((text[..<found.lowerBound] + new + text[found.upperBound...]).utf8)
            )
            snapshot.journal[own[entry]] = StoredEntry(draft: changed, hash: [])
            snapshot.rechain()
            let findings = try TamperingTests.report(snapshot, bench).findings
            #expect(findings.contains { $0.message.en == message }, "\(findings)")
        }
    }
}
