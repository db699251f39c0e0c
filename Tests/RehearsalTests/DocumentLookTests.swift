import CaseEngine
import Casework
import Documents
import Testing
import Values

@testable import Rehearsal

/// What the journal's stream of looks says once somebody has printed something.
@Suite struct DocumentLookTests {
    private static let rehearsal = """
        rehearsal: an application
        profile: bali
        at: 2026-11-23T09:00+08:00
        given:
          units: {home: {name: 虛構星灣教養院}}
          people:
            lin: {name: 林示例, role: social-worker, unit: home}
            ren: {name: 任示, role: personnel, unit: home}
        steps:
          - do: {open: complaint, as: c, by: lin, with: {filedAs: applicant, applicantName: 林示例, applicantId: Z159990002, respondents: [{name: 王範例}], confirmed: true, signature: applicant, eventFrom: 2026-11-20, narrative: 辱罵}}
        """

    private func stage() async throws -> (Stage, String, CaseID) {
        let stage = try await Play.stage(of: DocumentLookTests.rehearsal)
        let number = try #require(try await stage.engine.cases(CaseListing(), as: "ren").items.first).number
        let id = try #require(try stage.file(number)).id
        return (stage, number, id)
    }

    private func looks(_ stage: Stage, _ id: CaseID) throws -> [LookRow] {
        try stage.storage.read { try $0.looks(at: id, limit: 100) }
    }

    @Test func `a document is on record before it leaves, with what it shows`() async throws {
        let (stage, number, id) = try await stage()
        let before = try looks(stage, id).count
        _ = try await stage.engine.document(
            number: number,
            DocumentRequest(form: "complaint-application"),
            as: "ren"
        )
        let rows = try looks(stage, id)
        #expect(rows.count == before + 1)
        #expect(rows.first?.account == "ren")
        let fields = try #require(rows.first?.fields)
        #expect(fields.contains("document:complaint-application:filled"))
        #expect(
            fields.contains("applicantId") && fields.contains("respondents")
                && !fields.contains("applicantPhone")
        )
    }

    @Test func `what is refused, listed or blank is no look`() async throws {
        let (stage, number, id) = try await stage()
        let before = try looks(stage, id).count
        let offered = try await stage.engine.documents(number: number, as: "lin")
        #expect(offered.map(\.form) == ["complaint-application"])
        #expect(offered.first?.modes == [.filled])
        #expect(
            try await stage.engine.documents(number: number, as: "ren").first?.modes == [.filled, .redacted]
        )
        _ = try await stage.engine.blank(form: "complaint-report", copy: nil)
        await #expect(throws: Refusal.unknown(.form)) {
            _ = try await stage.engine.document(
                number: number,
                DocumentRequest(form: "complaint-report"),
                as: "ren"
            )
        }
        await #expect(throws: Refusal.unknown(.case)) {
            _ = try await stage.engine.documents(number: "申-home-115-9999", as: "ren")
        }
        #expect(try looks(stage, id).count == before)
    }
}
