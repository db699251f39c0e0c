import Casework
import GRDBSQLite
import Values

/// The streams: each row is hashed together with the hash of the row before it.
///
/// The end of a stream is read once a turn, and only in a turn that adds to it.
extension Connection {
    mutating func record(_ refusal: RefusalRow) throws(StorageFailure) {
        try alive()
        let record = try streamHead(.refusals).appending(StreamColumns(refusal))
        try run(
            .putRefusal,
            record.position,
            refusal.at,
            refusal.account,
            refusal.caseID,
            refusal.action,
            refusal.kind,
            refusal.clauses.json,
            refusal.attributes.json,
            record.hash
        )
        turn.streams[.refusals] = StreamHead(record)
    }

    mutating func record(_ look: LookRow) throws(StorageFailure) {
        try alive()
        let record = try streamHead(.looks).appending(StreamColumns(look))
        try run(
            .putLook,
            record.position,
            look.at,
            look.account,
            look.caseID,
            look.fields.json,
            record.hash
        )
        turn.streams[.looks] = StreamHead(record)
    }

    mutating func record(_ row: ConsoleRow) throws(StorageFailure) -> Int64 {
        try alive()
        let end = try streamHead(.console)
        let placed = row.placed(at: end.count + 1)
        let record = end.appending(StreamColumns(placed))
        try run(
            .putConsole,
            record.position,
            placed.at,
            placed.session,
            placed.account,
            placed.step.rawValue,
            placed.refersTo,
            placed.caseText,
            String(decoding: placed.content.jsonBytes, as: UTF8.self),
            record.hash
        )
        turn.streams[.console] = StreamHead(record)
        return record.position
    }

    mutating func console(_ query: ConsoleQuery) throws(StorageFailure) -> [ConsoleRow] {
        try all(
            .console,
            query.session,
            query.account,
            query.caseID.map { " \($0.number) " },
            query.step?.rawValue,
            query.before ?? Int64.max,
            query.limit,
            read: Connection.consoleRow
        )
    }

    private static func consoleRow(_ row: Row) throws(StorageFailure) -> ConsoleRow {
        guard let step = ConsoleRow.Step(rawValue: row.text(4)),
            let content = try? Value(json: row.bytes(7))
        else { throw .corrupt("row \(row.integer(0)) of the consoles is unreadable") }
        return ConsoleRow(
            id: row.integer(0),
            at: row.instant(1),
            session: row.integer(2),
            account: row.text(3),
            step: step,
            refersTo: row.isNull(5) ? nil : row.integer(5),
            cases: ConsoleRow.cases(from: row.text(6)),
            content: content
        )
    }

    mutating func keep(verdicts keys: [String]) throws(StorageFailure) {
        try alive()
        for key in keys where try !hasPassed(verdict: key) {
            let record = try streamHead(.verdicts).appending(StreamColumns(verdict: key))
            try run(.putVerdict, record.position, key, record.hash)
            turn.streams[.verdicts] = StreamHead(record)
        }
    }

    mutating func streamHead(_ stream: RecordStream) throws(StorageFailure) -> StreamHead {
        if let known = turn.streams[stream] { return known }
        let head =
            try first(stream.head) { row in
                StreamHead(count: row.integer(0), hash: row.bytes(1))
            } ?? .empty
        if turn.phase == .writing { turn.streams[stream] = head }
        return head
    }

    mutating func records(
        of stream: RecordStream,
        after position: Int64,
        limit: Int
    ) throws(StorageFailure) -> [StreamRecord] {
        try all(stream.records, position, limit) { row in
            StreamRecord(
                position: row.integer(0),
                bytes: StreamColumns(row).bytes(at: row.integer(0)),
                hash: row.bytes(row.columnCount - 1)
            )
        }
    }
}

/// The migration that chained the streams.
extension Connection {
    /// Hashes the rows that were there before, and makes an entry for each credential that was.
    mutating func carryOverStreams() throws {
        for stream in RecordStream.first { try chain(stream) }
        for (id, row) in try register(.credential).sorted(by: { $0.key < $1.key }) {
            let change = try RegisterChange(kind: .credential, id: id, row: row)
            let head = try chainHead()
            let entry = RegisterEntry(
                sequence: head.sequence + 1,
                at: head.at,
                account: Gate.system,
                change: change
            )
            _ = try append(entry.draft)
            try put(.credential, id: id, row: change.row)
        }
    }

    private mutating func chain(_ stream: RecordStream) throws(StorageFailure) {
        guard let chaining = stream.chaining else { return }
        var last = StreamHead.empty
        while true {
            let page = try records(of: stream, after: last.count, limit: 500)
            guard !page.isEmpty else { return }
            for record in page {
                let hash = ChainHead.hash(of: record.bytes, after: last.hash)
                try run(chaining, record.position, hash)
                last = StreamHead(count: record.position, hash: hash)
            }
        }
    }
}

extension RecordStream {
    fileprivate var head: Query {
        switch self {
        case .refusals: .refusalHead
        case .looks: .lookHead
        case .verdicts: .verdictHead
        case .console: .consoleHead
        }
    }

    fileprivate var records: Query {
        switch self {
        case .refusals: .refusalRecords
        case .looks: .lookRecords
        case .verdicts: .verdictRecords
        case .console: .consoleRecords
        }
    }

    /// What hashes a row that was there before version 3; rows of later streams were hashed from the beginning.
    fileprivate var chaining: Query? {
        switch self {
        case .refusals: .chainRefusal
        case .looks: .chainLook
        case .verdicts: .chainVerdict
        case .console: nil
        }
    }
}

extension StreamColumns {
    /// The columns of a stored row between its position and its hash.
    fileprivate init(_ row: Row) {
        columns = (1..<row.columnCount - 1).map { column in
            if row.isNull(column) { return .nothing }
            return row.isInteger(column) ? .number(row.integer(column)) : .text(row.bytes(column))
        }
    }
}
