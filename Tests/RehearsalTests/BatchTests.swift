import Rehearsal
import Testing

@Suite struct BatchTests {
    private static let batch = """
          - batch:
              - do: {open: ledger, as: a, by: ann, with: {amount: 5}}
              - do: {open: ledger, as: x, by: ann, with: {amount: 0}}
                refused: {kind: unmet, clauses: [X-1]}
              - do: {open: ledger, as: b, by: ann, with: {amount: 6}}
          - expect: {case: a, number: 簿-櫃檯-115-001}
          - expect: {case: b, number: 簿-櫃檯-115-002}
        """

    @Test(arguments: [false, true])
    func `a refused request in a batch leaves no trace in the others`(crashes: Bool) async throws {
        let report = try await Play.steps(BatchTests.batch, crashes: crashes)
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test func `people can change in the middle`() async throws {
        let steps =
            PlayingTests.open
            + "  - expect: {case: a, seen-by: {ben: case}}\n"
            + "  - register:\n"
            + "      people: {ben: {role: checker, unit: desk, until: 2026-11-24T10:00}}\n"
            + "  - expect: {case: a, seen-by: {ben: case}}\n  - wait: 1h\n"
            + "  - expect: {case: a, seen-by: {ben: nothing}}"
        let report = try await Play.steps(steps)
        #expect(report.exitCode == 0, "\(report.text)")
    }
}
