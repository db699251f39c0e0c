import Rehearsal
import Testing

@Suite struct PlayingTests {
    static let open = "  - do: {open: ledger, as: a, by: ann, with: {amount: 5, owner: ann, secret: 密語}}\n"

    private static func failure(_ report: RehearsalReport) -> RehearsalFailure? {
        report.results.first?.failures.first
    }

    @Test(arguments: [
        "in: [entered]", "not-in: [checked, late]", "data: {amount: 5, secret: 密語, rate: null, reason: null}",
        "deadlines: {checking: running}",
        "deadlines: {checking: {status: running, from: 2026-11-24T09:00, due: 2026-11-24T11:00}}",
        "deadlines: {checking: {reminders: 1, missed: false}}",
        "notices: 2", "notices: {ben: [entered], chief: 1, boss: 0, out: 0}", "number: 簿-櫃檯-115-001",
        "unit: desk",
        "revision: 1", "closed: false", "ended: false", "faults: 0", "refusals: 0",
        "seen-by: {ann: {fields: [secret], may: [change], may-not: [check]}}",
        "seen-by: {ben: {fields: [amount], masked: [secret]}, out: nothing, chief: case}",
    ])
    func `what is so is found so`(expected: String) async throws {
        let report = try await Play.steps(PlayingTests.open + "  - expect: {case: a, \(expected)}")
        #expect(report.exitCode == 0, "\(report.text)")
        #expect(report.text == "1 passed, 0 failed\n")
    }

    @Test(arguments: [
        ("in: [checked]", "in checked", "entered"), ("not-in: [entered]", "not in entered", "entered"),
        ("data: {amount: 6}", "amount: 6", "5"), ("data: {secret: null}", "secret: null", "密語"),
        ("data: {amount: '5'}", "amount: \"5\"", "5"),
        ("deadlines: {checking: met}", "deadline checking: met", "running"),
        (
            "deadlines: {checking: {due: 2026-11-24T11:01}}", "2026-11-24T11:01:00+08:00",
            "2026-11-24T11:00:00+08:00"
        ),
        ("deadlines: {other: met}", "a deadline 'other'", "checking"), ("notices: 3", "notices: 3", "2"),
        ("notices: {ben: [changed]}", "notices of ben", "entered"),
        ("notices: {boss: 1}", "notices of boss: 1", "[]"),
        ("number: 簿-1", "number: 簿-1", "簿-櫃檯-115-001"), ("unit: root", "unit: root", "desk"),
        ("revision: 2", "revision: 2", "1"), ("closed: true", "closed: true", "false"),
        ("ended: true", "ended: true", "false"), ("faults: 1", "faults: 1", "[]"),
        ("refusals: 1", "refusals: 1", "0"),
        ("seen-by: {out: case}", "out sees the case", "nothing"),
        ("seen-by: {ben: nothing}", "ben sees nothing", "case"),
        ("seen-by: {ben: referred}", "a referred case", "never"),
        ("seen-by: {ben: {fields: [secret]}}", "ben reads secret", "masked"),
        ("seen-by: {ann: {masked: [secret]}}", "secret masked for ann", "not masked"),
        ("seen-by: {ann: {may: [check]}}", "ann may check", "change"),
        ("seen-by: {ann: {may-not: [change]}}", "ann may not change", "possible"),
        ("started: {child: c}", "a started case 'child'", "[]"),
    ])
    func `what is not so is told with its line`(expected: String, wanted: String, found: String) async throws
    {
        let report = try await Play.steps(PlayingTests.open + "  - expect: {case: a, \(expected)}")
        let failure = try #require(PlayingTests.failure(report))
        #expect(failure.line == 16)
        #expect(failure.expected.contains(wanted) && failure.found.contains(found), "\(report.text)")
        #expect(report.exitCode == 1 && report.text.hasSuffix("0 passed, 1 failed\n"))
    }

    @Test(arguments: [
        ("{action: check, case: a, by: ben}", "{kind: unmet, clauses: [X-2], undecided: [reason]}"),
        (
            "{action: check, case: a, by: ben, with: {reason: no}}",
            "{kind: unmet, clauses: [X-2], undecided: []}"
        ),
        ("{action: check, case: a, by: ann}", "not-permitted"),
        ("{action: check, case: a, by: out}", "unknown"),
        ("{action: archive, case: a, by: chief}", "not-possible"),
        ("{action: change, case: a, by: ann, with: {amount: -1}}", "{kind: invalid, fields: [amount]}"),
        ("{action: change, case: a, by: ann, revision: 7}", "conflict"),
        ("{action: check, case: number 簿-0, by: ben}", "unknown"),
        ("{open: ledger, by: ann, with: {amount: 0}}", "{kind: unmet, clauses: [X-1]}"),
        ("{open: ledger, by: ann}", "{kind: invalid, fields: [amount]}"),
        ("{open: ledger, by: ann, unit: root, with: {amount: 5}}", "not-permitted"),
        ("{open: nothing, by: ann}", "{kind: unknown}"),
    ])
    func `a refusal comes as expected`(deed: String, refused: String) async throws {
        let report = try await Play.steps(PlayingTests.open + "  - do: \(deed)\n    refused: \(refused)")
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test(arguments: [
        ("{action: check, case: a, by: ben, with: {reason: fine}}", "unmet", "refused: unmet", "done"),
        ("{action: check, case: a, by: ann}", "unmet", "refused: unmet", "not-permitted (by: checker)"),
        ("{action: check, case: a, by: ben}", "{clauses: [X-3]}", "clauses: [X-3]", "X-2"),
        ("{action: check, case: a, by: ben}", "{undecided: [amount]}", "undecided: [amount]", "reason"),
        ("{open: ledger, by: ann}", "{fields: [rate]}", "fields: [rate]", "amount"),
    ])
    func `a refusal that comes otherwise is told`(
        deed: String,
        refused: String,
        wanted: String,
        found: String
    )
        async throws
    {
        let report = try await Play.steps(PlayingTests.open + "  - do: \(deed)\n    refused: \(refused)")
        let failure = try #require(PlayingTests.failure(report))
        #expect(
            failure.line == 16 && failure.expected.contains(wanted) && failure.found.contains(found),
            "\(report.text)"
        )
    }

    @Test func `an action that is refused without being meant to ends the rehearsal`() async throws {
        let steps =
            PlayingTests.open
            + "  - do: {action: check, case: a, by: ben}\n  - expect: {case: a, in: [checked]}"
        let failures = try #require(try await Play.steps(steps).results.first).failures
        #expect(failures.count == 1)
        #expect(failures.first?.found.contains("X-2 undecided “Give a reason” (empty: reason)") == true)
    }

    @Test func `a case that was never opened is named`() async throws {
        let failure = PlayingTests.failure(
            try await Play.steps(PlayingTests.open + "  - expect: {case: b, in: [x]}")
        )
        #expect(failure?.expected == "a case 'b'" && failure?.found.contains("a") == true)
    }

    @Test func `a dry run and a repeated key change nothing twice`() async throws {
        let change = "  - do: {action: change, case: a, by: ann, with: {amount: 7}"
        let steps =
            PlayingTests.open + change
            + ", dry-run: true}\n  - expect: {case: a, data: {amount: 5}, revision: 1}\n"
            + change + ", key: k}\n" + change
            + ", key: k}\n  - expect: {case: a, data: {amount: 7}, revision: 2}\n"
            + "  - do: {action: change, case: a, by: ann, with: {amount: 8}, key: k}\n    refused: key-reused"
        let report = try await Play.steps(steps)
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test func `a head as culprit sends the case upward, and the former unit sees only that`() async throws {
        let steps =
            PlayingTests.open + "  - do: {action: change, case: a, by: ben, with: {culprit: chief}}\n"
            + "  - expect: {case: a, unit: root, number: 簿-總局-115-001}\n"
            + "  - expect: {case: a, seen-by: {chief: nothing, ben: referred, ann: case, boss: case}}"
        let report = try await Play.steps(steps)
        #expect(report.exitCode == 0, "\(report.text)")
    }
}
