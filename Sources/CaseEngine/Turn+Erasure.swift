import Casework
import Statechart
import Values

/// Destroying keys, and knowing which other cases hold values of a case under keys of their own.
///
/// ```
///  closed ──erase──▶ entry .erasure ──▶ head without sealed values ──▶ key destroyed ──COMMIT──▶ log emptied
/// ```
extension Turn {
    /// Whether an account administers the whole installation.
    func isAdministrator(_ account: String) -> Bool {
        account == Gate.system || !administration(of: account).isEmpty
    }

    private func administration(of account: String) -> [String] {
        let roots = state.directory.units.values.filter { $0.parent == nil }.map(\.id)
        let isHeld = state.directory.grants(of: account, at: now)
            .contains { $0.role == "administrator" && roots.contains($0.unit) }
        return isHeld ? ["administrator"] : []
    }

    /// Erases a case, and with `includingPassed` the cases that hold values of it; all or none.
    mutating func erase(_ number: String, _ reason: String, includingPassed: Bool, for account: String) throws
        -> Receipt
    {
        // Before the number is looked up, so that nobody learns from the answer whether the case exists.
        guard isAdministrator(account) else {
            throw Refusal.notPermitted(action: "erase", by: ["administrator"])
        }
        guard case .current(let id)? = try transaction.lookUp(number: number) else {
            throw Refusal.unknown(.case)
        }
        guard reason.contains(where: { !$0.isWhitespace }) else {
            let message = LocalizedText(
                zhHant: "請填寫銷毀依據(勿含個人資料)",
                en: "Say why, without personal data"
            )
            throw Refusal.invalidData([FieldProblem(field: "reason", message: message)])
        }
        let holders = try holders(of: id)
        var receipt = try erase(id, reason, for: account)
        if includingPassed {
            for holder in holders { receipt.erased.append(try erase(holder, reason, for: account).number) }
        } else {
            receipt.passedTo = try holders.compactMap { try transaction.caseHead($0)?.file.number }
        }
        return receipt
    }

    private mutating func erase(_ id: CaseID, _ reason: String, for account: String) throws -> Receipt {
        let (opened, workflow) = try load(id)
        let decision = try CaseDecision(in: situation(workflow, of: id))
            .erase(opened.file, reason: reason, account: account, roles: administration(of: account)).get()
        let receipt = try keep(decision, opened: opened, workflow: workflow, opening: nil, cause: nil)
        try transaction.destroy(caseKey: id)
        state.erased.append(id)
        return receipt
    }

    /// The cases that have received values of a case, directly or passed on, and still have their keys; by id.
    private func holders(of id: CaseID) throws -> [CaseID] {
        var found: Set<CaseID> = []
        var waiting = [id]
        while let next = waiting.popLast() {
            guard let file = try transaction.caseHead(next)?.file else { continue }
            if next != id, file.erasedAt == nil { found.insert(next) }
            waiting += file.passedTo.filter { $0 != id && !found.contains($0) }.sorted()
        }
        return found.sorted()
    }

    /// The case that a message goes to; nil if there is none, or if it was erased and takes in nothing more.
    func recipient(of message: Decision.OutgoingMessage, from file: CaseFile) throws -> CaseID? {
        let id = try addressee(of: message, from: file)
        return try id.flatMap { try transaction.caseHead($0) }?.file.erasedAt == nil ? id : nil
    }

    /// Notes in a decision which other cases it gives values that may be sealed here.
    ///
    /// Which of the values are sensitive is not known once an expression has made them, so each payload that
    /// leaves a case with sensitive fields counts.
    func notePassing(_ decision: inout Decision, _ workflow: Workflow) throws {
        guard workflow.sealsData else { return }
        var passed: Set<CaseID> = []
        for opening in decision.openings where !opening.data.isEmpty {
            if let child = decision.after.children[opening.name] { passed.insert(child) }
        }
        for message in decision.messages where message.event.data ?? .null != .null {
            if let recipient = try recipient(of: message, from: decision.after) { passed.insert(recipient) }
        }
        passed.remove(decision.after.id)
        decision.entry.outcome.passedTo = passed.sorted()
        decision.after.passedTo.formUnion(passed)
    }
}
