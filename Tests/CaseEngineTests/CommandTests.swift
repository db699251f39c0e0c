import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Statechart
import Testing
import Values

@Suite struct CommandTests {
    @Test func `A report lives from opening to closure, and the journal proves it`() async throws {
        let bench = try Bench()
        let opened = try bench.open()
        #expect(opened.number == "危-社工科-115-0001" && opened.revision == 1)
        #expect(try bench.assign(opened.number).entered == ["assigned"])
        #expect(try bench.act("close", opened.number, ValueMap([("result", "已結")])).get().revision == 3)
        let report = try await bench.verified()
        #expect(report.findings.isEmpty && report.cases == 1 && report.decided == 3)
    }

    @Test func `A refusal leaves no trace but its own`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let before = try bench.storage.read { try $0.chainHead() }
        guard case .failure(.unmet) = try bench.act("assign", number, ValueMap([("companion", "lin")])) else {
            Issue.record("not refused")
            return
        }
        #expect(try bench.storage.read { try $0.chainHead() } == before)
        let row = try #require(try bench.storage.read { try $0.refusals(limit: 1) }.first)
        #expect(
            row.kind == "unmet" && row.clauses == ["L-6.0b"] && row.attributes == ["companion", "worker"]
        )
    }

    @Test func `The same key and request have one effect, another request under it none`() throws {
        let bench = try Bench()
        let first = try bench.open(key: "k1")
        let again = try bench.open(key: "k1")
        #expect(again.number == first.number && again.sequence == first.sequence && again.isRepeated)
        var other = World.report
        other["injured"] = 2
        #expect(throws: Refusal.keyReused) { try bench.open(other, key: "k1") }
        let assigned = try bench.assign(first.number, key: "k2")
        _ = try bench.act("close", first.number, ValueMap([("result", "已結")])).get()
        let repeated = try bench.assign(first.number, key: "k2")
        #expect(
            repeated.entered == assigned.entered && repeated.revision == assigned.revision
                && repeated.isRepeated
        )
        #expect(try bench.storage.read { try $0.caseCount() } == 1)
    }

    @Test func `A dry run goes the whole way and keeps nothing`() throws {
        let bench = try Bench()
        let number = try bench.open().number
        let before = try bench.storage.read { try $0.chainHead() }
        let data = ValueMap([("companion", "chen")])
        let receipt = try bench.act("assign", number, data, key: "k", isDryRun: true).get()
        #expect(receipt.isDryRun && receipt.entered == ["assigned"] && receipt.notices == 1)
        #expect(try bench.storage.read { try $0.chainHead() } == before)
        #expect(try bench.act("assign", number, data, key: "k").get().isRepeated == false)
    }

    @Test func `A stale revision is a conflict, and nobody else learns the revision`() throws {
        let bench = try Bench()
        let number = try bench.open().number
        #expect(throws: Refusal.conflict(revision: 1)) { try bench.act("assign", number, revision: 9).get() }
        #expect(throws: Refusal.unknown(.case)) {
            try bench.act("assign", number, by: "wang", revision: 9).get()
        }
    }

    @Test func `What may not be known is refused as what does not exist`() async throws {
        let bench = try Bench()
        var report = World.report
        report["harmers"] = [["person": "chief"]]
        let number = try bench.open(report).number
        #expect(throws: Refusal.unknown(.case)) { try bench.act("assign", number, by: "chief").get() }
        #expect(throws: Refusal.unknown(.case)) {
            try bench.act("assign", "危-社工科-115-9999", by: "chief").get()
        }
        for account in ["chief", "wang"] {
            #expect(try await bench.engine.cases(CaseListing(), as: account).items.isEmpty)
            #expect(try await bench.engine.numbers(matching: "危", limit: 9, as: account).isEmpty)
            #expect(
                try await bench.engine.deadlines(dueBefore: nil, overdueOnly: false, limit: 9, as: account)
                    .items.isEmpty
            )
            await #expect(throws: Refusal.unknown(.case)) {
                try await bench.engine.view(number: number, as: account)
            }
            await #expect(throws: Refusal.unknown(.case)) {
                try await bench.engine.history(number: number, cursor: nil, limit: 9, as: account)
            }
        }
    }

    @Test func `After a referral the old number says referred to whoever knew it, and nothing to the head`()
        async throws
    {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try bench.act("describe", number, ["harmers": [["person": "chief"]]], by: "lin").get()
        let left = try await bench.engine.view(number: number, as: "chen")
        #expect(left.summary.isReferred && left.fields.isEmpty && left.actions.isEmpty)
        await #expect(throws: Refusal.unknown(.case)) {
            try await bench.engine.view(number: number, as: "chief")
        }
        let moved = try await bench.engine.cases(CaseListing(), as: "magistrate").items
        #expect(moved.map(\.number) == ["危-海風縣政府-115-0001"])
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `Two reports in one batch see each other in order`() async throws {
        let bench = try Bench()
        let command = Command.open(workflow: "sample", unit: "north", data: World.report)
        let answers = try bench.engine.perform([
            Request(account: "lin", command: command), Request(account: "lin", command: command),
        ])
        let receipts = try answers.map { try $0.get() }
        #expect(receipts.map(\.number) == ["危-社工科-115-0001", "危-社工科-115-0002"])
        #expect(receipts[1].entered.contains("proposed"))
        // The first learns of the second in the same transaction, by an entry of its own.
        let first = try await bench.engine.view(number: receipts[0].number, as: "chen")
        #expect(first.summary.states.contains { $0.id == "proposed" } && first.summary.revision == 2)
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `Only administrators and the command itself change the register`() throws {
        let bench = try Bench()
        let change = RegisterChange.site(Site(id: "new", name: World.text("新", "New"), unit: "north"))
        for account in ["chen", "magistrate"] {
            let answer = try bench.engine.perform(Request(account: account, command: .register(change)))
            #expect(throws: Refusal.notPermitted(action: "register", by: ["administrator"])) {
                try answer.get()
            }
        }
        try bench.put(change)
        #expect(bench.engine.directory.sites["new"] != nil)
    }

    @Test func `Sensitive fields are shown to their readers, and the look is recorded first`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let view = try await bench.engine.view(number: number, as: "chen")
        #expect(view.fields.first { $0.field.name == "narrative" }?.value == "當面恐嚇")
        let looks = try bench.storage.read { try $0.looks(at: CaseID(1), limit: 9) }
        #expect(looks.map(\.account) == ["chen"] && looks.map(\.fields) == [["narrative"]])
    }

    @Test func `An unknown workflow, unit or action is said to be unknown`() throws {
        let bench = try Bench()
        func answer(_ command: Command) throws -> Result<Receipt, Refusal> {
            try bench.engine.perform(Request(account: "lin", command: command))
        }
        #expect(throws: Refusal.unknown(.workflow)) {
            try answer(.open(workflow: "none", unit: "north", data: World.report)).get()
        }
        #expect(throws: Refusal.unknown(.unit)) {
            try answer(.open(workflow: "sample", unit: "none", data: World.report)).get()
        }
        #expect(throws: Refusal.unknown(.case)) {
            try answer(.deliver(number: "危-社工科-115-0001", event: Event("x"))).get()
        }
    }
}
