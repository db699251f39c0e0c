import Rehearsal
import Testing
import Values

@Suite struct ReportTests {
    private static let mixed =
        Ledger.head + PlayingTests.open + "  - expect: {case: a, revision: 9}\n---\n" + Ledger.head
        + PlayingTests.open + "  - do: {action: check, case: a, by: ben}\n    refused: unmet\n"
        + "  - do: {action: check, case: a, by: ben, with: {reason: fine}}\n"

    @Test func `the last line counts, and JSON says the same`() async throws {
        let report = try await Play.text(ReportTests.mixed)
        #expect(report.passed == 1 && report.failed == 1 && report.exitCode == 1)
        #expect(report.text.hasSuffix("\n1 passed, 1 failed\n"))
        let json = try Value(json: report.json)
        #expect(json["passed"] == 1 && json["failed"] == 1)
        let first = try #require(json["rehearsals"]?.elements?.first)
        #expect(first["passed"] == false && first["rehearsal"] == "a test" && first["line"] == 1)
        #expect(first["failures"]?.elements?.first?["line"] == 16)
        #expect(first["failures"]?.elements?.first?["expected"] == "revision: 9")
    }

    @Test func `a file that cannot be read stands in the JSON too`() async throws {
        let json = try Value(json: try await Play.text("rehearsal: x").json)
        #expect(json["problems"]?.elements?.count == 1 && json["failed"] == 1)
    }

    @Test func `coverage counts transitions, requirements and clauses`() async throws {
        let coverage = try await Play.text(ReportTests.mixed).coverage
        let ledger = try #require(coverage.profiles["town"]?["ledger"])
        let check = try #require(ledger.transitions.first { $0.source == "entered" && $0.event == "check" })
        #expect(check.taken == 1 && check.targets == ["checked"])
        #expect(ledger.transitions.first { $0.event == "archive" }?.taken == 0)
        let reason = try #require(ledger.requirements.first { $0.sentence == "Give a reason" })
        #expect(reason.held == 1 && reason.refused == 0 && reason.undecided == 1)
        let limit = try #require(ledger.requirements.first { $0.sentence == "Above the limit" })
        #expect(limit.held == 2 && limit.refused == 0)
        let opening = try #require(ledger.requirements.first { $0.action == "open" })
        #expect(opening.held == 2)
        #expect(ledger.clauses["X-1"] == 2 && ledger.clauses["X-2"] == 3)
        let json = coverage.value.json
        #expect(json.hasPrefix("{\"profiles\":{\"town\":{\"ledger\":{\"transitions\":["))
    }

    @Test func `coverage names each rehearsal with its clauses, and says which failed`() async throws {
        let coverage = try await Play.text(ReportTests.mixed).coverage
        let result = try await Play.text(ReportTests.mixed).results
        #expect(coverage.rehearsals.map(\.title) == result.map(\.title))
        #expect(coverage.rehearsals.map(\.hasPassed) == result.map(\.hasPassed))
        #expect(coverage.rehearsals.map(\.touched) == [["X-1", "X-3"], ["X-1", "X-2", "X-3"]])
        let json = try Value(json: coverage.value.json)["rehearsals"]?.elements
        #expect(json?.count == 2)
        #expect(json?.last?["rehearsal"] == "a test" && json?.last?["passed"] == true)
        #expect(json?.last?["touched"] == ["X-1", "X-2", "X-3"] && json?.last?["about"] == [])
        let declared = ReportTests.mixed.replacing(
            "rehearsal: a test",
            with: "rehearsal: a test\nclauses: [X-9]"
        )
        #expect(try await Play.text(declared).coverage.rehearsals.map(\.about) == [["X-9"], ["X-9"]])
    }

    @Test func `the same seed gives the same report`() async throws {
        let one = try await Play.text(ReportTests.mixed, seed: 5)
        let other = try await Play.text(ReportTests.mixed, seed: 5)
        #expect(one.coverage == other.coverage)
        #expect(one.results.map(\.hasPassed) == other.results.map(\.hasPassed))
    }
}
