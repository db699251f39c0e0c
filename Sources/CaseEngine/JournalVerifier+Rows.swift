import Casework
import Values

/// Level 2: what is counted, remembered and kept along with the entries.
extension JournalVerifier {
    /// A series that is set back gives a number twice; one that is set forward leaves out numbers.
    mutating func compareSerials() throws {
        let stored = try snapshot.serials()
        for series in Set(stored.keys).union(serials.keys).sorted() where stored[series] != serials[series] {
            let name = series.isEmpty ? "cases" : series
            find(
                2,
                nil,
                nil,
                "流水號與紀錄不符:\(name)",
                "a series does not stand where its entries left it: \(name)"
            )
        }
    }

    /// Each remembered request points to an entry that somebody asked for, and to one of its own, which states it; each
    /// that an entry states is remembered.
    mutating func compareAnswered() throws {
        var pointed: Set<Int64> = []
        var last: [UInt8]?
        while true {
            let page = try snapshot.answeredKeys(after: last, limit: 500)
            guard !page.isEmpty else { break }
            for row in page {
                let isSound =
                    isAct(row) && pointed.insert(row.sequence).inserted
                    && row.key.count == row.request.count
                if !isSound {
                    find(2, row.sequence, nil, "已處理之請求與紀錄不符", "a remembered request is not that of an entry")
                }
            }
            last = page.last?.key
        }
        for (position, act) in acts.enumerated() {
            let sequence = Int64(position) + 1
            guard act.request != nil, !pointed.contains(sequence) else { continue }
            find(2, sequence, nil, "所載請求未留存,重送將再辦一次", "the request that it states is not remembered")
        }
    }

    private func isAct(_ row: AnsweredKey) -> Bool {
        guard row.sequence >= 1, row.sequence <= Int64(acts.count) else { return false }
        let act = acts[Int(row.sequence) - 1]
        let isStated = act.request.map { $0 == RequestDigests(key: row.key, request: row.request) } ?? true
        return act.isRequested && act.caseID == row.caseID && isStated
    }

    /// Every bundle is what its name says, used or not; those in use were looked at when they were compiled.
    mutating func compareBundles() throws {
        for hash in try snapshot.bundleHashes() where compiled[hash] == nil {
            guard let bytes = try snapshot.bundle(hash), Hexadecimal.encode(digest(bytes)) == hash else {
                find(2, nil, nil, "流程版本遭變更:\(hash)", "a bundle is not what its hash says: \(hash)")
                continue
            }
        }
    }
}

extension JournalVerifier.Act {
    /// What an entry is to a remembered request: the clock and other cases ask for nothing.
    init(_ draft: EntryDraft) {
        caseID = draft.caseID ?? CaseID(0)
        isRequested =
            switch draft.kind {
            case .open, .action, .message, .erasure, .register: true
            case .deadline, .delayed, .facts, .calendar, .correction, .migration: false
            }
    }
}
