import Casework
import Values

/// Level 2: heads and rows of the cases are what the entries make them.
extension JournalVerifier {
    mutating func compareCases() throws {
        var rows = try snapshot.projections()
        for (id, folded) in cases.sorted(by: { $0.key < $1.key }) {
            try compareHead(of: id, folded)
            compareKey(of: id, folded)
            compareRows(rows.removeValue(forKey: id) ?? CaseProjections(), of: folded)
        }
        for id in rows.keys.sorted() {
            find(
                2,
                nil,
                nil,
                "有資料屬於紀錄所無之案件(內部編號 \(id.number))",
                "rows speak of a case that no entry has opened (id \(id.number))"
            )
        }
    }

    private mutating func compareHead(of id: CaseID, _ folded: Folded) throws {
        let number = folded.file.number
        do {
            guard let head = try snapshot.caseHead(id) else {
                find(2, nil, number, "案件不見了", "the case is missing")
                return
            }
            if try file(of: head, id, folded.key) != folded.file {
                find(2, nil, number, "案件現況與紀錄不符", "the case is not what its entries make it")
            }
        } catch StorageFailure.unreadable(let text) {
            throw StorageFailure.unreadable(text)
        } catch {
            find(2, nil, number, "案件現況無法讀取(\(error))", "the case cannot be read (\(error))")
        }
    }

    /// A head with its sensitive values open, or their ciphertexts in their place.
    private func file(of head: CaseHead, _ id: CaseID, _ key: [UInt8]?) throws -> CaseFile {
        var file = head.file
        for (name, box) in head.sealed where name != CaseHead.chartField {
            file.data[name] = try open(box, name, id, key)
        }
        if let box = head.sealed[CaseHead.chartField], key != nil {
            file.chart.restore(withheld: try open(box, CaseHead.chartField, id, key))
        }
        return file
    }

    private func open(_ box: SealedValue, _ name: String, _ id: CaseID, _ key: [UInt8]?) throws -> Value {
        guard let sealing, let key else { return box.marker }
        return try Value(json: try sealing.open(box, field: name, of: id, caseKey: key), options: .storage)
    }

    /// A key that was altered is of no use to anybody, even where it has sealed nothing yet.
    private mutating func compareKey(of id: CaseID, _ folded: Folded) {
        guard let sealing, let key = folded.key else { return }
        let probe = SealedValue(
            revision: 0,
            nonce: [UInt8](repeating: 0, count: 12),
            box: [UInt8](repeating: 0, count: 16)
        )
        do {
            _ = try sealing.open(probe, field: "", of: id, caseKey: key)
        } catch SealingFailure.foreignKey {
            find(2, nil, folded.file.number, "案件金鑰遭變更", "its key was altered, or belongs to another case")
        } catch {
            // The key opens; that there is nothing behind it is known.
        }
    }
}
