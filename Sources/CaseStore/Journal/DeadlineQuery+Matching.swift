import Casework
import Values

extension DeadlineQuery {
    /// Whether the list of deadlines answers the query; met and cancelled ones stand in the heads alone.
    var isIndexed: Bool {
        switch status {
        case nil, .waiting, .running, .missed: true
        case .met, .cancelled: false
        }
    }

    /// The deadlines that are asked for, out of the cases that the account may see, in due order.
    func matches(in heads: some Sequence<CaseHead>) -> [DeadlineRow] {
        let found = heads.flatMap { head in
            head.file.deadlines.filter(matches).map { DeadlineRow(caseID: head.file.id, deadline: $0) }
        }
        return Array(found.sorted { $0.precedes($1) }.prefix(limit))
    }

    private func matches(_ deadline: Deadline) -> Bool {
        if let status {
            guard deadline.status == status else { return false }
        } else if !deadline.isListed {
            return false
        }
        guard let dueBefore else { return true }
        guard let due = deadline.due else { return false }
        return due.milliseconds < dueBefore.milliseconds
    }
}

extension DeadlineRow {
    /// Due order: millisecond, case, name by its bytes, occasion.
    fileprivate func precedes(_ other: DeadlineRow) -> Bool {
        let left = ListedDeadline(deadline)
        let right = ListedDeadline(other.deadline)
        if left.due != right.due { return left.due < right.due }
        if caseID != other.caseID { return caseID < other.caseID }
        if left.name != right.name { return left.name.utf8.lexicographicallyPrecedes(right.name.utf8) }
        return left.occasion < right.occasion
    }
}
