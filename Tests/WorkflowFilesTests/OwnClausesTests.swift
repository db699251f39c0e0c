import Casework
import CivilCalendar
import Testing
import Values

@testable import WorkflowFiles

/// The same rule stands in the regulations of several counties: a case names its own.
@Suite("Clauses of one's own regulations")
struct OwnClausesTests {
    private static let part = """
        notices:
          told: {tell: [head], text: {zh-Hant: 知悉, en: Told}, clause: [K-1, M-1]}
        states:
          a:
            title: {zh-Hant: 甲, en: A}
            closed: true
            clauses: [K-1, M-1, M-2]
            deadlines:
              soon: {title: {zh-Hant: 立即, en: At once}, within: immediately, met: go, tell: [head], clause: [M-1, K-1]}
            on:
              go:
                title: {zh-Hant: 辦理, en: Go}
                by: [head]
                clauses: [K-1, M-1]
                requires:
                  - {that: case.unit != "x", else: {zh-Hant: 不可, en: No}, clause: [K-2, M-2]}
                  - {that: case.unit != "y", else: {zh-Hant: 不可, en: No}, clause: K-2}
                do: [{notify: told}]

        """

    private static let others = """
        regulation: M
        title: {zh-Hant: 他縣要點, en: Others' guidelines}
        clauses:
          M-1: {citation: {zh-Hant: 第一點, en: point 1}, title: {zh-Hant: 通報, en: Report}}
          M-2: {citation: {zh-Hant: 第二點, en: point 2}, title: {zh-Hant: 指派, en: Assign}}

        """

    /// What a workflow names under a profile with some regulations.
    private func named(_ regulations: String) throws -> [[String]] {
        let profile = Probe.profile.replacing("versions:", with: "regulations: \(regulations)\nversions:")
        let library = Probe.library([
            "t.yaml": Probe.head + OwnClausesTests.part, "clauses/m.yaml": OwnClausesTests.others,
            "profiles/k.yaml": profile,
        ])
        let day = try #require(CivilDate(iso: "2026-11-24"))
        let bundle = try #require(library.bundle(workflow: "t", profile: "kaohsiung", on: day))
        let workflow = try library.compile(bundle)
        let rule = try #require(workflow.rules.first { $0.event == "go" })
        return [
            rule.requires.compactMap(\.clause), rule.clauses, workflow.states["a"]?.clauses ?? [],
            workflow.deadlines.compactMap(\.clause),
            workflow.notices["told"].flatMap(\.clause).map { [$0] } ?? [],
        ]
    }

    @Test(
        "a case names the clauses of its profile's regulations; others only where its own say nothing",
        arguments: [
            ("[K]", [["K-2", "K-2"], ["K-1"], ["K-1"], ["K-1"], ["K-1"]]),
            ("[M]", [["M-2", "K-2"], ["M-1"], ["M-1", "M-2"], ["M-1"], ["M-1"]]),
            ("[K, M]", [["K-2", "K-2"], ["K-1", "M-1"], ["K-1", "M-1", "M-2"], ["M-1"], ["K-1"]]),
            ("[]", [["K-2", "K-2"], ["K-1", "M-1"], ["K-1", "M-1", "M-2"], ["M-1"], ["K-1"]]),
        ] as [(String, [[String]])]
    )
    func named(regulations: String, clauses: [[String]]) throws {
        #expect(try named(regulations) == clauses)
    }
}
