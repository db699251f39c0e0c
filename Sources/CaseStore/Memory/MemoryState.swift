import Casework
import Values

/// Everything that the store in memory holds, as one value.
struct MemoryState: Sendable {
    var chain = ChainHead.empty
    var entries: [StoredEntry] = []
    /// For each case, the positions of its entries in `entries`, by revision.
    var positions: [CaseID: [Int64: Int]] = [:]
    var cases: [CaseID: CaseRecord] = [:]
    var numbers: [String: NumberLookup] = [:]
    var serials: [String: Int] = [:]
    var bundles: [String: [UInt8]] = [:]
    var caseKeys: [CaseID: [UInt8]] = [:]
    var register: [RegisterKind: [String: [UInt8]]] = [:]
    var answered: [[UInt8]: AnsweredKey] = [:]
    var notices: [NoticeRow] = []
    var refusals: [RefusalRow] = []
    var looks: [LookRow] = []
    var verdicts: Set<String> = []
    var console: [ConsoleRow] = []
    var streams: [RecordStream: [StreamRecord]] = [:]
}

/// What is read from the state in memory, by a snapshot and a transaction alike.
protocol MemoryReading: StorageSnapshot {
    var state: MemoryState { get }
}

extension MemoryReading {
    func chainHead() -> ChainHead { state.chain }

    func caseHead(_ id: CaseID) -> CaseHead? { state.cases[id]?.head }

    func lookUp(number: String) -> NumberLookup? { state.numbers[number] }

    func entries(of id: CaseID, after revision: Int64, limit: Int) -> [StoredEntry] {
        let positions = state.positions[id, default: [:]]
        let wanted = positions.keys.filter { $0 > revision }.sorted().prefix(limit)
        return wanted.compactMap { positions[$0] }.map { state.entries[$0] }
    }

    func entries(after sequence: Int64, limit: Int) -> [StoredEntry] {
        Array(state.entries.dropFirst(Int(max(0, sequence))).prefix(limit))
    }

    func bundle(_ hash: String) -> [UInt8]? { state.bundles[hash] }

    func caseKey(_ id: CaseID) -> [UInt8]? { state.caseKeys[id] }

    func register(_ kind: RegisterKind) -> [String: [UInt8]] { state.register[kind, default: [:]] }

    func registered(_ kind: RegisterKind, id: String) -> [UInt8]? { state.register[kind]?[id] }

    func answered(_ key: [UInt8]) -> AnsweredKey? { state.answered[key] }

    func notices(after id: Int64, limit: Int) -> [NoticeRow] {
        Array(state.notices.dropFirst(Int(max(0, id))).prefix(limit))
    }

    func refusals(limit: Int) -> [RefusalRow] { Array(state.refusals.reversed().prefix(limit)) }

    func looks(at id: CaseID, limit: Int) -> [LookRow] {
        Array(state.looks.reversed().lazy.filter { $0.caseID == id }.prefix(limit))
    }

    func console(_ query: ConsoleQuery) -> [ConsoleRow] {
        Array(state.console.reversed().lazy.filter(query.matches).prefix(query.limit))
    }

    func hasPassed(verdict key: String) -> Bool { state.verdicts.contains(key) }

    func caseCount() -> Int64 { Int64(state.cases.count) }

    func streamHead(_ stream: RecordStream) -> StreamHead {
        guard let last = state.streams[stream]?.last else { return .empty }
        return StreamHead(count: last.position, hash: last.hash)
    }
}

/// A consistent view: the state as it was committed.
struct MemorySnapshot: MemoryReading {
    let state: MemoryState
}
