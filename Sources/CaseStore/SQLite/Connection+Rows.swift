import Casework
import Values

/// What is read beside cases and journal.
extension Connection {
    mutating func bundle(_ hash: String) throws(StorageFailure) -> [UInt8]? {
        try first(.bundle, hash) { row in row.bytes(0) }
    }

    mutating func caseKey(_ id: CaseID) throws(StorageFailure) -> [UInt8]? {
        try first(.caseKey, id) { row in row.bytes(0) }
    }

    mutating func register(_ kind: RegisterKind) throws(StorageFailure) -> [String: [UInt8]] {
        let rows = try all(.register, kind.rawValue) { row in (row.text(0), row.bytes(1)) }
        return Dictionary(rows) { first, _ in first }
    }

    mutating func answered(_ key: [UInt8]) throws(StorageFailure) -> AnsweredKey? {
        try first(.answered, key) { row in
            AnsweredKey(key: key, request: row.bytes(0), sequence: row.integer(1), caseID: row.caseID(2))
        }
    }

    mutating func registered(_ kind: RegisterKind, id: String) throws(StorageFailure) -> [UInt8]? {
        try first(.registered, kind.rawValue, id) { row in row.bytes(0) }
    }

    mutating func hasPassed(verdict key: String) throws(StorageFailure) -> Bool {
        try first(.verdict, key) { row in row.integer(0) } != nil
    }

    mutating func notices(after id: Int64, limit: Int) throws(StorageFailure) -> [NoticeRow] {
        try all(.notices, id, limit) { row throws(StorageFailure) in
            guard let reason = NoticeRow.Reason(rawValue: row.text(4)) else {
                throw .corrupt("notice \(row.integer(0)) has no known reason")
            }
            return NoticeRow(
                id: row.integer(0),
                account: row.text(1),
                caseID: row.caseID(2),
                name: row.text(3),
                reason: reason,
                text: LocalizedText(zhHant: row.text(5), en: row.text(6)),
                at: row.instant(7)
            )
        }
    }

    mutating func refusals(limit: Int) throws(StorageFailure) -> [RefusalRow] {
        try all(.refusals, limit) { row throws(StorageFailure) in
            RefusalRow(
                at: row.instant(0),
                account: row.text(1),
                caseID: row.isNull(2) ? nil : row.caseID(2),
                action: row.text(3),
                kind: row.text(4),
                clauses: try row.texts(5),
                attributes: try row.texts(6)
            )
        }
    }

    mutating func looks(at id: CaseID, limit: Int) throws(StorageFailure) -> [LookRow] {
        try all(.looks, id, limit) { row throws(StorageFailure) in
            LookRow(at: row.instant(0), account: row.text(1), caseID: id, fields: try row.texts(2))
        }
    }

    mutating func caseCount() throws(StorageFailure) -> Int64 {
        try first(.caseCount) { row in row.integer(0) } ?? 0
    }

    /// A fact about the file itself.
    mutating func fact(_ name: String) throws(StorageFailure) -> [UInt8]? {
        try first(.fact, name) { row in row.bytes(0) }
    }
}
