import Rehearsal
import Testing

/// What a case hears of those that it started or writes to, when they are not there.
@Suite struct ChildTests {
    private static let chart = """
        chart: parent
        data: {errors: 0}
        initial: on
        states:
          on:
            on:
              begin: {do: [{start: kid, workflow: "= 'no-' + 'such'"}]}
              call: {do: [{send: hello, to: "= 'kid'"}]}
              write: {do: [{send: hello, to: "= '危-無-115-9999'"}]}
              error.execution: {do: [{set: {errors: errors + 1}}]}
        """

    @Test(arguments: [false, true])
    func `a case that cannot be started or found is told to the sender, and takes nobody's place`(
        crashes: Bool
    ) async throws {
        let report = try await Play.text(
            """
            chart: parent.yaml
            events:
              - {send: begin}
              - expect: {data: {errors: 1}}
              - {send: call}
              - expect: {data: {errors: 2}}
              - {send: write}
              - expect: {in: [on], data: {errors: 3}}
            """,
            files: ["parent.yaml": ChildTests.chart],
            crashes: crashes
        )
        #expect(report.exitCode == 0, "\(report.text)")
    }
}
