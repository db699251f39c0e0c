import Casework
import Statechart
import Values

/// Invented cases, entries and rows.
enum Sample {
    /// 2026-11-24T00:00:00Z.
    static let start = Instant(seconds: 1_795_478_400)

    /// So many seconds after the start.
    static func at(_ seconds: Int64) -> Instant { start + TimeSpan(seconds: seconds) }

    static func file(
        _ id: CaseID,
        number: String? = nil,
        unit: String = "north",
        workflow: String = "threat-report",
        revision: Int64 = 1,
        parties: [Party] = [],
        deadlines: [Deadline] = [],
        pointers: [CaseFile.Pointer] = []
    ) -> CaseFile {
        CaseFile(
            id: id,
            number: number ?? "危-north-115-\(id.number)",
            pointers: pointers,
            workflow: workflow,
            bundleHash: "b1",
            unit: unit,
            revision: revision,
            chart: ChartSnapshot(configuration: ["received"], status: .running),
            data: ["injured": 1, "place": "海風社工科"],
            deadlines: deadlines,
            parties: parties,
            openedAt: start,
            changedAt: start
        )
    }

    static func record(
        _ file: CaseFile,
        isClosed: Bool = false,
        states: [String] = ["received"],
        nextDue: Instant? = nil,
        occurrences: [Occurrence] = [],
        sealed: [String: SealedValue] = [:]
    ) -> CaseRecord {
        CaseRecord(
            head: CaseHead(file: file, sealed: sealed),
            isClosed: isClosed,
            states: states,
            nextDue: nextDue,
            occurrences: occurrences
        )
    }

    static func draft(
        _ sequence: Int64,
        _ id: CaseID?,
        revision: Int64 = 1,
        at: Instant = start,
        kind: EntryKind = .action
    ) -> EntryDraft {
        EntryDraft(
            sequence: sequence,
            caseID: id,
            revision: revision,
            at: at,
            kind: kind,
            account: "lin",
            bytes: Array("{\"sequence\":\(sequence),\"event\":\"assign-companion\"}".utf8)
        )
    }

    static func notice(_ id: CaseID, _ account: String, id row: Int64 = 0) -> NoticeRow {
        NoticeRow(
            id: row,
            account: account,
            caseID: id,
            name: "companion",
            reason: .missed,
            text: LocalizedText(zhHant: "有一項期限已逾期", en: "A deadline was missed"),
            at: start
        )
    }

    static func deadline(
        _ name: String,
        _ status: Deadline.Status,
        due: Instant?,
        occasion: Int = 0
    ) -> Deadline {
        Deadline(name: name, occasion: occasion, status: status, from: start, due: due)
    }
}

extension StorageTransaction {
    /// Opens a case with its first entry.
    @discardableResult
    func open(_ change: (CaseID) -> CaseRecord = { Sample.record(Sample.file($0)) }) throws -> CaseID {
        let id = try nextCaseID()
        try append(after: id, revision: 1, kind: .open)
        try save(change(id))
        return id
    }

    /// Keeps a credential in the register, without its entry.
    func keep(credential digest: [UInt8], account: String) throws {
        let change = RegisterChange.credential(Credential(digest: digest, account: account))
        try put(change.kind, id: change.id, row: change.row)
    }

    /// Appends an entry at the end of the chain.
    @discardableResult
    func append(
        after id: CaseID?,
        revision: Int64,
        at: Instant = Sample.start,
        kind: EntryKind = .action
    ) throws -> ChainHead {
        let sequence = try chainHead().sequence + 1
        return try append(Sample.draft(sequence, id, revision: revision, at: at, kind: kind))
    }
}

/// Thrown by tests to have something rolled back.
struct Undone: Error {}
