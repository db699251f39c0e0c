import Casework
import Crypto
import Values

/// A store's view with a journal, heads and register that somebody has changed behind its back.
struct TamperedSnapshot: StorageSnapshot {
    let base: any StorageSnapshot
    var journal: [StoredEntry]
    var heads: [CaseID: CaseHead] = [:]
    var rows: [RegisterKind: [String: [UInt8]]] = [:]
    var head: ChainHead
    var beside: [CaseID: CaseProjections] = [:]
    var series: [String: Int64] = [:]
    var bundles: [String: [UInt8]] = [:]
    var requests: [AnsweredKey] = []
    var outbox: [NoticeRow] = []
    var structure: [LocalizedText] = []
    var streams: [RecordStream: [StreamRecord]] = [:]
    /// Whether a table is gone.
    var isCorrupt = false

    init(_ base: any StorageSnapshot) throws {
        self.base = base
        journal = try base.entries(after: 0, limit: 10_000)
        for id in Set(journal.compactMap(\.draft.caseID)) { heads[id] = try base.caseHead(id) }
        for kind in RegisterKind.allCases { rows[kind] = try base.register(kind) }
        head = try base.chainHead()
        beside = try base.projections()
        series = try base.serials()
        for hash in try base.bundleHashes() { bundles[hash] = try base.bundle(hash) }
        requests = try base.answeredKeys(after: nil, limit: 10_000)
        outbox = try base.notices(after: 0, limit: 10_000)
        for stream in RecordStream.allCases {
            streams[stream] = try base.records(of: stream, after: 0, limit: 10_000)
        }
    }

    /// Hashes everything anew, as somebody would who covers the traces.
    mutating func rechain() {
        var previous = ChainHead.empty
        for (position, entry) in journal.enumerated() {
            let hash = Array(SHA256.hash(data: previous.hash + entry.draft.bytes))
            journal[position] = StoredEntry(draft: entry.draft, hash: hash)
            previous = ChainHead(sequence: entry.draft.sequence, hash: hash, at: entry.draft.at)
        }
        head = previous
    }

    func chainHead() throws -> ChainHead { head }
    func caseHead(_ id: CaseID) throws -> CaseHead? { heads[id] }
    func entries(after sequence: Int64, limit: Int) throws -> [StoredEntry] {
        Array(
            journal.filter { $0.draft.sequence > sequence }
                .sorted { $0.draft.sequence < $1.draft.sequence }.prefix(limit)
        )
    }
    func register(_ kind: RegisterKind) throws -> [String: [UInt8]] { rows[kind] ?? [:] }
    func caseCount() throws -> Int64 { Int64(heads.count) }
    func projections() throws -> [CaseID: CaseProjections] {
        if isCorrupt { throw StorageFailure.corrupt("no such table") }
        return beside
    }
    func serials() throws -> [String: Int64] { series }
    func bundleHashes() throws -> [String] { bundles.keys.sorted() }
    func bundle(_ hash: String) throws -> [UInt8]? { bundles[hash] }
    func answeredKeys(after key: [UInt8]?, limit: Int) throws -> [AnsweredKey] {
        let rest = requests.filter { row in key.map { $0.lexicographicallyPrecedes(row.key) } ?? true }
        return Array(rest.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(limit))
    }
    func notices(after id: Int64, limit: Int) throws -> [NoticeRow] {
        Array(outbox.filter { $0.id > id }.prefix(limit))
    }
    func structureProblems() throws -> [LocalizedText] { structure }

    func lookUp(number: String) throws -> NumberLookup? { try base.lookUp(number: number) }
    func cases(_ query: CaseQuery) throws -> [CaseHead] { try base.cases(query) }
    func cases(numbered text: String, limit: Int) throws -> [CaseHead] {
        try base.cases(numbered: text, limit: limit)
    }
    func entries(of id: CaseID, after revision: Int64, limit: Int) throws -> [StoredEntry] {
        try base.entries(of: id, after: revision, limit: limit)
    }
    func occurrences(_ search: OccurrenceSearch) throws -> [Occurrence] { try base.occurrences(search) }
    func casesDue(by now: Instant, limit: Int) throws -> [CaseID] { try base.casesDue(by: now, limit: limit) }
    func nextDue() throws -> Instant? { try base.nextDue() }
    func deadlines(_ query: DeadlineQuery) throws -> [DeadlineRow] { try base.deadlines(query) }
    func console(_ query: ConsoleQuery) throws -> [ConsoleRow] { try base.console(query) }
    func hasPassed(verdict key: String) throws -> Bool { try base.hasPassed(verdict: key) }
    func caseKey(_ id: CaseID) throws -> [UInt8]? { try base.caseKey(id) }
    func answered(_ key: [UInt8]) throws -> AnsweredKey? { try base.answered(key) }
    func registered(_ kind: RegisterKind, id: String) throws -> [UInt8]? { rows[kind]?[id] }
    func streamHead(_ stream: RecordStream) throws -> StreamHead {
        streams[stream]?.last.map { StreamHead($0) } ?? .empty
    }
    func records(of stream: RecordStream, after position: Int64, limit: Int) throws -> [StreamRecord] {
        Array(streams[stream, default: []].filter { $0.position > position }.prefix(limit))
    }
    func refusals(limit: Int) throws -> [RefusalRow] { try base.refusals(limit: limit) }
    func looks(at id: CaseID, limit: Int) throws -> [LookRow] { try base.looks(at: id, limit: limit) }
}
