import Casework
import Values

/// A case taken out of the store, its sensitive values open.
struct OpenedCase {
    var file: CaseFile
    var sealed: [String: SealedValue]
    let key: [UInt8]
}

/// Opens cases and closes them again: the one place where ciphertext and clear text meet.
struct CaseVault: Sendable {
    let sealing: any Sealing

    /// Opens what is sealed in a head.
    func open(_ head: CaseHead, key: [UInt8]) throws -> OpenedCase {
        var file = head.file
        for (name, box) in head.sealed where name != CaseHead.chartField {
            file.data[name] = try value(box, name, file.id, key)
        }
        if let box = head.sealed[CaseHead.chartField] {
            file.chart.restore(withheld: try value(box, CaseHead.chartField, file.id, key))
        }
        return OpenedCase(file: file, sealed: head.sealed, key: key)
    }

    /// How a case's entries are written and read; nil for the key of an erased case, whose sealed values read as
    /// their ciphertexts.
    func coding(for workflow: Workflow, id: CaseID, revision: Int64, key: [UInt8]?) -> EntryCoding {
        var open: ((String, SealedValue) throws -> [UInt8])?
        if let key { open = { try sealing.open($1, field: $0, of: id, caseKey: key) } }
        return EntryCoding(
            isSealed: workflow.isSealed,
            hidesChart: workflow.sealsData,
            seal: { try sealing.seal($1, field: $0, of: id, revision: revision, caseKey: key ?? []) },
            open: open
        )
    }

    /// The head of a case after an entry: what the entry has sealed, and what stays sealed from before.
    func close(
        _ file: CaseFile,
        workflow: Workflow,
        earlier: [String: SealedValue],
        new: [String: SealedValue]
    ) -> CaseHead {
        var file = file
        var sealed: [String: SealedValue] = [:]
        for name in file.data.keys where workflow.isSealed(name) {
            sealed[name] = new[name] ?? earlier[name]
            file.data[name] = nil
        }
        if workflow.sealsData, file.chart.carriesData {
            sealed[CaseHead.chartField] = new[CaseHead.chartField] ?? earlier[CaseHead.chartField]
            file.chart.withhold()
        }
        return CaseHead(file: file, sealed: sealed)
    }

    private func value(_ box: SealedValue, _ name: String, _ id: CaseID, _ key: [UInt8]) throws -> Value {
        try Value(json: try sealing.open(box, field: name, of: id, caseKey: key), options: .storage)
    }
}
