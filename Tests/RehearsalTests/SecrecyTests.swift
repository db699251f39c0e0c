import Casework
import Testing
import Values

@testable import Rehearsal

@Suite struct SecrecyTests {
    private static let rehearsal = """
        rehearsal: everything that somebody could type
        profile: kaohsiung
        at: 2026-11-24T09:00+08:00
        given:
          people:
            lin: {name: 林示例, role: social-worker, unit: north}
            wang: {name: 王測, role: supervisor, unit: north}
            chen: {name: 陳測二, role: unit-head, unit: north}
        steps:
          - do:
              open: threat-report
              as: a
              by: lin
              with:
                victims: [{person: lin, protectedAs: social-worker, harm: injured}]
                occurredAt: "2026-11-24T08:30+08:00"
                kinds: [intimidation]
                harmStatus: happened
                narrative: 機密一
                injuryDetails: 機密二
                familyAffected: [{relation: 機密三, concern: 機密四}]
                harmerDescription: 機密五
                place: 機密六
          - do: {action: assign-companion, case: a, by: wang, with: {firstMeasure: 機密七}}
          - do: {action: add-measure, case: a, by: wang, with: {measureKind: other, measureNote: 機密八}}
          - do: {action: log-dispute, case: a, by: lin, with: {disputeKind: petition, disputeNote: 機密九}}
          - do: {action: request-help, case: a, by: wang, with: {helpUnit: 派出所, helpAsked: 機密十}}
          - do: {action: notify-bureau, case: a, by: wang, with: {bureauContent: 機密甲, bureauChannel: phone}}
          - do: {action: control-danger, case: a, by: wang, with: {controlFacts: 機密乙, remainingRisk: low}}
          - do: {action: supplement, case: a, by: lin, with: {narrative: 機密丁}}
          - do: {action: close, case: a, by: wang, with: {result: 機密戊}}
          - expect: {case: a, in: [closed], data: {narrative: 機密丁, result: 機密戊}}
        """

    @Test(arguments: [false, true])
    func `no free text and no injury stands in the journal or the store's heads`(crashes: Bool) async throws {
        let stage = try await Play.stage(of: SecrecyTests.rehearsal, crashes: crashes)
        defer { stage.strike() }
        let entries = try stage.journal().map { String(decoding: $0.draft.bytes, as: UTF8.self) }
        #expect(entries.count > 14)
        for secret in ["機密", "injured"] {
            #expect(!entries.contains { $0.contains(secret) }, "\(secret)")
        }
        let heads = try stage.storage.read { snapshot in
            try snapshot.caseHead(.init(1)).map { $0.file.data.values.map(\.json).joined() }
        }
        #expect(try #require(heads).contains("機密") == false)
    }
}
