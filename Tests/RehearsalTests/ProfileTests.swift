import Foundation
import Rehearsal
import Testing
import WorkflowFiles

/// What another jurisdiction demands is a matter of figures, not of another procedure.
@Suite struct ProfileTests {
    private static let figures = [
        "ladder": "[5m]", "mustEscalate": "true", "receiptNeedsBoth": "true", "helpNeedsInjury": "true",
        "majorInjuryEvents": "3", "majorOutlets": "2", "majorCounts": "[social-worker]",
    ]

    private static let rehearsal = """
        rehearsal: a county that wants the report passed up, a companion and a measure
        clauses: [L-6.0b, L-6.1a, L-6.1b, L-6.1c]
        profile: strict
        at: 2026-11-24T09:00+08:00
        given:
          people:
            lin: {name: 林示例, role: social-worker, unit: north}
            zhang: {name: 張例四, role: social-worker, unit: north}
            wang: {name: 王測, role: supervisor, unit: north}
            chen: {name: 陳測二, role: unit-head, unit: north}
        steps:
          - do:
              open: threat-report
              as: a
              by: lin
              with:
                victims:
                  - {person: lin, protectedAs: social-worker, harm: none}
                  - {protectedAs: family, harm: injured}
                occurredAt: "2026-11-24T08:30+08:00"
                kinds: [intimidation]
                harmStatus: happened
          - expect: {case: a, data: {anyInjured: false}, deadlines: {companion: {reminders: 1}}}
          - do: {action: request-help, case: a, by: wang, with: {helpUnit: 派出所, helpAsked: 巡邏}}
            refused: {kind: unmet, clauses: [L-6.1c]}
          - do: {action: assign-companion, case: a, by: wang, with: {companion: zhang}}
            refused: {kind: unmet, clauses: [L-6.1b]}
          - do: {action: assign-companion, case: a, by: wang, with: {firstMeasure: 改派}}
            refused: {kind: unmet, clauses: [L-6.0b]}
          - do: {action: escalate, case: a, by: wang, with: {escalatedTo: chen}}
          - expect:
              case: a
              in: [escalated, unassigned]
              data: {escalatedAt: "2026-11-24T09:00+08:00"}
              deadlines: {companion: running}
              notices: {chen: [reported, escalated]}
          - do: {action: assign-companion, case: a, by: wang, with: {companion: zhang, firstMeasure: 改派}}
          - do: {action: control-danger, case: a, by: wang, with: {controlFacts: 已離開, remainingRisk: low}}
          - expect: {case: a, in: [supporting, not-major]}
          - do:
              open: threat-report
              as: b
              by: lin
              with:
                victims: [{person: lin, protectedAs: social-worker, harm: injured}]
                occurredAt: "2026-11-24T08:30+08:00"
                kinds: [physical-attack]
          - do: {action: assign-companion, case: b, by: wang, with: {companion: zhang, firstMeasure: 改派}}
          - do: {action: control-danger, case: b, by: wang, with: {controlFacts: 已離開, remainingRisk: low}}
            refused: {kind: unmet, clauses: [L-6.1a]}
          - do: {action: escalate, case: b, by: wang, with: {escalatedTo: chen}}
          - do: {action: request-help, case: b, by: wang, with: {helpUnit: 派出所, helpAsked: 巡邏}}
          - do: {action: control-danger, case: b, by: wang, with: {controlFacts: 已離開, remainingRisk: low}}
          - do: {action: record-outlet, case: b, by: wang, with: {outlet: 甲報, publishedOn: 2026-11-24}}
          - expect: {case: b, in: [controlled, not-major]}
          - do: {action: record-outlet, case: b, by: wang, with: {outlet: 乙報, publishedOn: 2026-11-24}}
          - expect: {case: b, in: [major-proposed]}
        """

    @Test(arguments: [false, true])
    func `figures of another profile change what is demanded`(crashes: Bool) async throws {
        let folder = Play.package.appending(path: "Workflows/files").path
        var files = try FileLibrary.texts(inFolder: folder)
        files["profiles/strict.yaml"] = Array(try Play.county("strict", with: ProfileTests.figures).utf8)
        #expect(CheckReport(checking: files).errorCount == 0)
        let file = FileManager.default.temporaryDirectory.appending(path: "profile-\(UUID().uuidString).yaml")
        try Data(ProfileTests.rehearsal.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let report = await RehearsalSuite.run(
            files: [file.path],
            options: RehearsalOptions(
                workflows: FileLibrary(files: files, digest: Play.digest),
                digest: Play.digest,
                crashes: crashes
            )
        )
        #expect(report.exitCode == 0, "\(report.text)")
        let coverage = try #require(report.coverage.profiles["strict"]?["threat-report"])
        #expect(coverage.transitions.filter { $0.event == "escalate" }.allSatisfy { $0.taken == 1 })
    }
}
