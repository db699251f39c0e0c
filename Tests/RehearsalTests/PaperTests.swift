import Rehearsal
import Testing

/// Cases that were kept on paper, over the small workflow: a deadline of two hours and a move when it is missed.
@Suite struct PaperTests {
    private static func open(_ steps: String, refused: String = "", by: String = "chief") -> String {
        """
          - do:
              open: ledger
              as: a
              by: \(by)
              at: 2026-11-20T10:00
              paper: {reference: 簿冊第 1 號, reason: 停機}
              with: {amount: 5, owner: ann, secret: 甲}
              steps: [\(steps)]
        \(refused)

        """
    }

    private static let timely = "{action: check, at: 2026-11-20T11:59, with: {reason: 已核對}}"
    private static let late = "{action: check, at: 2026-11-20T13:00}"

    @Test(
        arguments: [
            (
                timely, "checked",
                "{status: met, due: 2026-11-20T12:00, satisfied-at: 2026-11-20T11:59, missed: false}",
                "checkedAt: 2026-11-20T11:59", 2
            ),
            (
                late, "checked",
                "{status: missed, due: 2026-11-20T12:00, satisfied-at: 2026-11-20T13:00, missed: true}",
                "checkedAt: null", 3
            ),
            ("", "late", "{status: missed, due: 2026-11-20T12:00, missed: true}", "amount: 5", 2),
        ] as [(String, String, String, String, Int)]
    )
    func `deadlines run by the claimed times, with and without a crash`(
        steps: String,
        state: String,
        deadline: String,
        data: String,
        revision: Int
    ) async throws {
        let text =
            PaperTests.open(steps)
            + "  - expect: {case: a, in: [\(state)], revision: \(revision), data: {\(data)}, deadlines: {checking: \(deadline)}}\n"
        let report = try await Play.steps(text, crashes: true)
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test(
        arguments: [
            (
                "{action: check, at: 2026-11-20T11:00, with: {reason: 好}}",
                "{kind: unmet, step: 0, clauses: [X-2]}"
            ),
            ("{action: check, at: 2026-11-20T11:00}", "{kind: unmet, step: 0, undecided: [reason]}"),
            (
                "{action: change, at: 2026-11-20T10:30, with: {amount: 6}}, {action: reopen, at: 2026-11-20T10:40}",
                "{kind: not-possible, step: 1}"
            ),
            (
                "{action: change, at: 2026-11-20T10:30, with: {amount: x}}",
                "{kind: invalid, step: 0, fields: [amount]}"
            ),
        ]
    )
    func `a refused step keeps everything out, and the case does not exist`(steps: String, refused: String)
        async throws
    {
        let text =
            PaperTests.open(steps, refused: "    refused: \(refused)")
            + "  - do: {open: ledger, as: b, by: ann, with: {amount: 1}}\n"
            + "  - expect: {case: b, number: 簿-櫃檯-115-001}\n"
        let report = try await Play.steps(text, crashes: true)
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test func `another step than the one that is refused fails the rehearsal`() async throws {
        let text = PaperTests.open(
            "{action: check, at: 2026-11-20T11:00}",
            refused: "    refused: {kind: unmet, step: 1}"
        )
        let failure = try #require(try await Play.steps(text).results.first?.failures.first)
        #expect(failure.expected == "refused in step 1" && failure.found.contains("step 0"))
    }

    @Test func `the requirements of a refused step count as rehearsed`() async throws {
        let report = try await Play.steps(
            "  - do: {open: ledger, as: b, by: ann, with: {amount: 1}}\n"
                + PaperTests.open("{action: check, at: 2026-11-20T11:00}", refused: "    refused: unmet")
        )
        let coverage = try #require(report.coverage.profiles["town"]?["ledger"])
        #expect(coverage.requirements.contains { $0.undecided > 0 })
    }

    @Test(
        arguments: [
            "  - do: {open: ledger, by: ann, at: 2026-11-20T10:00}\n",
            "  - do: {open: ledger, by: ann, paper: x}\n",
            "  - do: {open: ledger, by: ann, at: 2026-11-20T10:00, paper: x, steps: [{action: check}]}\n",
            "  - do: {open: ledger, by: ann, at: 2026-11-20T10:00, paper: {number: 1}}\n",
        ]
    )
    func `what is not whole is said so`(step: String) async throws {
        let report = try await Play.steps(step)
        #expect(report.problems.count == 1 && report.exitCode == 1)
    }
}
