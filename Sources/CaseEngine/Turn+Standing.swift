import Casework

extension CaseID {
    /// The case that is looked at where a number has none: the first.
    static let stranger = CaseID(1)
}

/// What the account that asks may learn of a case on the way.
extension Turn {
    /// A case's number; nil for whoever may not know of it: what a command set off stays hidden from those whom it
    /// concerns.
    func number(of id: CaseID, for account: String) throws -> String? {
        guard let file = try transaction.caseHead(id)?.file else { return nil }
        let workflow = try shelf.workflow(file.bundleHash, in: transaction)
        return maySee(file, workflow, account) ? file.number : nil
    }

    /// What the account may know of what it has done: a step may take the case out of its sight.
    ///
    /// Then the receipt says under the old number that it was done, and nothing of where the case has gone.
    func known(_ receipt: Receipt, of id: CaseID?, for request: Request) throws -> Receipt {
        guard request.command.isForTheGate, let id, let file = try transaction.caseHead(id)?.file else {
            return receipt
        }
        let workflow = try shelf.workflow(file.bundleHash, in: transaction)
        let standing = standing(of: request.account, in: file, workflow)
        guard !standing.maySee else {
            var receipt = receipt
            receipt.changed = receipt.changed.filter { standing.mayLearn(of: $0, in: workflow) }
            return receipt
        }
        var bare = Receipt(sequence: receipt.sequence, at: receipt.at)
        bare.number = request.command.number ?? receipt.number
        bare.revision = receipt.revision
        bare.isRepeated = receipt.isRepeated
        return bare
    }

    /// Whether an account may know of a case; nothing of the case is opened for it.
    func maySee(_ id: CaseID, _ account: String) throws -> Bool {
        try transaction.caseHead(id).map { try maySee($0.file, account) } ?? false
    }

    /// Whether an account may know of a case.
    func maySee(_ file: CaseFile, _ account: String) throws -> Bool {
        maySee(file, try shelf.workflow(file.bundleHash, in: transaction), account)
    }

    private func maySee(_ file: CaseFile, _ workflow: Workflow, _ account: String) -> Bool {
        standing(of: account, in: file, workflow).maySee
    }

    func standing(of account: String, in file: CaseFile, _ workflow: Workflow) -> Standing {
        Gate.standing(of: account, in: file, workflow: workflow, directory: state.directory, now: now)
    }
}
