import Casework
import Statechart
import Values

/// Level 2: the rows beside the heads, on which lists, searches and the scheduler rest.
extension JournalVerifier {
    mutating func compareRows(_ found: CaseProjections, of folded: Folded) {
        let number = folded.file.number
        if found.hasKey != (folded.file.erasedAt == nil) {
            find(
                2,
                nil,
                number,
                "金鑰與銷毀紀錄不符",
                "its key is missing without an erasure, or is there after one"
            )
        }
        // That there is no row at all was found with the head.
        guard let row = found.row else { return }
        guard let occurrences = occurrences(of: folded, stored: row.occurrences) else {
            find(2, nil, number, "案件之事件索引無法讀取", "its occurrences are not such as its workflow reports")
            return
        }
        let expected = JournalVerifier.projections(of: folded, occurrences, beside: row)
        for (isSame, zhHant, en) in JournalVerifier.comparisons(found, expected) where !isSame {
            find(2, nil, number, "案件索引與紀錄不符:\(zhHant)", "its \(en) are not what its entries make them")
        }
    }

    /// What its occurrences must be; nil if those stored cannot be.
    ///
    /// Where they cannot be computed for want of a key, those stored must be of the workflow's kinds, and the index
    /// must agree with them.
    func occurrences(of folded: Folded, stored text: String) -> [Occurrence]? {
        if let reported = folded.reported { return reported }
        let situation = Situation(
            workflow: folded.workflow,
            now: folded.file.changedAt,
            calendar: calendar,
            directory: directory,
            surroundings: ReplayedSurroundings([])
        )
        let isSealed = { folded.key == nil && folded.workflow.isSealed($0) }
        if let known = CaseDecision(in: situation).reported(by: folded.file, isHidden: isSealed) {
            return known
        }
        let kinds = Set(folded.workflow.occurrences.map(\.kind))
        guard let stored = try? Occurrence.list(from: text, of: folded.file.id),
            stored.allSatisfy({ kinds.contains($0.kind) })
        else { return nil }
        return stored
    }

    private static func projections(
        of folded: Folded,
        _ occurrences: [Occurrence],
        beside row: CaseProjections.Row
    ) -> CaseProjections {
        let file = folded.file
        let record = CaseRecord(
            head: CaseHead(file: file, sealed: [:]),
            isClosed: file.erasedAt != nil || file.isClosed(in: folded.workflow),
            states: file.chart.configuration,
            nextDue: file.nextDue,
            occurrences: occurrences
        )
        var expected = CaseProjections(record, hasKey: file.erasedAt == nil)
        // Entries keep milliseconds; a delayed event within one is due at the end of it.
        if !file.chart.pending.isEmpty, let due = expected.row?.nextDue, row.nextDue == due + 1 {
            expected.row?.nextDue = row.nextDue
        }
        return expected
    }

    /// Each kind of row, whether it is alike, and what people call it.
    private static func comparisons(_ found: CaseProjections, _ expected: CaseProjections)
        -> [(Bool, String, String)]
    {
        [
            (found.row?.unit == expected.row?.unit, "單位", "units"),
            (found.row?.workflow == expected.row?.workflow, "流程", "workflows"),
            (found.row?.isClosed == expected.row?.isClosed, "結案註記", "closing marks"),
            (found.row?.nextDue == expected.row?.nextDue, "下一到期時間", "next due instants"),
            (found.row?.states == expected.row?.states, "狀態", "states"),
            (found.row?.occurrences == expected.row?.occurrences, "事件", "occurrences"),
            (found.places == expected.places, "事件地點", "places of occurrences"),
            (found.numbers == expected.numbers && found.pointers == expected.pointers, "案號", "numbers"),
            (found.parties == expected.parties, "當事人", "parties"),
            (found.deadlines == expected.deadlines, "期限", "deadlines"),
        ]
    }
}
