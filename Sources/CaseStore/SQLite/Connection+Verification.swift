import Casework
import Values

/// What verification reads: whole tables, each once.
extension Connection {
    mutating func projections() throws(StorageFailure) -> [CaseID: CaseProjections] {
        var found: [CaseID: CaseProjections] = [:]
        let rows = try all(.storedCases) { row in (row.caseID(0), Connection.projectedRow(row)) }
        for (id, row) in rows { found[id, default: CaseProjections()].row = row }
        for (number, id, unit) in try all(
            .storedNumbers,
            read: { row in (row.text(0), row.caseID(1), row.textIfAny(2)) }
        ) {
            if let unit {
                found[id, default: CaseProjections()].pointers.insert(
                    CaseFile.Pointer(number: number, unit: unit)
                )
            } else {
                found[id, default: CaseProjections()].numbers.insert(number)
            }
        }
        for (account, id, isConflicted) in try all(
            .storedParties,
            read: { row in (row.text(0), row.caseID(1), row.boolean(2)) }
        ) {
            found[id, default: CaseProjections()].parties[account] = isConflicted
        }
        for (id, deadline) in try all(
            .storedDeadlines,
            read: { row in (row.caseID(1), Connection.listedDeadline(row)) }
        ) {
            found[id, default: CaseProjections()].deadlines.insert(deadline)
        }
        for (id, place) in try all(
            .storedOccurrences,
            read: { row in
                (
                    row.caseID(3),
                    CaseProjections.Place(kind: row.text(0), place: row.text(1), day: row.text(2))
                )
            }
        ) {
            found[id, default: CaseProjections()].places.insert(place)
        }
        for id in try all(.storedCaseKeys, read: { row in row.caseID(0) }) {
            found[id, default: CaseProjections()].hasKey = true
        }
        return found
    }

    private static func projectedRow(_ row: Row) -> CaseProjections.Row {
        CaseProjections.Row(
            unit: row.text(1),
            workflow: row.text(2),
            isClosed: row.boolean(3),
            nextDue: row.isNull(4) ? nil : row.integer(4),
            states: row.text(5),
            occurrences: row.text(6)
        )
    }

    private static func listedDeadline(_ row: Row) -> ListedDeadline {
        ListedDeadline(
            due: row.integer(0),
            name: row.text(2),
            occasion: Int(row.integer(3)),
            status: row.text(4)
        )
    }

    mutating func serials() throws(StorageFailure) -> [String: Int64] {
        Dictionary(try all(.storedSerials) { row in (row.text(0), row.integer(1)) }) { first, _ in first }
    }

    mutating func bundleHashes() throws(StorageFailure) -> [String] {
        try all(.storedBundles) { row in row.text(0) }
    }

    /// An empty key is none of ours: the kinds of values are checked apart.
    mutating func answeredKeys(after key: [UInt8]?, limit: Int) throws(StorageFailure) -> [AnsweredKey] {
        try all(.answeredKeys, key ?? [], limit) { row in
            AnsweredKey(
                key: row.bytes(0),
                request: row.bytes(1),
                sequence: row.integer(2),
                caseID: row.caseID(3)
            )
        }
    }
}
