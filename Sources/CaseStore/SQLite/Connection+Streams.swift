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
        for stream in RecordStream.allCases { try chain(stream) }
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
        var last = StreamHead.empty
        while true {
            let page = try records(of: stream, after: last.count, limit: 500)
            guard !page.isEmpty else { return }
            for record in page {
                let hash = ChainHead.hash(of: record.bytes, after: last.hash)
                try run(stream.chaining, record.position, hash)
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
        }
    }

    fileprivate var records: Query {
        switch self {
        case .refusals: .refusalRecords
        case .looks: .lookRecords
        case .verdicts: .verdictRecords
        }
    }

    fileprivate var chaining: Query {
        switch self {
        case .refusals: .chainRefusal
        case .looks: .chainLook
        case .verdicts: .chainVerdict
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
