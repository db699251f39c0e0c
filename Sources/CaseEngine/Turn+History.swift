import Casework
import Values

/// A case's whole history in clear, as corrections need it.
extension Turn {
    /// Every entry of a case, in order, each with the definition of its time.
    func history(of id: CaseID) throws -> [PastEntry] {
        let key = try transaction.caseKey(id)
        return try transaction.entries(of: id, after: 0, limit: Int(Int32.max)).map { stored in
            let header = try Value(json: stored.draft.bytes, options: .storage)
            let workflow = try shelf.workflow(header["bundle"]?.text ?? "", in: transaction)
            let coding = vault.coding(for: workflow, id: id, revision: stored.draft.revision, key: key)
            let (entry, frame) = try coding.decode(stored.draft.bytes)
            return PastEntry(
                entry: entry,
                revision: frame.revision,
                opening: frame.opening,
                workflow: workflow
            )
        }
    }

    /// The definitions that a case has had, and those that operations take it over to, by the hash of their bundle.
    func workflows(_ past: [PastEntry], _ operations: [CorrectionOperation]) throws -> [String: Workflow] {
        var workflows: [String: Workflow] = [:]
        for entry in past { workflows[entry.workflow.bundleHash] = entry.workflow }
        for case .migrate(let hash, _) in operations {
            workflows[hash] = try shelf.workflow(hash, in: transaction)
        }
        return workflows
    }

    // MARK: Values of operations

    /// An operation as a change set keeps it.
    func sealed(
        _ operation: CorrectionOperation,
        in set: ChangeSet,
        _ opened: OpenedCase,
        _ workflow: Workflow
    ) throws -> ChangeSet.SealedOperation {
        let number = set.count + 1
        guard operation.values != .null, workflow.sealsData else {
            return ChangeSet.SealedOperation(
                outline: operation.outline,
                values: operation.values,
                sealed: nil,
                number: number
            )
        }
        let box = try vault.sealing.seal(
            operation.values.jsonBytes,
            field: ChangeSet.SealedOperation.field(of: set.id, number),
            of: opened.file.id,
            revision: opened.file.revision,
            caseKey: opened.key
        )
        return ChangeSet.SealedOperation(
            outline: operation.outline,
            values: .null,
            sealed: box,
            number: number
        )
    }

    /// The operations of a case in clear.
    func operations(of item: ChangeSet.Item, in set: ChangeSet) throws -> [CorrectionOperation] {
        let key = try transaction.caseKey(item.caseID) ?? []
        return try item.operations.map { operation in
            var values = operation.values
            if let sealed = operation.sealed {
                let field = ChangeSet.SealedOperation.field(of: set.id, operation.number)
                let bytes = try vault.sealing.open(sealed, field: field, of: item.caseID, caseKey: key)
                values = try Value(json: bytes, options: .storage)
            }
            return try CorrectionOperation(outline: operation.outline, values: values)
        }
    }
}
