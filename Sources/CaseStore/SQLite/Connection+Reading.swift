import Casework
import Values

extension Connection {
    mutating func chainHead() throws(StorageFailure) -> ChainHead {
        if let chain = turn.chain { return chain }
        let head = try first(.chainHead) { row throws(StorageFailure) in
            ChainHead(sequence: row.integer(0), hash: row.bytes(1), at: row.instant(2))
        }
        if turn.phase == .writing { turn.chain = head ?? .empty }
        return head ?? .empty
    }

    mutating func caseHead(_ id: CaseID) throws(StorageFailure) -> CaseHead? {
        if turn.phase == .writing { return try loaded(id)?.head }
        return try first(.headOfCase, id, read: Connection.head)
    }

    /// The case's row, from memory if the writer has it.
    mutating func loaded(_ id: CaseID) throws(StorageFailure) -> LoadedCase? {
        if let known = heads[id] { return known }
        let found = try first(.loadCase, id) { row throws(StorageFailure) in
            LoadedCase(
                head: try Connection.head(row),
                isClosed: row.boolean(1),
                nextDue: row.isNull(2) ? nil : row.integer(2),
                states: row.text(3),
                occurrences: row.text(4),
                byteCount: row.byteCount(0)
            )
        }
        if let found { heads[id] = found }
        return found
    }

    /// Reads the head in a row's first column.
    static func head(_ row: Row) throws(StorageFailure) -> CaseHead { try head(row, 0) }

    private static func head(_ row: Row, _ column: Int32) throws(StorageFailure) -> CaseHead {
        do {
            return try CaseHead(jsonBytes: row.bytes(column))
        } catch {
            throw .corrupt("the head of a case is unreadable: \(error)")
        }
    }

    mutating func lookUp(number: String) throws(StorageFailure) -> NumberLookup? {
        if turn.phase == .writing, let known = numbers[number] { return .current(known) }
        let found = try first(.number, number) { row throws(StorageFailure) -> NumberLookup in
            if let unit = row.textIfAny(1) { return .pointer(row.caseID(0), unit: unit) }
            return .current(row.caseID(0))
        }
        if turn.phase == .writing, case .current(let id)? = found { numbers[number] = id }
        return found
    }

    mutating func cases(_ query: CaseQuery) throws(StorageFailure) -> [CaseHead] {
        try all(
            .casesOfAccount,
            query.units.sorted().json,
            query.account,
            query.before?.number ?? Int64.max,
            query.workflow,
            query.isClosed,
            query.state,
            query.limit,
            read: Connection.head
        )
    }

    mutating func cases(numbered text: String, limit: Int) throws(StorageFailure) -> [CaseHead] {
        try all(.casesNumbered, text, limit, read: Connection.head)
    }

    mutating func entries(
        of id: CaseID,
        after revision: Int64,
        limit: Int
    ) throws(StorageFailure) -> [StoredEntry] {
        try all(.entriesOfCase, id, revision, limit, read: Connection.entry)
    }

    mutating func entries(after sequence: Int64, limit: Int) throws(StorageFailure) -> [StoredEntry] {
        try all(.entries, sequence, limit, read: Connection.entry)
    }

    private static func entry(_ row: Row) throws(StorageFailure) -> StoredEntry {
        guard let kind = EntryKind(rawValue: row.text(4)) else {
            throw .corrupt("entry \(row.integer(0)) is of no known kind")
        }
        let draft = EntryDraft(
            sequence: row.integer(0),
            caseID: row.isNull(1) ? nil : row.caseID(1),
            revision: row.integer(2),
            at: row.instant(3),
            kind: kind,
            account: row.textIfAny(5),
            bytes: row.bytes(6)
        )
        return StoredEntry(draft: draft, hash: row.bytes(7))
    }

    mutating func occurrences(_ search: OccurrenceSearch) throws(StorageFailure) -> [Occurrence] {
        let rows = try all(
            .casesWithOccurrence,
            search.kind,
            search.places.json,
            search.first,
            search.last,
            search.excluding
        ) { row throws(StorageFailure) in
            try Occurrence.list(from: row.text(1), of: row.caseID(0))
        }
        return search.matches(in: rows.joined())
    }

    mutating func casesDue(by now: Instant, limit: Int) throws(StorageFailure) -> [CaseID] {
        try all(.casesDue, now, limit) { row in row.caseID(0) }
    }

    mutating func nextDue() throws(StorageFailure) -> Instant? {
        try first(.nextDue) { row in row.instant(0) }
    }

    mutating func deadlines(_ query: DeadlineQuery) throws(StorageFailure) -> [DeadlineRow] {
        let units = query.units.sorted().json
        guard query.isIndexed else {
            let heads = try all(.headsOfAccount, units, query.account, read: Connection.head)
            return query.matches(in: heads)
        }
        let bound = query.dueBefore.map { $0.milliseconds - 1 } ?? Int64.max
        var last: CaseHead?
        return try all(.deadlines, units, query.account, bound, query.status?.rawValue, query.limit) {
            row throws(StorageFailure) in
            let id = row.caseID(3)
            let head = if let last, last.file.id == id { last } else { try Connection.head(row, 2) }
            last = head
            let name = row.text(0)
            let occasion = Int(row.integer(1))
            guard
                let deadline = head.file.deadlines.first(where: { $0.name == name && $0.occasion == occasion }
                )
            else { throw .corrupt("case \(id.number) lacks the listed deadline \(name)") }
            return DeadlineRow(caseID: id, deadline: deadline)
        }
    }
}
