import Rehearsal
import Testing
import WorkflowFiles

/// A workflow in which cases get stuck with some data, and what shows that they do.
struct Trap: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let states: String
    let code: FindingCode
    /// Steps that follow the rehearsal of the finding: what seems to lead on does not.
    let proof: String

    init(_ name: String, _ code: FindingCode, _ states: String, proof: String) {
        testDescription = name
        self.code = code
        self.states =
            states.replacing("=;", with: "title: {zh-Hant: 字, en: T}")
            .replacing("!;", with: "title: {zh-Hant: 字, en: T}, by: [worker]")
        self.proof = proof
    }

    var files: [String: [UInt8]] {
        [
            "trap.yaml": Array((Trap.head + states + "\n").utf8),
            "profiles/town.yaml": Array(Trap.profile.utf8),
        ]
    }

    private static let head = """
        workflow: trap
        title: {zh-Hant: 測試, en: Test}
        number: "{serial:4}"
        roles: {worker: {zh-Hant: 社工, en: Worker}}
        open: {title: {zh-Hant: 開案, en: Open}, by: [worker], asks: [yes!, count, kind]}
        fields:
          yes: {type: boolean, label: {zh-Hant: 是, en: Yes}}
          count: {type: integer, minimum: 0, label: {zh-Hant: 數, en: Count}}
          kind: {type: choice, label: {zh-Hant: 類, en: Kind}, options: {x: {zh-Hant: 一, en: X}, y: {zh-Hant: 二, en: Y}}}
        states:

        """

    private static let profile = """
        profile: town
        title: {zh-Hant: 某鎮, en: A town}
        versions:
          - {from: 2020-01-01, confirmed-by: null, values: {limit: 100}}
        """

    static let all = [
        Trap(
            "a condition on two fields",
            .deadlock,
            "  a: {=;, on: {end: {!;, when: yes && count > 3, to: b}}}\n  b: {=;, closed: true}",
            proof: "  - do: {action: end, case: a, by: p1}\n    refused: not-possible\n"
        ),
        Trap(
            "a choice that nobody thought of",
            .deadlock,
            "  a: {=;, on: {go: {!;, to: b}}}\n  b: {=;, always: {when: kind == 'x', to: c}}\n  c: {=;, closed: true}",
            proof: "  - do: {action: go, case: a, by: p1}\n    refused: not-possible\n"
        ),
        Trap(
            "a field that may stay empty",
            .deadlock,
            "  a: {=;, on: {end: {!;, when: filled(count), to: b}}}\n  b: {=;, closed: true}",
            proof: "  - do: {action: end, case: a, by: p1}\n    refused: not-possible\n"
        ),
        Trap(
            "a delayed event that comes to nothing",
            .deadlock,
            "  a: {=;, entry: [{send: tick, after: 10s}], on: {tick: {when: yes, to: b}}}\n  b: {=;, closed: true}",
            proof: "  - wait: 30d\n  - expect: {case: a, in: [a]}\n"
        ),
        Trap(
            "a circle that some data never leave",
            .endOutOfReach,
            """
              w: {=;, on: {turn: [{!;, when: yes, to: z}, {!;, to: z}], end: {!;, to: e}}}
              z: {=;, on: {more: {!;, to: z}, back: {!;, when: "!yes", to: w}}}
              e: {=;, closed: true}
            """,
            proof: """
                  - do: {action: more, case: a, by: p1}
                  - do: {action: back, case: a, by: p1}
                    refused: not-possible

                """
        ),
    ]
}

@Suite("Counterexamples, played") struct CounterexampleReplayTests {
    @Test("the rehearsal of a finding leads to where the case is stuck", arguments: Trap.all)
    func replay(trap: Trap) async throws {
        let findings = CheckReport(checking: trap.files).findings.filter { $0.code == trap.code }
        let text = try #require(findings.first?.counterexample?.rehearsal)
        let report = try await Play.text(text + trap.proof, workflows: trap.files)
        #expect(report.passed == 1 && report.failed == 0, "\(report.text)\n\(text)")
    }
}
