import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Statechart
import Testing
import Values

/// What is put right, and what comes of it; two persons, one transaction, one entry for each case.
@Suite struct CorrectionTests {
    private static func at(_ text: String) -> Instant { World.at(text + ":00+08:00") }

    // MARK: Verbs

    @Test(arguments: CorrectingStore.allCases)
    func `a wrong time of an act is put right, and the deadline that turns overdue is shown before it is`(
        store: CorrectingStore
    ) async throws {
        let bench = try store.bench()
        let number = try bench.assignedLate()
        bench.clock.move(to: "2026-12-08T09:00:00+08:00")
        let before = try #require(try bench.deadline("review", of: number))
        #expect(before.status == .running && before.due == Self.at("2026-12-12T00:00"))
        let id = try bench.draft([
            (number, .retime(try bench.revision(of: "assign", number), to: Self.at("2026-11-25T10:00")))
        ])
        let view = try #require(try bench.preview(id))
        let shown = try #require(view.cases.first?.difference)
        let clock = try #require(shown.deadlines.first { $0.rule.name == "review" })
        #expect(!clock.wasLate && clock.isLate && clock.after?.due == Self.at("2026-12-08T00:00"))
        let place = try bench.revision(of: "assign", number)
        #expect(shown.timeline.map(\.kind) == [.retimed] && shown.timeline.map(\.revision) == [place])
        #expect(view.needsSecond && view.traits == [.movesDeadline, .retime])
        #expect(try bench.deadline("review", of: number) == before, "a preview keeps nothing")
        _ = try bench.propose(id).get()
        let done = try #require(try bench.approve(id).get().change)
        #expect(done.set.receipt == "更-115-0001" && done.set.state == .applied && done.set.approver == "ho")
        // Looked at later, it still has the fingerprint that was agreed to.
        #expect(try bench.preview(id)?.fingerprint == done.set.fingerprint)
        let after = try #require(try bench.deadline("review", of: number))
        #expect(after.due == Self.at("2026-12-08T00:00") && after.status == .missed)
        let history = try await bench.engine.history(number: number, cursor: nil, limit: 9, as: "chen").items
        #expect(history.map(\.kind).suffix(3) == [.action, .correction, .deadline])
        let entry = try #require(history.first { $0.kind == .correction })
        #expect(entry.account == "lai" && entry.reason?.contains("更-115-0001") == true)
        #expect(try await bench.verified().findings == [])
    }

    @Test(arguments: CorrectingStore.allCases)
    func `a field gets another value wherever its wrong one was given, and what follows from it follows`(
        store: CorrectingStore
    ) async throws {
        let bench = try store.bench()
        let number = try bench.open().number
        _ = try bench.act("describe", number, ["knownAt": "2026-11-24T08:50+08:00"], by: "lin").get()
        let done = try bench.correct([(number, .setField("knownAt", "115/11/24 07:10"))])
        #expect(try bench.file(number).data["knownAt"] == .timestamp(Self.at("2026-11-24T07:10")))
        #expect(try bench.deadline("companion", of: number)?.from == Self.at("2026-11-24T07:10"))
        let shown = try #require(done.cases.first?.difference)
        #expect(
            shown.timeline.map(\.revision) == [1, 2] && shown.timeline.map(\.kind) == [.amended, .amended]
        )
        #expect(shown.data.map(\.name) == ["knownAt"])
        #expect(try await bench.verified().findings == [])
    }

    @Test func `an act that is voided has not happened, and what it had met is open again`() async throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        let done = try bench.correct([(number, .void(try bench.revision(of: "assign", number)))])
        let file = try bench.file(number)
        #expect(file.chart.configuration.contains("received") && file.data["companion"] == nil)
        let review = try bench.deadline("review", of: number)
        let companion = try bench.deadline("companion", of: number)
        #expect(review?.status == .cancelled && companion?.status == .running)
        let shown = try #require(done.cases.first?.difference)
        #expect(shown.opened == ["assign"] && shown.closed == ["close"] && shown.left == ["assigned"])
        #expect(try await bench.verified().findings == [])
    }

    @Test func `a forgotten act is added at its own time`() async throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.open().number
        bench.clock.move(to: "2026-12-01T10:00:00+08:00")
        _ = try bench.correct([
            (number, .append("assign", data: ["companion": "chen"], at: Self.at("2026-11-24T10:00")))
        ])
        #expect(try bench.file(number).chart.configuration.contains("assigned"))
        #expect(try bench.deadline("review", of: number)?.due == Self.at("2026-12-05T00:00"))
        #expect(try bench.deadline("companion", of: number)?.satisfiedAt == Self.at("2026-11-24T10:00"))
        #expect(try await bench.verified().findings == [])
    }

    @Test func `a case is brought to a state on a lawful way, which is shown`() async throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        _ = try bench.act("close", number, ["result": "已結"]).get()
        let id = try bench.draft([(number, .restate("assigned", way: nil))])
        let shown = try #require(try bench.preview(id)?.cases.first?.difference)
        let place = try bench.revision(of: "close", number)
        #expect(shown.timeline.map(\.kind) == [.voided] && shown.timeline.map(\.revision) == [place])
        _ = try bench.propose(id).get()
        _ = try bench.approve(id).get()
        #expect(try bench.file(number).chart.configuration.contains("assigned"))
        #expect(throws: Refusal.self) { try bench.draft([(number, .restate("proposed", way: nil))]) }
        #expect(try await bench.verified().findings == [])
    }

    @Test func `the cases of somebody who left pass to another by one person in one act`() async throws {
        let bench = try CorrectingStore.memory.bench()
        let numbers = try (0..<3).map { _ in try bench.assignedLate() }
        let id = try bench.draft(numbers.map { ($0, .reassign(from: "chen", to: "chief")) }, by: "chief")
        let done = try #require(try bench.propose(id, by: "chief").get().change)
        #expect(done.set.state == .applied && done.set.approver == nil)
        for number in numbers { #expect(try bench.file(number).data["companion"] == "chief") }
        #expect(try await bench.verified().findings == [])
    }

    @Test func `what would make later acts impossible is refused, and names them`() throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        _ = try bench.act("close", number, ["result": "已結"]).get()
        let id = try bench.draft([(number, .void(try bench.revision(of: "assign", number)))])
        guard
            case .failure(.notPossible("correct", [], let because?)) = try bench.change(
                .preview(set: id, reveals: false),
                isDryRun: true
            )
        else {
            Issue.record("not refused")
            return
        }
        let close = try bench.revision(of: "close", number)
        #expect(because.en.contains("v\(close) close") && because.zhHant.contains("v\(close) close"))
        let other = try bench.draft([(number, .setField("worker", "chen"))])
        guard
            case .failure(.notPossible("correct", [], let reason?)) = try bench.change(
                .preview(set: other, reveals: false),
                isDryRun: true
            )
        else {
            Issue.record("not refused")
            return
        }
        #expect(reason.en.contains("L-6.0b"))
    }

    // MARK: Undo

    @Test(arguments: CorrectingStore.allCases)
    func `what was put right is undone by another change set, and so is the undoing`(store: CorrectingStore)
        async throws
    {
        let bench = try store.bench()
        let number = try bench.assignedLate()
        let before = try bench.file(number)
        _ = try bench.correct([
            (number, .retime(try bench.revision(of: "assign", number), to: Self.at("2026-11-30T10:00")))
        ])
        #expect(try bench.deadline("review", of: number)?.due == Self.at("2026-12-11T00:00"))
        for (receipt, due) in [
            ("更-115-0001", "2026-12-12T00:00"), ("更-115-0002", "2026-12-11T00:00"),
            ("更-115-0003", "2026-12-12T00:00"),
        ] {
            let begun = try bench.change(.begin(title: "撤銷", undoing: receipt)).get()
            let id = try #require(begun.change?.set.id)
            _ = try bench.propose(id).get()
            _ = try bench.approve(id).get()
            #expect(try bench.deadline("review", of: number)?.due == Self.at(due), "\(receipt)")
        }
        let after = try bench.file(number)
        #expect(after.deadlines == before.deadlines && after.data == before.data)
        #expect(try await bench.verified().findings == [])
    }

    @Test func `an undoing lists the later acts that relied on the value`() throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.open().number
        _ = try bench.correct([(number, .setField("worker", "magistrate"))])
        _ = try bench.assign(number)
        let begun = try bench.change(.begin(title: "撤銷", undoing: "更-115-0001")).get()
        let id = try #require(begun.change?.set.id)
        let shown = try #require(try bench.preview(id)?.cases.first?.difference)
        #expect(shown.relied.map(\.event) == ["assign"] && shown.relied.map(\.fields) == [["worker"]])
    }

    // MARK: Two persons

    @Test func `nobody agrees to what the same natural person has proposed, and not everybody may`() throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        let id = try bench.draft([
            (number, .retime(try bench.revision(of: "assign", number), to: Self.at("2026-11-30T10:00")))
        ])
        _ = try bench.propose(id).get()
        guard case .failure(.notPossible("approve", [], let because?)) = try bench.approve(id, by: "twin")
        else {
            Issue.record("not refused")
            return
        }
        #expect(because.en.contains("natural person"))
        #expect(throws: Refusal.notPermitted(action: "approve", by: ["approver"])) {
            try bench.approve(id, by: "lai").get()
        }
        for account in ["clerk", "far", "lin", "chen"] {
            #expect(throws: Refusal.self, "\(account)") { try bench.approve(id, by: account).get() }
        }
        let before = try bench.file(number).revision
        _ = try bench.approve(id).get()
        #expect(try bench.file(number).revision == before + 1)
    }

    @Test
    func `an administrator without rights on the case, and whoever is kept away, cannot tell that it exists`()
        throws
    {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.open().number
        let begun = try bench.change(.begin(title: "補正", undoing: nil), by: "clerk").get()
        let id = try #require(begun.change?.set.id)
        for number in [number, "危-社工科-115-9999"] {
            #expect(throws: Refusal.unknown(.case)) {
                try bench.change(.add(set: id, number: number, .recompute, revision: nil), by: "clerk").get()
            }
        }
        let other = try bench.draft([(number, .recompute)])
        for set in [other, "D-9999"] {
            #expect(throws: Refusal.unknown(.changeSet)) { try bench.preview(set, by: "clerk") }
        }
        _ = try bench.act("describe", number, ["harmers": [["person": "lai"]]], by: "lin").get()
        #expect(throws: Refusal.unknown(.changeSet)) { try bench.preview(other) }
        #expect(throws: Refusal.unknown(.case)) { try bench.draft([(number, .recompute)]) }
    }

    @Test func `its number does not tell how much else is written`() throws {
        let bench = try CorrectingStore.memory.bench()
        let first = try bench.change(.begin(title: "補正", undoing: nil), by: "clerk").get()
        for _ in 0..<3 { _ = try bench.open() }
        let second = try bench.change(.begin(title: "補正", undoing: nil), by: "clerk").get()
        #expect([first, second].map(\.change?.set.id) == ["D-1", "D-2"])
    }

    @Test func `what has changed since is stale`() throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        let id = try bench.draft([
            (number, .retime(try bench.revision(of: "assign", number), to: Self.at("2026-11-30T10:00")))
        ])
        _ = try bench.propose(id).get()
        _ = try bench.act("describe", number, ["injured": 3], by: "lin").get()
        let revision = try bench.file(number).revision
        #expect(throws: Refusal.conflict(revision: revision)) { try bench.preview(id, by: "ho") }
        let wrong = ChangeRequest.approve(set: id, fingerprint: "0000-0000", digits: String(number.suffix(4)))
        #expect(throws: Refusal.conflict(revision: revision)) { try bench.change(wrong, by: "ho").get() }
    }

    @Test func `an urgent one is applied at once on somebody's word, and waits for a second person`()
        async throws
    {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        let id = try bench.draft(
            [(number, .retime(try bench.revision(of: "assign", number), to: Self.at("2026-11-30T10:00")))],
            by: "duty"
        )
        #expect(throws: Refusal.self) { try bench.propose(id, consent: "duty", by: "duty").get() }
        let before = try bench.file(number).revision
        let done = try #require(try bench.propose(id, consent: "ho", by: "duty").get().change)
        #expect(done.set.state == .urgent && done.set.agreeBy == Self.at("2026-12-02T10:00"))
        #expect(try bench.file(number).revision == before + 1)
        bench.clock.move(to: "2026-12-03T10:00:00+08:00")
        #expect(try await bench.engine.proposals(as: "ho").map(\.isOverdue) == [true])
        let digits = String(number.suffix(4))
        let agreed = ChangeRequest.approve(set: id, fingerprint: done.fingerprint ?? "", digits: digits)
        #expect(try bench.change(agreed, by: "ho").get().change?.set.state == .applied)
        #expect(try await bench.engine.proposals(as: "ho").isEmpty)
        let lai = try bench.draft([
            (number, .retime(try bench.revision(of: "assign", number), to: Self.at("2026-11-29T10:00")))
        ])
        #expect(throws: Refusal.notPermitted(action: "propose --urgent", by: ["duty-supervisor"])) {
            try bench.propose(lai, consent: "ho").get()
        }
        #expect(try await bench.verified().findings == [])
    }

    // MARK: Secrets

    @Test func `sealed values are masked unless asked for, and stand nowhere in clear`() async throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.open().number
        let secret = "不可外洩之更正內容"
        let id = try bench.draft([(number, .setField("narrative", .string(secret)))])
        #expect(try bench.preview(id)?.cases.first?.masked == ["narrative"])
        #expect(try bench.preview(id, reveals: true)?.cases.first?.masked == [])
        _ = try bench.propose(id).get()
        _ = try? bench.approve(id).get()
        let text = Array(secret.utf8)
        try bench.storage.read { snapshot in
            for entry in try snapshot.entries(after: 0, limit: 999) {
                #expect(!entry.draft.bytes.contains(text))
            }
        }
        #expect(try await bench.verified().findings == [])
    }

    // MARK: Once, and all or nothing

    @Test func `the same request has one effect, however often it comes`() async throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        let id = try bench.draft([
            (number, .retime(try bench.revision(of: "assign", number), to: Self.at("2026-11-30T10:00")))
        ])
        let view = try #require(try bench.propose(id).get().change)
        let agreed = ChangeRequest.approve(
            set: id,
            fingerprint: view.fingerprint ?? "",
            digits: String(number.suffix(4))
        )
        let before = try bench.file(number).revision
        let first = try bench.change(agreed, by: "ho", key: "k1").get()
        let second = try bench.change(agreed, by: "ho", key: "k1").get()
        #expect(second.isRepeated && second.sequence == first.sequence)
        #expect(second.change?.set.receipt == "更-115-0001")
        #expect(try bench.file(number).revision == before + 1)
        #expect(try await bench.verified().findings == [])
    }

    @Test func `a failure at any call leaves nothing of it, or all of it`() async throws {
        for calls in stride(from: 0, to: 60, by: 3) {
            let storage = FailingStorage(MemoryStorage())
            let bench = try Bench(storage: storage)
            try bench.admitCorrectors()
            let numbers = [try bench.assignedLate(), try bench.assignedLate()]
            let id = try bench.draft(
                numbers.map {
                    ($0, .retime(try bench.revision(of: "assign", $0), to: Self.at("2026-11-30T10:00")))
                }
            )
            let view = try #require(try bench.propose(id).get().change)
            let agreed = ChangeRequest.approve(
                set: id,
                fingerprint: view.fingerprint ?? "",
                digits: String(numbers[0].suffix(4))
            )
            storage.arm(.full, after: calls)
            let failed = (try? bench.change(agreed, by: "ho").get()) == nil
            let isReached = storage.disarm()
            #expect(failed == isReached)
            let corrected = try numbers.map { try bench.revision(of: "correct", $0) > 0 }
            #expect(corrected == [!failed, !failed], "call \(calls)")
            #expect(try await bench.verified().findings == [])
        }
    }
}
