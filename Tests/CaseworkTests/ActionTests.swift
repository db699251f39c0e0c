import Casework
import CaseworkSamples
import Statechart
import Testing
import Values

@Suite struct ActionTests {
    private var world = World()

    private func reported(_ more: [(String, Value)] = []) throws -> CaseFile {
        var report = World.report
        for (name, value) in more { report[name] = value }
        return try world.open(report).get().after
    }

    @Test func `An action moves the case, meets its deadline and tells whom the file names`() throws {
        let decision = try world.act("assign", ["companion": "chen"], by: "chen", on: try reported()).get()
        #expect(decision.entry.outcome.left == ["received"] && decision.entry.outcome.entered == ["assigned"])
        #expect(decision.entry.outcome.data == ["companion": "chen"])
        #expect(decision.after.deadlines.map(\.status) == [.met, .running])
        #expect(decision.notices.map(\.account) == ["lin"])
        #expect(decision.entry.roles == ["supervisor"])
    }

    @Test func `A requirement that does not hold refuses with sentence, clause and what it read`() throws {
        let file = try reported()
        guard
            case .failure(.unmet("assign", let findings)) = try world.act(
                "assign",
                ["companion": "lin"],
                by: "chen",
                on: file
            )
        else {
            Issue.record("not refused")
            return
        }
        #expect(findings.map(\.outcome) == [.notMet])
        #expect(findings[0].clause == "L-6.0b" && findings[0].citation?.zhHant == "第六點")
        #expect(findings[0].reads == [FieldPath("companion"), FieldPath("worker")])
    }

    @Test func `An empty field leaves a requirement undecided and names the field`() throws {
        let assigned = try world.act("assign", ["companion": "chen"], by: "chen", on: try reported()).get()
            .after
        guard case .failure(.unmet("close", let findings)) = try world.act("close", by: "chen", on: assigned)
        else {
            Issue.record("not refused")
            return
        }
        #expect(findings.map(\.outcome) == [.undecided])
        #expect(findings[0].missing == [FieldPath("result")])
    }

    @Test func `An action that no transition answers to is not possible here, and what is possible is said`()
        throws
    {
        let file = try reported()
        #expect(throws: Refusal.notPossible(action: "close", possible: ["assign", "describe"])) {
            try world.act("close", by: "chen", on: file).get()
        }
        #expect(throws: Refusal.notPossible(action: "no-such", possible: ["assign", "describe"])) {
            try world.act("no-such", by: "chen", on: file).get()
        }
    }

    @Test func `A party may see but not do what only a role may`() throws {
        #expect(throws: Refusal.notPermitted(action: "assign", by: ["supervisor"])) {
            try world.act("assign", ["companion": "chen"], by: "lin", on: try reported()).get()
        }
    }

    @Test func `Null empties a field`() throws {
        let decision = try world.act("describe", ["knownAt": .null], by: "lin", on: try reported()).get()
        #expect(decision.entry.outcome.data == ["knownAt": nil as Value?])
        #expect(decision.after.deadlines[0].status == .waiting)
    }

    @Test func `A second injury in the window makes the severity region propose, with the fact recorded`()
        throws
    {
        var world = world
        world.found = [FoundOccurrence(number: "危-社工科-115-0041", day: "2026-11-20")]
        let decision = try world.open(World.report).get()
        #expect(decision.entry.outcome.entered.contains("proposed"))
        let counts = decision.entry.answers.contains { answer in
            guard case .occurrences(let search, let found) = answer else { return false }
            return search.first == "2026-10-24" && search.last == "2026-12-24" && found == world.found
        }
        #expect(counts)
    }

    @Test func `Facts that changed elsewhere are seen without anybody acting`() throws {
        let file = try reported()
        #expect(try world.decision.decide(.facts, on: file) == nil)
        var later = world
        later.found = [FoundOccurrence(number: "危-社工科-115-0043", day: "2026-11-25")]
        let decision = try #require(try later.decision.decide(.facts, on: file)).get()
        #expect(decision.entry.outcome.entered == ["proposed"] && decision.entry.kind == .facts)
    }

    @Test func `Closing withdraws the occurrence and takes the case out of the work lists`() throws {
        let assigned = try world.act("assign", ["companion": "chen"], by: "chen", on: try reported()).get()
            .after
        let decision = try world.act("close", ["result": "已結"], by: "chen", on: assigned).get()
        #expect(decision.isClosed && decision.occurrences.isEmpty)
        #expect(decision.changedOccurrences.map(\.day) == ["2026-11-24"])
    }

    @Test func `A head who turns out to be the harmer loses the case to the unit above`() throws {
        let decision = try world.act(
            "describe",
            ["harmers": [["person": "chief"]]],
            by: "lin",
            on: try reported()
        ).get()
        #expect(decision.entry.outcome.referral == Entry.Referral(unit: "county", number: "危-海風縣政府-115-0042"))
        #expect(decision.after.unit == "county")
        #expect(decision.after.pointers.map(\.unit) == ["north"])
    }

    @Test func `When every head above is barred the case stays and the administrator is told`() throws {
        let harmers: Value = [["person": "chief"], ["person": "magistrate"]]
        let decision = try world.act("describe", ["harmers": harmers], by: "lin", on: try reported()).get()
        #expect(decision.after.unit == "north")
        #expect(decision.after.faults.count == 1)
    }
}

@Suite struct GateTests {
    private let world = World()

    private func standing(_ account: String, _ file: CaseFile) -> Standing {
        Gate.standing(
            of: account,
            in: file,
            workflow: world.workflow,
            directory: world.directory,
            now: world.now
        )
    }

    @Test(arguments: [
        ("chen", true), ("magistrate", true), ("lin", true), ("wang", false), ("gone", false),
        ("past", false),
        ("nobody", false), ("deputy", true),
    ])
    func `Who may know of a report`(account: String, maySee: Bool) throws {
        let file = try world.open(World.report).get().after
        #expect(standing(account, file).maySee == maySee)
    }

    @Test func `A harmer is kept away whatever roles he holds, and so is his stand-in`() throws {
        var report = World.report
        report["harmers"] = [["person": "chief"]]
        let file = try world.open(report, by: "lin").get().after
        #expect(!standing("chief", file).maySee && standing("chief", file).isConflicted)
        #expect(!standing("deputy", file).maySee)
        #expect(standing("magistrate", file).maySee)
        #expect(throws: Refusal.unknown(.case)) { try world.act("assign", by: "chief", on: file).get() }
    }

    @Test func `A sensitive field is read by its readers alone`() throws {
        let file = try world.open(World.report).get().after
        let narrative = try #require(world.workflow.field("narrative"))
        #expect(standing("chen", file).mayRead(narrative) && standing("lin", file).mayRead(narrative))
        #expect(!standing("wang", file).mayRead(narrative))
    }

    @Test func `Nobody who is kept away is told`() throws {
        var report = World.report
        report["harmers"] = [["person": "lin"]]
        let file = try world.open(report, by: "chen").get().after
        let decision = try world.act("assign", ["companion": "chen"], by: "chen", on: file).get()
        #expect(decision.notices.isEmpty)
    }
}
