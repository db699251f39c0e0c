import Casework
import Values

extension MemoryReading {
    func cases(_ query: CaseQuery) -> [CaseHead] {
        let found = state.cases.values.filter { query.matches($0) }
        return found.map(\.head).sorted { $0.file.id > $1.file.id }.prefixed(query.limit)
    }

    func cases(numbered text: String, limit: Int) -> [CaseHead] {
        let found = state.cases.values.map(\.head).filter { $0.file.number.holds(text) }
        return found.sorted { $0.file.id > $1.file.id }.prefixed(limit)
    }

    func occurrences(_ search: OccurrenceSearch) -> [Occurrence] {
        search.matches(in: state.cases.values.flatMap(\.occurrences))
    }

    func casesDue(by now: Instant, limit: Int) -> [CaseID] {
        let due = state.cases.values.compactMap { record -> (due: Int64, id: CaseID)? in
            guard let due = record.nextDue?.firstMillisecond, due <= now.milliseconds else { return nil }
            return (due, record.head.file.id)
        }
        return due.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.map(\.id).prefixed(limit)
    }

    func nextDue() -> Instant? {
        state.cases.values.compactMap { $0.nextDue?.firstMillisecond }.min().map(Instant.init(milliseconds:))
    }

    func deadlines(_ query: DeadlineQuery) -> [DeadlineRow] {
        let visible = state.cases.values.map(\.head).filter {
            $0.file.mayConcern(query.account, units: query.units)
        }
        return query.matches(in: visible)
    }
}

extension CaseQuery {
    fileprivate func matches(_ record: CaseRecord) -> Bool {
        let file = record.head.file
        if let state { guard record.states.contains(state) else { return false } }
        if let workflow { guard file.workflow == workflow else { return false } }
        if let isClosed { guard record.isClosed == isClosed else { return false } }
        if let before { guard file.id < before else { return false } }
        return file.mayConcern(account, units: units)
    }
}

extension CaseFile {
    /// Whether it is in one of the units or the account is a party, and the account is not kept away from it.
    fileprivate func mayConcern(_ account: String, units: Set<String>) -> Bool {
        switch isConflictedByAccount[account] {
        case true: false
        case false: true
        case nil: units.contains(unit)
        }
    }
}

extension Array {
    /// The first elements as an array.
    fileprivate func prefixed(_ limit: Int) -> [Element] { Array(prefix(limit)) }
}

extension String {
    /// Whether it contains a text byte for byte, as SQLite's `instr` does; an empty text is in all.
    fileprivate func holds(_ text: String) -> Bool {
        let bytes = Array(utf8)
        let wanted = Array(text.utf8)
        guard wanted.count <= bytes.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
    }
}
