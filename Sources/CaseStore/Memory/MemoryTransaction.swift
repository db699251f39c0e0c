import Casework
import Values

/// The writer's turn on a copy of the state.
final class MemoryTransaction: StorageTransaction, MemoryReading {
    private(set) var state: MemoryState

    init(_ state: MemoryState) { self.state = state }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        let before = state
        do {
            return try body()
        } catch {
            state = before
            throw error
        }
    }

    func nextSerial(_ series: String) -> Int {
        state.serials[series, default: 0] += 1
        return state.serials[series, default: 0]
    }

    func nextCaseID() -> CaseID { CaseID(Int64(nextSerial(""))) }

    func append(_ entry: EntryDraft) throws -> ChainHead {
        let next = try state.chain.appending(entry)
        if let id = entry.caseID {
            guard state.positions[id, default: [:]][entry.revision] == nil else {
                throw StorageFailure.corrupt("case \(id.number) has revision \(entry.revision) already")
            }
            state.positions[id, default: [:]][entry.revision] = state.entries.count
        }
        state.entries.append(StoredEntry(draft: entry.inMilliseconds, hash: next.hash))
        state.chain = next
        return next
    }

    func save(_ record: CaseRecord) throws {
        let file = record.head.file
        let old = state.cases[file.id]?.head.file
        for number in [file.number] + file.pointers.map(\.number) {
            guard state.numbers[number].map({ $0.id == file.id }) ?? true else {
                throw StorageFailure.corrupt("number \(number) belongs to another case")
            }
        }
        for number in (old?.pointers.map(\.number) ?? []) + (old.map { [$0.number] } ?? []) {
            state.numbers[number] = nil
        }
        for pointer in file.pointers { state.numbers[pointer.number] = .pointer(file.id, unit: pointer.unit) }
        state.numbers[file.number] = .current(file.id)
        state.cases[file.id] = record
    }

    func forgetCases() {
        state.cases = [:]
        state.numbers = [:]
    }

    func keep(bundle bytes: [UInt8], hash: String) {
        if state.bundles[hash] == nil { state.bundles[hash] = bytes }
    }

    func keep(caseKey wrapped: [UInt8], for id: CaseID) throws {
        guard state.caseKeys[id] == nil else {
            throw StorageFailure.corrupt("case \(id.number) has a key already")
        }
        state.caseKeys[id] = wrapped
    }

    func destroy(caseKey id: CaseID) { state.caseKeys[id] = nil }

    func put(_ kind: RegisterKind, id: String, row: [UInt8]) { state.register[kind, default: [:]][id] = row }

    func owe(_ notices: [NoticeRow]) {
        for notice in notices {
            state.notices.append(
                NoticeRow(
                    id: Int64(state.notices.count) + 1,
                    account: notice.account,
                    caseID: notice.caseID,
                    name: notice.name,
                    reason: notice.reason,
                    text: notice.text,
                    at: Instant(milliseconds: notice.at.milliseconds)
                )
            )
        }
    }

    func remember(_ key: AnsweredKey) throws {
        guard state.answered[key.key] == nil else {
            throw StorageFailure.corrupt("an idempotency key was remembered twice")
        }
        state.answered[key.key] = key
    }

    func record(_ refusal: RefusalRow) {
        append(StreamColumns(refusal), to: .refusals)
        state.refusals.append(refusal)
    }

    func record(_ look: LookRow) {
        append(StreamColumns(look), to: .looks)
        state.looks.append(look)
    }

    func record(_ row: ConsoleRow) -> Int64 {
        let placed = row.placed(at: streamHead(.console).count + 1)
        append(StreamColumns(placed), to: .console)
        state.console.append(placed)
        return placed.id
    }

    func keep(verdicts keys: [String]) {
        for key in keys where state.verdicts.insert(key).inserted {
            append(StreamColumns(verdict: key), to: .verdicts)
        }
    }

    private func append(_ columns: StreamColumns, to stream: RecordStream) {
        let record = streamHead(stream).appending(columns)
        state.streams[stream, default: []].append(record)
    }
}

extension EntryDraft {
    /// The entry with its time in the precision in which the journal keeps time.
    fileprivate var inMilliseconds: EntryDraft {
        EntryDraft(
            sequence: sequence,
            caseID: caseID,
            revision: revision,
            at: Instant(milliseconds: at.milliseconds),
            kind: kind,
            account: account,
            bytes: bytes
        )
    }
}

extension NumberLookup {
    fileprivate var id: CaseID {
        switch self {
        case .current(let id), .pointer(let id, _): id
        }
    }
}
