import Casework

/// What the account that asks may learn of a case on the way.
extension Turn {
    /// A case's number; nil for whoever may not know of it: what a command set off stays hidden from those whom it
    /// concerns.
    func number(of id: CaseID, for account: String) throws -> String? {
        guard let file = try transaction.caseHead(id)?.file else { return nil }
        let workflow = try shelf.workflow(file.bundleHash, in: transaction)
        return maySee(file, workflow, account) ? file.number : nil
    }

    /// A conflict, for whoever may know of the case; `decide` asks the gate itself where there is none.
    func conflict(with file: CaseFile, _ workflow: Workflow, for account: String) -> Refusal {
        maySee(file, workflow, account) ? .conflict(revision: file.revision) : .unknown(.case)
    }

    private func maySee(_ file: CaseFile, _ workflow: Workflow, _ account: String) -> Bool {
        Gate.standing(of: account, in: file, workflow: workflow, directory: state.directory, now: now).maySee
    }
}
