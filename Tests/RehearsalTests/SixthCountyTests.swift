import Foundation
import Rehearsal
import Testing
import WorkflowFiles

/// A county that nobody has thought of yet is one new file, and no code.
@Suite struct SixthCountyTests {
    private static let county = """
        profile: haifeng
        title: {zh-Hant: 海風縣, en: Haifeng County}
        extends: national
        versions:
          - from: 2022-01-17
            confirmed-by: null
            values:
              ladder: null
              mustEscalate: null
              receiptNeedsBoth: false
              helpNeedsInjury: false
              majorInjuryEvents: 2
              majorOutlets: 3
              majorCounts: [social-worker]
              supportAlways: []
        """

    private static let rehearsal = """
        rehearsal: a case opens under a county that is one new file
        profile: haifeng
        at: 2026-11-24T09:00+08:00
        given:
          people:
            lin: {name: 林示例, role: social-worker, unit: north}
            wang: {name: 王測, role: supervisor, unit: north}
        steps:
          - do:
              open: threat-report
              as: a
              by: lin
              with:
                victims: [{person: lin, protectedAs: social-worker, harm: injured}]
                occurredAt: "2026-11-24T08:30+08:00"
                kinds: [physical-attack]
                harmStatus: happened
          - expect: {case: a, in: [reported], deadlines: {companion: {status: running, reminders: 0}}}
          - do: {action: assign-companion, case: a, by: wang, with: {companion: wang}}
          - do: {action: control-danger, case: a, by: wang, with: {controlFacts: 已離開, remainingRisk: low}}
            refused: {kind: unmet, clauses: [L-6.1a], undecided: [profile.mustEscalate]}
        """

    @Test func `a new file in the folder is enough`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "county-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let workflows = folder.appending(path: "workflows")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: Play.package.appending(path: "Workflows/files"), to: workflows)
        try Data(SixthCountyTests.county.utf8).write(to: workflows.appending(path: "profiles/haifeng.yaml"))
        let file = folder.appending(path: "county.yaml")
        try Data(SixthCountyTests.rehearsal.utf8).write(to: file)
        let library = try FileLibrary(folder: workflows.path, digest: Play.digest)
        let report = await RehearsalSuite.run(
            files: [file.path],
            options: RehearsalOptions(workflows: library, digest: Play.digest, crashes: true)
        )
        #expect(report.exitCode == 0, "\(report.text)")
        #expect(report.passed == 1)
    }
}
