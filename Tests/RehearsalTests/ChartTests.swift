import Rehearsal
import Testing

@Suite struct ChartTests {
    private static let chart = """
        chart: counter
        data: {count: 0, seen: "''"}
        initial: on
        states:
          on:
            on:
              up: {do: [{set: {count: count + event.data.by}}]}
              later: {do: [{send: up, after: 10s, with: {by: 100}}]}
              stop: {when: count > 2, to: off}
          off: {type: final}
        """

    private static func play(_ rest: String, crashes: Bool = false) async throws -> RehearsalReport {
        try await Play.text("chart: counter.yaml\n" + rest, files: ["counter.yaml": chart], crashes: crashes)
    }

    @Test(arguments: [false, true])
    func `events and timers move a bare chart`(crashes: Bool) async throws {
        let report = try await ChartTests.play(
            """
            events:
              - {send: up, with: {by: 2}}
              - {send: stop}
              - expect: {in: [on], ended: false}
              - {send: later}
              - wait: 9s
              - expect: {data: {count: 2}}
              - wait: 1s
              - {send: nobody.knows}
              - {send: stop}
            expect: {in: [off], ended: true, data: {count: 102}}
            """,
            crashes: crashes
        )
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test func `a chart that ends otherwise is told`() async throws {
        let report = try await ChartTests.play(
            "events: [{send: up, with: {by: 1}}]\nexpect: {data: {count: 2}}"
        )
        let failure = try #require(report.results.first?.failures.first)
        #expect(failure.line == 3 && failure.expected == "count: 2" && failure.found == "1")
    }

    @Test func `a chart that cannot be read fails the rehearsal`() async throws {
        let report = try await Play.text("chart: none.yaml\nexpect: {in: [on]}")
        #expect(report.failed == 1 && report.text.contains("none.yaml"))
    }

    @Test func `a chart that cannot be used fails with what the check says of it`() async throws {
        let report = try await Play.text(
            "chart: wrong.yaml\nexpect: {in: [a]}",
            files: ["wrong.yaml": "chart: wrong\nstates: {a: {on: {e: b}}}"]
        )
        let failure = try #require(report.results.first?.failures.first)
        #expect(
            failure.found.hasSuffix(
                "wrong.yaml:2:19: error chart: There is no state 'b' to go to; check its name."
            ),
            "\(failure)"
        )
    }
}
