import CaseStore
import Casework
import CaseworkSamples
import Testing
import Values

@testable import CaseEngine

@Suite struct `The record of the consoles` {
    private func note(
        _ session: Int64?,
        _ step: ConsoleRow.Step,
        by account: String = "chen",
        numbers: [String] = [],
        refersTo: Int64? = nil
    ) -> ConsoleNote {
        ConsoleNote(
            session: session,
            account: account,
            step: step,
            refersTo: refersTo,
            numbers: numbers,
            content: ValueMap([("operation", "GET /api/v1/cases/{number}")])
        )
    }

    private func bench() throws -> Bench {
        let bench = try Bench()
        let auditors = [RoleGrant(role: "auditor", unit: "county")]
        try bench.put(.account(Account(id: "audit", name: "稽核範一", grants: auditors)))
        return bench
    }

    @Test func `a row names the cases with their revisions, and a session is its first row`() async throws {
        let bench = try bench()
        let number = try bench.open().number
        let session = try await bench.engine.record(note(nil, .attached))
        let asked = try await bench.engine.record(note(session, .asked, numbers: [number, "無此案"]))
        try await bench.engine.record(note(session, .answered, numbers: [number], refersTo: asked))
        let rows = try bench.storage.read { try $0.console(ConsoleQuery(limit: 10)) }
        #expect(rows.map(\.step) == [.answered, .asked, .attached])
        #expect(rows.allSatisfy { $0.session == session })
        #expect(rows[1].cases == [CaseID(1)])
        #expect(rows[1].content["cases"] == [["number": .string(number), "revision": 1]])
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `everybody sees their own rows, auditors all, and nobody else any`() async throws {
        let bench = try bench()
        let number = try bench.open().number
        let session = try await bench.engine.record(note(nil, .attached))
        try await bench.engine.record(note(session, .asked, numbers: [number]))
        let own = try await bench.engine.audit(AuditFilter(), as: "chen")
        #expect(own.items.count == 2)
        #expect(try await bench.engine.audit(AuditFilter(), as: "audit").items.count == 2)
        #expect(try await bench.engine.audit(AuditFilter(), as: "chief").items.isEmpty)
        var paged = AuditFilter(limit: 1)
        let first = try await bench.engine.audit(paged, as: "audit")
        #expect(first.items.map(\.row.step) == [.asked])
        paged.cursor = first.next
        #expect(try await bench.engine.audit(paged, as: "audit").items.map(\.row.step) == [.attached])
    }

    @Test func `who looked at a case is found, through a console or not, by whoever may`() async throws {
        let bench = try bench()
        let number = try bench.open().number
        _ = try await bench.engine.view(number: number, as: "chief")
        let session = try await bench.engine.record(note(nil, .attached))
        try await bench.engine.record(note(session, .asked, numbers: [number]))
        var filter = AuditFilter()
        filter.number = number
        let found = try await bench.engine.audit(filter, as: "audit")
        #expect(found.items.map(\.row.account) == ["chen", "chief"])
        #expect(found.items.last?.row.content["looked"] == ["narrative"])
        // Who sees the case finds only their own look; who does not, nothing at all.
        #expect(try await bench.engine.audit(filter, as: "chief").items.map(\.row.account) == ["chief"])
        await #expect(throws: Refusal.unknown(.case)) { try await bench.engine.audit(filter, as: "wang") }
    }

    @Test func `an auditor who is kept away from a case finds nothing about it`() async throws {
        let bench = try bench()
        var report = World.report
        report["harmers"] = [["person": "audit"]]
        let number = try bench.open(report).number
        let session = try await bench.engine.record(note(nil, .attached))
        try await bench.engine.record(note(session, .asked, numbers: [number]))
        var filter = AuditFilter()
        filter.number = number
        await #expect(throws: Refusal.unknown(.case)) { try await bench.engine.audit(filter, as: "audit") }
        let rows = try await bench.engine.audit(AuditFilter(), as: "audit").items
        #expect(rows.first?.isMasked == true)
        #expect(rows.first?.numbers == [])
        #expect(rows.first?.row.content == .map(ValueMap()))
    }

    @Test func `a session is reviewed by somebody else than its person`() async throws {
        let bench = try bench()
        let session = try await bench.engine.record(note(nil, .attached, by: "audit"))
        let other = try await bench.engine.record(note(nil, .attached))
        _ = try await bench.engine.review(session: other, verdict: "ok", text: "", as: "audit")
        for account in ["chen", "chief"] {
            await #expect(throws: Refusal.self) {
                try await bench.engine.review(session: other, verdict: "ok", text: "", as: account)
            }
        }
        await #expect(throws: Refusal.self) {
            try await bench.engine.review(session: session, verdict: "ok", text: "", as: "audit")
        }
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `what a dead server left open is closed as lost, once`() async throws {
        let bench = try bench()
        let session = try await bench.engine.record(note(nil, .attached))
        let asked = try await bench.engine.record(note(session, .asked))
        try bench.engine.closeLostConsoles()
        try bench.engine.closeLostConsoles()
        let rows = try bench.storage.read { try $0.console(ConsoleQuery(limit: 10)) }
        #expect(rows.map(\.step) == [.closed, .answered, .asked, .attached])
        #expect(rows[1].refersTo == asked)
        #expect(rows[1].content["outcome"] == "lost")
        #expect(try await bench.verified().findings.isEmpty)
    }
}
