import Casework
import CivilCalendar
import Values

/// Thrown to roll a trial back, carrying what it would have come to.
private struct TrialDone: Error {
    let consequences: Turn.Consequences
}

/// Applying a change set, for good or on trial: the same way, once kept and once rolled back.
extension Turn {
    /// What a change set comes to.
    struct Consequences {
        var differences: [CaseDifference] = []
        var operations: [[CorrectionOperation]] = []
        var workflows: [Workflow] = []
        var fingerprint = ""
        var traits: Set<CorrectionPolicy.Trait> = []
        var needsSecond = true
    }

    /// A case before anything is put right in it.
    private struct Before {
        let item: ChangeSet.Item
        let file: CaseFile
        let workflow: Workflow
        let past: [PastEntry]
        let operations: [CorrectionOperation]
    }

    /// What a change set would come to now; everything is rolled back.
    func consequences(of set: ChangeSet) throws -> Consequences {
        do {
            return try transaction.savepoint {
                var trial = self
                let consequences = try trial.apply(set, receipt: "", cause: nil)
                throw TrialDone(consequences: consequences)
            }
        } catch let done as TrialDone {
            return done.consequences
        }
    }

    /// Puts right what a change set says, one entry for each case, and works off what that sets off.
    mutating func apply(_ set: ChangeSet, receipt: String, cause: Int64?) throws -> Consequences {
        let before = try set.items.map { item in
            let (opened, workflow) = try load(item.caseID)
            guard opened.file.revision == item.revision else {
                throw Refusal.conflict(revision: opened.file.revision)
            }
            return Before(
                item: item,
                file: opened.file,
                workflow: workflow,
                past: try history(of: item.caseID),
                operations: try operations(of: item, in: set)
            )
        }
        var corrections: [Correction] = []
        for place in before {
            corrections.append(try correct(place.item.caseID, place.operations, set, receipt, cause))
        }
        return try consequences(of: set, before, corrections)
    }

    private mutating func correct(
        _ id: CaseID,
        _ operations: [CorrectionOperation],
        _ set: ChangeSet,
        _ receipt: String,
        _ cause: Int64?
    ) throws -> Correction {
        entries = 0
        let (opened, workflow) = try load(id)
        let past = try history(of: id)
        let workflows = try workflows(past, operations)
        let record = CorrectionRecord(
            changeSet: set.id,
            receipt: receipt,
            author: set.author,
            approver: set.approver,
            consent: set.consent,
            code: set.reason?.code ?? "",
            text: set.reason?.text ?? "",
            basis: set.reason?.basis ?? "",
            fingerprint: set.fingerprint ?? "",
            operations: operations
        )
        let correction = try CaseDecision(in: situation(workflow, of: id))
            .correct(opened.file, past: past, record, workflows: workflows).get()
        let after = workflows[correction.decision.after.bundleHash] ?? workflow
        let done = try keep(
            correction.decision,
            opened: opened,
            workflow: after,
            opening: nil,
            cause: cause
        )
        _ = try workOff(done)
        return correction
    }

    private func consequences(of set: ChangeSet, _ before: [Before], _ corrections: [Correction]) throws
        -> Consequences
    {
        var consequences = Consequences()
        for (place, correction) in zip(before, corrections) {
            let (after, workflow) = try load(place.item.caseID)
            consequences.differences.append(
                CaseDecision(in: situation(workflow, of: place.item.caseID)).difference(
                    from: place.file,
                    to: after.file,
                    by: correction,
                    past: place.past,
                    workflow: place.workflow
                )
            )
            consequences.operations.append(place.operations)
            consequences.workflows.append(workflow)
        }
        let outlines = set.items.map { $0.operations.map(\.outline) }
        let bytes = CaseDifference.canonical(consequences.differences, outlines, at: now)
        // Under a key of the server's: nobody can find out sealed values by trying.
        consequences.fingerprint = Hexadecimal.encode(vault.sealing.digest(bytes))
        consequences.traits = policy.traits(
            of: consequences.operations.flatMap(\.self),
            consequences.differences
        )
        consequences.needsSecond = !consequences.traits.isDisjoint(with: policy.second)
        return consequences
    }

    /// The number of the next receipt of the year: one more than there are.
    func nextReceipt() throws -> String {
        let year = Taipei.date(of: now).rocYear
        let prefix = "更-\(year)-"
        let last =
            try changeSets().compactMap(\.receipt).filter { $0.hasPrefix(prefix) }
            .compactMap { Int($0.dropFirst(prefix.count)) }.max() ?? 0
        let serial = String(last + 1)
        return prefix + String(repeating: "0", count: max(0, 4 - serial.count)) + serial
    }

    /// All change sets that there ever were.
    func changeSets() throws -> [ChangeSet] {
        try transaction.register(.changeSet).compactMap { id, row in
            guard case .changeSet(let set) = try RegisterChange(kind: .changeSet, id: id, row: row) else {
                return nil
            }
            return set
        }
    }
}
