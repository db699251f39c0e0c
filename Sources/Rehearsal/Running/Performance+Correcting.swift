import CaseEngine
import Casework
import Values

extension Performance {
    /// Puts a case right as two people would: a draft, its operations, the consequences looked at, proposed, agreed to.
    mutating func correct(_ correcting: Correcting, line: Int) throws -> Bool {
        do {
            let set = try draft(correcting, line: line)
            guard let set else { return false }
            let receipt = try carry(set, correcting)
            if let name = correcting.name { receipts[name] = receipt }
        } catch let refusal as Refusal {
            return refused(refusal, correcting.refusal, line: line)
        }
        guard let expected = correcting.refusal else { return true }
        fail(line, "refused" + (expected.kind.map { ": \($0.rawValue)" } ?? ""), "done")
        return true
    }

    /// The id of a draft with all operations; nil where the script names what there is not.
    private mutating func draft(_ correcting: Correcting, line: Int) throws -> String? {
        var undoing: String?
        if let undoes = correcting.undoes {
            undoing = receipts[undoes]
            guard undoing != nil else {
                let names = receipts.keys.sorted().joined(separator: ", ")
                fail(line, "a correction '\(undoes)'", "there is none; there are: \(names)")
                return nil
            }
        }
        let begun = try change(.begin(title: correcting.text, undoing: undoing), by: correcting.account)
        let set = begun?.set.id ?? ""
        guard let alias = correcting.alias else { return set }
        guard let number = try number(of: alias, line: line) else { return nil }
        for operation in correcting.operations {
            guard let operation = try resolved(operation, in: alias, line: line) else { return nil }
            let request = ChangeRequest.add(set: set, number: number, operation, revision: nil)
            _ = try change(request, by: correcting.account)
        }
        return set
    }

    /// Proposes a draft and, where it waits for a second person, agrees to it; its receipt.
    private func carry(_ set: String, _ correcting: Correcting) throws -> String? {
        let seen = try change(.preview(set: set, reveals: false), by: correcting.account, isDryRun: true)
        let proposal = ChangeRequest.propose(
            set: set,
            ChangeSet.Reason(code: "entry-error", text: correcting.text, basis: "排演"),
            fingerprint: seen?.fingerprint ?? "",
            cases: seen?.cases.count ?? 0,
            consent: nil
        )
        let proposed = try change(proposal, by: correcting.account)
        guard let approver = correcting.approver else { return proposed?.set.receipt }
        let looked = try change(.preview(set: set, reveals: false), by: approver, isDryRun: true)
        let digits = String((looked?.cases.first?.number ?? "").suffix(4))
        let fingerprint = looked?.fingerprint ?? ""
        return try change(.approve(set: set, fingerprint: fingerprint, digits: digits), by: approver)?
            .set.receipt
    }

    private func change(_ change: ChangeRequest, by account: String, isDryRun: Bool = false) throws
        -> ChangeView?
    {
        let request = Request(account: account, isDryRun: isDryRun, command: .change(change))
        return try stage.engine.perform(request).get().change
    }

    private mutating func resolved(_ operation: Correcting.Operation, in alias: String, line: Int) throws
        -> CorrectionOperation?
    {
        switch operation {
        case .plain(let operation): return operation
        case .retime(let entry, let instant):
            return try revision(of: entry, in: alias, line: line).map { .retime($0, to: instant) }
        case .void(let entry): return try revision(of: entry, in: alias, line: line).map { .void($0) }
        }
    }

    private mutating func revision(of entry: Correcting.Entry, in alias: String, line: Int) throws -> Int64? {
        guard case .last(let action) = entry else {
            if case .revision(let revision) = entry { return revision }
            return nil
        }
        guard let id = id(of: alias, line: line) else { return nil }
        let found = try stage.journal().last { stored in
            let entry = try? Value(json: stored.draft.bytes, options: .storage)
            return stored.draft.caseID == id && entry?["event"]?.text == action
        }
        if let found { return found.draft.revision }
        fail(line, "an entry of '\(action)' in '\(alias)'", "there is none")
        return nil
    }
}
