import Casework
import Values

/// `save`: compares with the row as it was and writes what changed, because each table and index touched
/// costs the writer a page.
extension Connection {
    mutating func save(_ record: CaseRecord) throws(StorageFailure) {
        try alive()
        let id = record.head.file.id
        let old = try loaded(id)
        let bytes = record.head.jsonBytes
        let new = LoadedCase(
            head: record.head,
            isClosed: record.isClosed,
            nextDue: record.nextDue?.firstMillisecond,
            states: record.stateLines,
            occurrences: record.occurrences.isEmpty ? "[]" : record.occurrences.json,
            byteCount: bytes.count
        )
        try saveRow(new, bytes, replacing: old)
        try saveNumbers(of: record.head.file, replacing: old?.head.file)
        try saveParties(of: record.head.file, replacing: old?.head.file)
        try saveDeadlines(of: record.head.file, replacing: old?.head.file)
        try saveOccurrences(record.occurrences, text: new.occurrences, of: id, replacing: old?.occurrences)
        turn.saved.append(id)
        heads[id] = new
    }

    mutating func forgetCases() throws(StorageFailure) {
        try alive()
        for query in [Query.dropDeadlines, .dropOccurrences, .dropParties, .dropNumbers, .dropCases] {
            try run(query)
        }
        heads.clear()
        numbers.clear()
    }

    /// Writes the row; an unchanged projection is left alone, which spares its indexes.
    private mutating func saveRow(
        _ new: LoadedCase,
        _ bytes: [UInt8],
        replacing old: LoadedCase?
    ) throws(StorageFailure) {
        let file = new.head.file
        guard let old else {
            try run(
                .insertCase,
                file.id,
                file.unit,
                file.workflow,
                new.isClosed,
                new.nextDue,
                new.states,
                new.occurrences,
                bytes
            )
            return
        }
        // SQLite writes an index anew if a column of it is set, even to what it was.
        let isPlaced = old.head.file.unit == file.unit && old.head.file.workflow == file.workflow
        guard isPlaced, old.isClosed == new.isClosed, old.occurrences == new.occurrences else {
            try run(
                .updateProjection,
                file.id,
                file.unit,
                file.workflow,
                new.isClosed,
                new.nextDue,
                new.states,
                new.occurrences,
                bytes
            )
            return
        }
        if old.nextDue == new.nextDue {
            try run(.updateHead, file.id, new.states, bytes)
        } else {
            try run(.updateDue, file.id, new.nextDue, new.states, bytes)
        }
    }

    private mutating func saveNumbers(
        of file: CaseFile,
        replacing old: CaseFile?
    ) throws(StorageFailure) {
        if let old, old.number == file.number, old.pointers == file.pointers { return }
        let known = Set((old?.pointers.map(\.number) ?? []) + (old.map { [$0.number] } ?? []))
        let current: [(String, String?)] = [(file.number, nil)]
        for (number, unit) in current + file.pointers.map({ ($0.number, $0.unit) }) {
            if known.contains(number) {
                numbers[number] = nil
                try run(.updateNumber, number, unit)
            } else {
                try run(.insertNumber, number, file.id, unit)
            }
        }
    }

    private mutating func saveParties(
        of file: CaseFile,
        replacing old: CaseFile?
    ) throws(StorageFailure) {
        if let old, old.parties == file.parties { return }
        let before = old?.isConflictedByAccount ?? [:]
        let after = file.isConflictedByAccount
        for account in before.keys where after[account] == nil { try run(.dropParty, account, file.id) }
        for (account, isConflicted) in after where before[account] != isConflicted {
            try run(.putParty, account, file.id, isConflicted)
        }
    }

    private mutating func saveDeadlines(
        of file: CaseFile,
        replacing old: CaseFile?
    ) throws(StorageFailure) {
        if let old, old.deadlines == file.deadlines { return }
        let before = old?.listedDeadlines ?? []
        let after = file.listedDeadlines
        for row in before where !after.contains(row) {
            try run(.dropDeadline, row.due, file.id, row.name, row.occasion)
        }
        for row in after where !before.contains(row) {
            try run(.putDeadline, row.due, file.id, row.name, row.occasion, row.status)
        }
    }

    private mutating func saveOccurrences(
        _ occurrences: [Occurrence],
        text: String,
        of id: CaseID,
        replacing old: String?
    ) throws(StorageFailure) {
        guard text != old ?? "[]" else { return }
        for gone in try Occurrence.list(from: old ?? "[]", of: id) {
            for row in gone.rows { try run(.dropOccurrence, row.kind, row.place, row.day, id) }
        }
        for occurrence in occurrences {
            for row in occurrence.rows { try run(.putOccurrence, row.kind, row.place, row.day, id) }
        }
    }
}
