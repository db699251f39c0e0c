import CaseEngine
import Casework
import CaseworkSamples
import Testing
import Values

/// Whatever is changed in the entries of corrections and change sets behind the engine's back, verify says so, even if
/// everything was hashed anew.
@Suite struct CorrectionTamperingTests {
    /// A text in the last entry of a kind that holds it, and what somebody puts in its place.
    struct Forgery: Sendable {
        let kind: EntryKind
        let old: String
        let new: String
    }

    private static let forgeries = [
        Forgery(kind: .correction, old: "\"approver\":\"ho\"", new: "\"approver\":\"chief\""),
        Forgery(kind: .correction, old: "\"receipt\":\"更-115-0001\"", new: "\"receipt\":\"更-115-0002\""),
        Forgery(kind: .correction, old: "\"verb\":\"retime\"", new: "\"verb\":\"void\""),
        Forgery(kind: .correction, old: "\"text\":\"登錄錯誤\"", new: "\"text\":\"事後查明\""),
        Forgery(kind: .correction, old: "\"author\":\"lai\"", new: "\"author\":\"chen\""),
        Forgery(kind: .correction, old: "\"set\":\"D-", new: "\"set\":\"D-9"),
        Forgery(kind: .correction, old: "\"status\":\"running\"", new: "\"status\":\"met\""),
        Forgery(kind: .correction, old: "\"kind\":\"correction\"", new: "\"kind\":\"migration\""),
        Forgery(kind: .register, old: "\"approver\":\"ho\"", new: "\"approver\":\"twin\""),
        Forgery(kind: .register, old: "\"state\":\"applied\"", new: "\"state\":\"rejected\""),
        Forgery(kind: .register, old: "\"state\":\"applied\"", new: "\"state\":\"urgent\""),
        Forgery(kind: .register, old: "\"approver\":\"ho\"", new: "\"consent\":\"ho\""),
        Forgery(kind: .register, old: "\"verb\":\"retime\"", new: "\"verb\":\"void\""),
        Forgery(kind: .register, old: "\"receipt\":\"更-115-0001\"", new: "\"receipt\":\"更-115-0007\""),
    ]

    @Test(arguments: forgeries)
    func `a forged correction is found`(forgery: Forgery) throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.assignedLate()
        let entry = try bench.revision(of: "assign", number)
        _ = try bench.correct([(number, .retime(entry, to: World.at("2026-11-30T10:00:00+08:00")))])
        try bench.storage.read { base in
            var tampered = try TamperedSnapshot(base)
            #expect(try TamperingTests.report(tampered, bench).findings == [])
            let place = try #require(
                tampered.journal.lastIndex { stored in
                    stored.draft.kind == forgery.kind
                        && String(decoding: stored.draft.bytes, as: UTF8.self).contains(forgery.old)
                }
            )
            let draft = tampered.journal[place].draft
            let text = String(decoding: draft.bytes, as: UTF8.self).replacing(forgery.old, with: forgery.new)
            let forged = EntryDraft(
                sequence: draft.sequence,
                caseID: draft.caseID,
                revision: draft.revision,
                at: draft.at,
                kind: forgery.old.contains("\"kind\"") ? .migration : draft.kind,
                account: draft.account,
                bytes: Array(text.utf8)
            )
            tampered.journal[place] = StoredEntry(draft: forged, hash: tampered.journal[place].hash)
            tampered.rechain()
            if draft.kind == .register,
                case .changeSet(let set)? = try? RegisterEntry(bytes: forged.bytes).change
            {
                tampered.rows[.changeSet]?[set.id] = RegisterChange.changeSet(set).row
            }
            #expect(try !TamperingTests.report(tampered, bench).findings.isEmpty)
        }
    }
}
