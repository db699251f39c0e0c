import Casework
import Values

extension Connection {
    mutating func nextSerial(_ series: String) throws(StorageFailure) -> Int {
        try alive()
        guard let last = try first(.countSerial, series, read: { row in Int(row.integer(0)) }) else {
            throw .corrupt("a series does not count")
        }
        return last
    }

    /// Counts the series without a name, which no workflow can name.
    mutating func nextCaseID() throws(StorageFailure) -> CaseID { CaseID(Int64(try nextSerial(""))) }

    mutating func append(_ entry: EntryDraft) throws(StorageFailure) -> ChainHead {
        try alive()
        let next = try chainHead().appending(entry)
        try run(
            .insertEntry,
            entry.sequence,
            entry.caseID,
            entry.revision,
            entry.at,
            entry.kind.rawValue,
            entry.account,
            next.hash,
            entry.bytes
        )
        turn.chain = next
        return next
    }

    mutating func keep(bundle bytes: [UInt8], hash: String) throws(StorageFailure) {
        try alive()
        try run(.putBundle, hash, bytes)
    }

    mutating func keep(caseKey wrapped: [UInt8], for id: CaseID) throws(StorageFailure) {
        try alive()
        try run(.putCaseKey, id, wrapped)
    }

    /// Deletes the row; `secure_delete` overwrites its bytes in the page.
    mutating func destroy(caseKey id: CaseID) throws(StorageFailure) {
        try alive()
        try run(.dropCaseKey, id)
        heads[id] = nil
    }

    mutating func put(_ kind: RegisterKind, id: String, row: [UInt8]) throws(StorageFailure) {
        try alive()
        try run(.putRegister, kind.rawValue, id, row)
    }

    mutating func owe(_ notices: [NoticeRow]) throws(StorageFailure) {
        try alive()
        for notice in notices {
            try run(
                .putNotice,
                notice.account,
                notice.caseID,
                notice.name,
                notice.reason.rawValue,
                notice.text.zhHant,
                notice.text.en,
                notice.at
            )
        }
    }

    mutating func remember(_ key: AnsweredKey) throws(StorageFailure) {
        try alive()
        try run(.putAnswered, key.key, key.request, key.sequence, key.caseID)
    }

    /// Keeps a fact about the file itself, once.
    mutating func keep(fact name: String, _ value: [UInt8]) throws(StorageFailure) {
        try alive()
        try run(.putFact, name, value)
    }
}
