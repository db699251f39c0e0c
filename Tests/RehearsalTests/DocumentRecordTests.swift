import CaseEngine
import Casework
import Documents
import Testing
import Values

@testable import Rehearsal

/// Documents that steps produce: on record, printed again as they stood, marked when a correction touches them.
@Suite struct DocumentRecordTests {
    private static let rehearsal = """
        rehearsal: a crisis with an initial report and a follow-up
        profile: elder-homes
        at: 2027-01-12T14:00+08:00
        given:
          units:
            bureau: {name: 青嶼市政府社會局, head: gao}
            home: {name: 虛構長青園, under: bureau}
          people:
            lin: {name: 林示例, role: social-worker, unit: home}
            gao: {name: 高示, role: unit-head, unit: bureau}
            luo: {name: 羅示例, role: bureau-officer, unit: bureau}
            shi: {name: 施測, role: agency-head, unit: bureau}
            lai: {name: 更測一, grants: [{role: corrector, unit: home}, {role: supervisor, unit: home}]}
            ho: {name: 更測二, grants: [{role: approver, unit: home}, {role: supervisor, unit: home}]}
        steps:
          - do: {open: crisis, as: c, by: lin, with: {protective: false, awareAt: 2027-01-12T13:50, category: accident, offHours: false, deaths: 0, injured: 1, attentionExpected: true, urgentHelp: true}}
          - do: {action: report-orally, case: c, by: lin, with: {oralAt: 2027-01-12T13:58, oralChannel: phone, oralReceiver: 羅示例}}
          - do: {action: submit-initial, case: c, by: lin, with: {summary: 瓦斯外洩, place: 二樓廚房, narrative: 初報所述經過, occurredAt: 2027-01-12T13:00, occurredPrecision: hour, formAt: 2027-01-12T14:00, formChannel: fax, casualties: [{name: 範例長者, sex: female}]}}
          - wait: 1h
          - do: {action: submit-follow-up, case: c, by: lin, with: {narrative: 續報所述經過, formAt: 2027-01-12T15:00, formChannel: fax}}
        """

    /// The story played, with the number of its case.
    private struct Played {
        let stage: Stage
        let number: String
        let id: CaseID

        func text(
            _ moment: DocumentRequest.Moment,
            _ mode: FormMode = .filled,
            copy: String? = nil,
            by account: String = "lin"
        ) async throws -> String {
            let request = DocumentRequest(form: "crisis-notice", mode: mode, copy: copy, moment: moment)
            return try await stage.engine.document(number: number, request, as: account).text
        }

        func produced(by account: String = "lin") async throws -> [DocumentView.Produced] {
            try await stage.engine.documents(number: number, as: account).first?.produced ?? []
        }

        func change(_ request: ChangeRequest, by account: String = "lai", dry: Bool = false) throws
            -> ChangeView?
        {
            try stage.engine.perform(Request(account: account, isDryRun: dry, command: .change(request)))
                .get()
                .change
        }

        /// What a draft would come to.
        func drafted(_ operations: [CorrectionOperation]) throws -> (set: String, view: ChangeView) {
            let set = try #require(try change(.begin(title: "補正", undoing: nil))).set.id
            for operation in operations {
                _ = try change(.add(set: set, number: number, operation, revision: nil))
            }
            return (set, try #require(try change(.preview(set: set, reveals: false), dry: true)))
        }

        /// Has two persons carry it out; the receipt.
        @discardableResult
        func apply(_ set: String, _ view: ChangeView) throws -> String? {
            let reason = ChangeSet.Reason(code: "entry-error", text: "登錄錯誤", basis: "府社字第1150000000號")
            let fingerprint = view.fingerprint ?? ""
            _ = try change(.propose(set: set, reason, fingerprint: fingerprint, cases: 1, consent: nil))
            let digits = String(number.suffix(4))
            return try change(.approve(set: set, fingerprint: fingerprint, digits: digits), by: "ho")?.set
                .receipt
        }

        func verify() async throws -> [String] {
            try await stage.engine.verify(level: 3).findings.map(\.message.en)
        }
    }

    private func played(crashes: Bool = false) async throws -> Played {
        let stage = try await Play.stage(of: DocumentRecordTests.rehearsal, crashes: crashes)
        let number = try #require(try await stage.engine.cases(CaseListing(), as: "lin").items.first).number
        return Played(stage: stage, number: number, id: try #require(try stage.file(number)).id)
    }

    @Test(arguments: [false, true])
    func `each report is on record with copy, version and the entry it shows`(crashes: Bool) async throws {
        let played = try await played(crashes: crashes)
        defer { played.stage.strike() }
        let produced = try await played.produced()
        #expect(produced.map(\.document.version) == [1, 2])
        #expect(produced.map(\.document.copy) == ["initial", "follow-up"])
        #expect(produced.map(\.document.revision) == [4, 5])
        #expect(produced.map(\.isStale) == [false, false])
        #expect(try await played.verify() == [])
    }

    @Test func `a document is printed again as it stood when it was produced`() async throws {
        let played = try await played()
        let first = try await played.text(.version(1))
        #expect(first.contains("初報所述經過") && !first.contains("續報所述經過"))
        #expect(first.contains("■初報") && first.contains("第1版") && first.contains("列印自v4"))
        let second = try await played.text(.version(2))
        #expect(second.contains("續報所述經過") && second.contains("■續報（1）") && second.contains("第2版"))
        // Whatever happens next, it says the same.
        let now = try await played.text(.now)
        #expect(now.contains("續報所述經過") && now.contains("列印自v5") && !now.contains("第2版"))
    }

    @Test func `a form is printed as the case was after an entry or at a time`() async throws {
        let played = try await played()
        let early = try await played.text(.past(.revision(1)))
        #expect(!early.contains("瓦斯外洩") && early.contains("列印自v1"))
        let then = try #require(Instant(rfc3339: "2027-01-12T14:30:00+08:00"))
        let text = try await played.text(.past(.instant(then)))
        #expect(text.contains("初報所述經過") && text.contains("列印自v4"))
    }

    @Test(arguments: [
        DocumentRequest.Moment.version(3), .version(0), .past(.revision(0)), .past(.revision(99)),
        .past(.instant(Instant(seconds: 0))),
    ])
    func `what never was cannot be printed`(moment: DocumentRequest.Moment) async throws {
        let played = try await played()
        await #expect(throws: Refusal.self) { _ = try await played.text(moment) }
        await #expect(throws: Refusal.unknown(.form)) {
            _ = try await played.text(.version(1), copy: "closing")
        }
    }

    @Test func `today's rights and codes hold for yesterday's copy`() async throws {
        let played = try await played()
        let masked = try await played.text(.version(1), by: "shi")
        #expect(!masked.contains("範例長者") && masked.contains("○○○"))
        // The code was given by a later entry of the case; the name stands in an earlier one.
        let redacted = try await played.text(.version(1), .redacted)
        #expect(redacted.contains("當事人甲") && !redacted.contains("範例長者"))
        await #expect(throws: Refusal.unknown(.case)) { _ = try await played.text(.version(1), by: "nobody") }
    }

    @Test func `a look at an earlier document is on record with what it showed and as of when`() async throws
    {
        let played = try await played()
        _ = try await played.text(.version(1))
        let row = try #require(try played.stage.storage.read { try $0.looks(at: played.id, limit: 1) }.first)
        #expect(row.fields.contains("document:crisis-notice:filled:v4"))
        #expect(row.fields.contains("narrative") && row.fields.contains("casualties"))
    }

    @Test func `a correction of what a document shows marks it, and undoing takes the mark off`() async throws
    {
        let played = try await played()
        let (set, view) = try played.drafted([
            .setField("awareAt", .timestamp(try #require(Instant(rfc3339: "2027-01-12T13:45:00+08:00"))))
        ])
        let papers = try #require(view.cases.first).documents
        #expect(papers.map(\.version) == [1, 2] && papers.allSatisfy { $0.fate == .stale })
        #expect(papers.first?.copy?.zhHant == "初報")
        #expect(try await played.produced().map(\.isStale) == [false, false])
        let receipt = try played.apply(set, view)
        #expect(try await played.produced().map(\.isStale) == [true, true])
        #expect(try await played.text(.version(1)).contains("【已更正，請重印】"))
        #expect(try await !played.text(.now).contains("已更正"))
        #expect(try await played.verify() == [])

        let undo = try #require(try played.change(.begin(title: "撤銷", undoing: receipt))).set.id
        let undone = try #require(try played.change(.preview(set: undo, reveals: false), dry: true))
        #expect(undone.cases.first?.documents.map(\.fate) == [.sound, .sound])
        try played.apply(undo, undone)
        #expect(try await played.produced().map(\.isStale) == [false, false])
        #expect(try await played.verify() == [])
    }

    @Test func `only documents that had the wrong value are marked`() async throws {
        let played = try await played()
        // The follow-up gave its own narrative: the initial report is as it was.
        let (set, view) = try played.drafted([.setField("narrative", .string("更正之經過"))])
        #expect(view.cases.first?.documents.map(\.version) == [2])
        try played.apply(set, view)
        #expect(try await played.produced().map(\.isStale) == [false, true])
    }

    @Test func `what the form does not show marks nothing`() async throws {
        let played = try await played()
        let (_, view) = try played.drafted([.setField("flowUsed", .string("流程一"))])
        #expect(view.cases.first?.documents == [])
    }

    @Test func `a document of a voided step is void`() async throws {
        let played = try await played()
        let (set, view) = try played.drafted([.void(5)])
        #expect(view.cases.first?.documents.map(\.fate) == [.void])
        try played.apply(set, view)
        let produced = try await played.produced()
        #expect(
            produced.map(\.document.isVoid) == [false, true] && produced.map(\.isStale) == [false, true]
        )
        #expect(try await played.text(.version(2)).contains("【已作廢】"))
        #expect(try await played.verify() == [])
    }
}
