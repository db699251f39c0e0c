import Casework
import Values

/// Corrections: each entry is what a change set says that was agreed to, and each applied change set has its entries.
extension JournalVerifier {
    /// A change set as its entries have left it, and the cases whose corrections are still to come.
    struct Change {
        var set: ChangeSet
        var awaited: Set<CaseID> = []
    }

    /// Takes a change set's new row; only a second natural person makes one applied that needs two.
    mutating func fold(change set: ChangeSet, _ entry: RegisterEntry) {
        let before = changes[set.id]
        var change = Change(set: set, awaited: before?.awaited ?? [])
        let isNewlyApplied = set.receipt != nil && before?.set.receipt == nil
        if isNewlyApplied { change.awaited = Set(set.items.map(\.caseID)) }
        changes[set.id] = change
        var isSound = before.map { JournalVerifier.follows(set, $0.set) } ?? (set.id == "D-\(changes.count)")
        let isDone = set.state == .applied || set.state == .urgent
        if isDone != (set.receipt != nil) { isSound = false }
        if !agreementIsSound(in: set, after: before?.set.state) { isSound = false }
        if isNewlyApplied, receipts.contains(set.receipt ?? "") { isSound = false }
        if let receipt = set.receipt { receipts.insert(receipt) }
        guard !isSound else { return }
        find(2, entry.sequence, nil, "更動集之辦理經過不合規定", "a change set took a way that there is not")
    }

    /// Whether those have agreed to a change set who must have where it stands, and nobody is two persons.
    private func agreementIsSound(in set: ChangeSet, after before: ChangeSet.State?) -> Bool {
        for other in [set.approver, set.consent].compactMap(\.self)
        where person(of: other) == person(of: set.author) { return false }
        return switch set.state {
        case .draft, .proposed, .withdrawn, .rejected: set.approver == nil && set.consent == nil
        case .urgent: set.consent != nil && set.agreeBy != nil && set.approver == nil
        // An urgent one is over when somebody has agreed, or when it was undone, of which the remark tells the receipt.
        case .applied where before == .urgent:
            set.consent != nil && (set.approver != nil || set.remark != nil)
        case .applied: set.consent == nil
        }
    }

    private func person(of account: String) -> String { directory.accounts[account]?.person ?? account }

    /// Whether a change set can become another in one act: who began it and what was applied never change.
    private static func follows(_ set: ChangeSet, _ before: ChangeSet) -> Bool {
        guard set.author == before.author, set.begunAt == before.begunAt, set.undoes == before.undoes else {
            return false
        }
        switch before.state {
        // Only proposing a second time leaves everything as it was.
        case .draft where set == before: return false
        case .draft, .proposed: return set.state == .draft || before.items == set.items
        case .urgent:
            return set.state == .applied && set.items == before.items && set.receipt == before.receipt
        case .applied, .rejected, .withdrawn: return false
        }
    }

    /// An entry of a correction says what its change set says, and follows from nothing else.
    mutating func compareChange(_ entry: Entry, _ frame: EntryFrame) {
        guard entry.kind == .correction || entry.kind == .migration else { return }
        var isSound = false
        if case .correction(let record) = entry.input, let change = changes[record.changeSet] {
            let item = change.set.items.first { $0.caseID == frame.caseID }
            isSound =
                change.set.receipt == record.receipt && change.set.fingerprint == record.fingerprint
                && change.set.approver == record.approver && change.set.consent == record.consent
                && change.set.author == record.author && entry.account == record.author
                && change.set.reason
                    == ChangeSet.Reason(code: record.code, text: record.text, basis: record.basis)
                && item?.operations.map(\.outline) == record.operations.map(\.outline)
                && change.awaited.contains(frame.caseID)
                && record.isMigration == (entry.kind == .migration)
            changes[record.changeSet]?.awaited.remove(frame.caseID)
        }
        guard !isSound else { return }
        find(
            2,
            frame.sequence,
            frame.number,
            "更正紀錄與核可之更動集不符",
            "a correction is not what its change set says"
        )
    }

    mutating func compareChanges() {
        for change in changes.values.sorted(by: { $0.set.id < $1.set.id }) where !change.awaited.isEmpty {
            let id = change.set.id
            find(2, nil, nil, "更動集 \(id) 已核可而案件未更正", "change set \(id) was applied, but not to all its cases")
        }
    }

    /// Decides a correction again from the case's whole history.
    func correction(again entry: Entry, _ frame: EntryFrame, _ before: CaseFile, _ decision: CaseDecision)
        throws -> Decision?
    {
        guard case .correction(let record) = entry.input else { throw CodingProblem("entry.input") }
        var verifier = self
        let key = cases[frame.caseID]?.key
        let stored = try snapshot.entries(of: frame.caseID, after: 0, limit: Int(frame.revision) - 1)
        var workflows: [String: Workflow] = [:]
        let past = try stored.map { stored in
            let header = try Value(json: stored.draft.bytes, options: .storage)
            let workflow = try verifier.workflow(header["bundle"]?.text ?? "")
            workflows[workflow.bundleHash] = workflow
            let (entry, frame) = try coding(workflow, frame.caseID, key).decode(stored.draft.bytes)
            return PastEntry(
                entry: entry,
                revision: frame.revision,
                opening: frame.opening,
                workflow: workflow
            )
        }
        for case .migrate(let hash, _) in record.operations { workflows[hash] = try verifier.workflow(hash) }
        return try decision.correct(before, past: past, record, workflows: workflows).get().decision
    }
}
