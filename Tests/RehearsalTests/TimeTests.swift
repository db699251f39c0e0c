import Rehearsal
import Testing

@Suite struct TimeTests {
    private static let dialogue =
        PlayingTests.open
            + """
              - wait: 89m
              - expect: {case: a, notices: {ben: [entered]}}
              - wait: 1m
              - expect: {case: a, notices: {ben: [entered, checking]}, in: [entered]}
              - wait: 29m
              - expect: {case: a, in: [entered], deadlines: {checking: running}}
              - wait: 1m
              - expect: {case: a, in: [late], deadlines: {checking: missed}, notices: {ben: 3}}
              - do: {action: check, case: a, by: ben}
              - expect: {case: a, closed: true, deadlines: {checking: {status: missed, missed: true}}}
              - do: {action: reopen, case: a, by: chief}
              - expect: {case: a, deadlines: {checking: {missed: false, due: 2026-11-24T13:00}}}
              - at: 2026-11-25T09:00
              - expect: {case: a, in: [late]}
            """.split(separator: "\n").map { String($0.drop(while: { $0 == " " })) }
        .map { "  " + $0 }.joined(separator: "\n")

    @Test(arguments: [false, true])
    func `time stops at every timer, with and without crashes`(crashes: Bool) async throws {
        let report = try await Play.steps(TimeTests.dialogue, crashes: crashes)
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test func `time does not go back`() async throws {
        let report = try await Play.steps("  - at: 2026-11-24T08:59")
        let failure = try #require(report.results.first?.failures.first)
        #expect(failure.expected == "a time not before 2026-11-24T09:00:00+08:00")
    }

    @Test func `one wait over both timers is the same as two`() async throws {
        let once =
            PlayingTests.open
            + "  - wait: 3h\n  - expect: {case: a, in: [late], notices: {ben: 3}, revision: 3}"
        let report = try await Play.steps(once)
        #expect(report.exitCode == 0, "\(report.text)")
    }
}
