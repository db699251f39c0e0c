import Casework
import Values

extension MemoryReading {
    func projections() -> [CaseID: CaseProjections] {
        var found = state.cases.mapValues { CaseProjections($0, hasKey: false) }
        for id in state.caseKeys.keys { found[id, default: CaseProjections()].hasKey = true }
        return found
    }

    func serials() -> [String: Int64] { state.serials.mapValues { Int64($0) } }

    func bundleHashes() -> [String] { state.bundles.keys.sorted() }

    func answeredKeys(after key: [UInt8]?, limit: Int) -> [AnsweredKey] {
        let known = state.answered.values.filter { row in
            key.map { $0.lexicographicallyPrecedes(row.key) } ?? true
        }
        return Array(known.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(limit))
    }

    func records(of stream: RecordStream, after position: Int64, limit: Int) -> [StreamRecord] {
        Array(state.streams[stream, default: []].dropFirst(Int(max(0, position))).prefix(limit))
    }

    /// Memory has no form that could be damaged.
    func structureProblems() -> [LocalizedText] { [] }
}
