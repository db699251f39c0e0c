import Casework
import Values

/// Level 2: the outbox holds the notices that the entries owe, in their order, with the texts of the bundles.
extension JournalVerifier {
    /// The outbox, read page by page.
    struct Outbox {
        private var page: ArraySlice<NoticeRow> = []
        private var position: Int64 = 0
        /// Set by the first row that is not the one owed: what follows would only repeat it.
        var isLost = false

        /// The row after those read so far, with the number that it must have.
        mutating func next(_ snapshot: any StorageSnapshot) throws -> (row: NoticeRow?, id: Int64) {
            if page.isEmpty { page = try snapshot.notices(after: position, limit: 500)[...] }
            position += 1
            return (page.popFirst(), position)
        }
    }

    /// The rows that an entry owes; none once the outbox and the entries have lost each other.
    mutating func notices(of entry: Entry, _ frame: EntryFrame, _ workflow: Workflow) throws -> [NoticeRow] {
        var owed: [NoticeRow] = []
        for text in entry.outcome.notices where !outbox.isLost {
            let (row, id) = try outbox.next(snapshot)
            guard let row, row.id == id, row.caseID == frame.caseID, row.at == entry.at,
                "\(row.account):\(row.name)" == text
            else {
                outbox.isLost = true
                find(2, frame.sequence, frame.number, "通知清單與紀錄不符", "the outbox lacks a notice that it owes")
                return []
            }
            if row.text != JournalVerifier.text(of: row, entry, workflow) {
                find(
                    2,
                    frame.sequence,
                    frame.number,
                    "通知內容與流程不符",
                    "a notice does not say what its bundle says"
                )
            }
            owed.append(row)
        }
        return owed
    }

    /// What a row must say for its reason; nil where the reason cannot be.
    private static func text(of row: NoticeRow, _ entry: Entry, _ workflow: Workflow) -> LocalizedText? {
        switch row.reason {
        case .step: workflow.notices[row.name]?.text
        case .correction:
            entry.kind == .correction || entry.kind == .migration ? CorrectionRecord.noticeText : nil
        case .missed, .reminder:
            entry.kind == .deadline || entry.kind == .correction || entry.kind == .migration
                ? workflow.deadlines.first { $0.name == row.name }?.text(of: row.reason) : nil
        }
    }

    /// After the last entry nothing more is owed.
    mutating func compareOutboxEnd() throws {
        guard !outbox.isLost, try outbox.next(snapshot).row != nil else { return }
        find(2, nil, nil, "通知清單多出紀錄所無之通知", "the outbox has notices that no entry owes")
    }
}
