import Casework
import Values

/// Level 1: the chain, which needs no key.
extension JournalVerifier {
    mutating func check(_ stored: StoredEntry, after previous: ChainHead) {
        let draft = stored.draft
        if draft.sequence != previous.sequence + 1 {
            find(1, draft.sequence, nil, "前一筆紀錄不存在", "the entry before it is missing")
        }
        if digest(previous.hash + draft.bytes) != stored.hash {
            find(1, draft.sequence, nil, "雜湊值不符,紀錄遭變更", "its hash does not match: it was altered")
        }
        if draft.at < previous.at {
            find(1, draft.sequence, nil, "時間早於前一筆紀錄", "its time lies before that of the entry before")
        }
        guard let value = try? Value(json: draft.bytes, options: .storage) else {
            find(1, draft.sequence, nil, "內容無法讀取", "its bytes cannot be read")
            return
        }
        let isProjected =
            value["sequence"]?.integer == draft.sequence && value["at"]?.integer == draft.at.milliseconds
            && value["kind"]?.text == draft.kind.rawValue && value["account"]?.text == draft.account
            && value["case"]?.integer == draft.caseID?.number
            && value["revision"]?.integer ?? 0 == draft.revision
        if !isProjected {
            find(1, draft.sequence, nil, "索引欄位與內容不符", "its columns do not say what its bytes say")
        }
    }

    mutating func compareAnchors(with stored: StoredEntry) {
        while let anchor = anchors.first, anchor.sequence <= stored.draft.sequence {
            anchors.removeFirst()
            guard anchor.sequence != stored.draft.sequence || anchor.hash != stored.hash else { continue }
            find(
                1,
                anchor.sequence,
                nil,
                "與簽署之紀錄末端不符,紀錄遭重寫",
                "it is not what was signed: it was written anew"
            )
        }
    }

    mutating func reportAnchors(beyond sequence: Int64) {
        for anchor in anchors {
            let zhHant = "簽署時已有 \(anchor.sequence) 筆,現僅 \(sequence) 筆:末端遭截短或還原了舊檔"
            let en =
                "\(anchor.sequence) entries were signed for, there are \(sequence): cut off, or an older file"
            find(1, anchor.sequence, nil, zhHant, en)
        }
        anchors = []
    }
}
