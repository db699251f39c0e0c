public import Casework
import CivilCalendar
import Values

/// Proves that a journal is what it was: (1) recomputes the chain and the streams beside it, (2) folds outcomes and
/// compares them with everything that is kept beside the entries, (3) decides every entry again from its inputs.
///
/// Level 1 needs no key; level 2 compares ciphertexts where there is none; level 3 needs the master key. A case
/// whose key was destroyed gets 1, and 2 for its states and what is not sealed; the report counts these.
///
/// ```
///  form of the file ─▶ entries, one by one ─▶ heads, rows, register ─▶ findings
///                      1 hash and columns     2 what folding made
///                        streams, row by row
///                      2 folded, notices
///                      3 decided again
/// ```
public struct JournalVerifier {
    let snapshot: any StorageSnapshot
    let workflows: any WorkflowSource
    let sealing: (any Sealing)?
    let digest: ([UInt8]) -> [UInt8]
    var anchors: ArraySlice<ChainHead>
    let streamAnchors: [RecordStream: [StreamHead]]

    private var findings: [VerificationFinding] = []
    private var entries: Int64 = 0
    var decided: Int64 = 0
    var cases: [CaseID: Folded] = [:]
    var compiled: [String: Workflow] = [:]
    var directory = Directory()
    var register: [RegisterKind: [String: [UInt8]]] = [:]
    var calendarTexts: [Int: String] = [:]
    var calendar = OfficeCalendar.weekendsOnly
    /// The last number that an entry took of each series.
    var serials: [String: Int64] = [:]
    /// By position in the chain: which case an entry is of, and whether somebody may have asked for it.
    var acts: [Act] = []
    /// The change sets, by id.
    var changes: [String: Change] = [:]
    /// The receipts given so far.
    var receipts: Set<String> = []
    /// The outbox, read along with the entries.
    var outbox = Outbox()

    /// A case as its entries have made it so far.
    struct Folded {
        var file: CaseFile
        let workflow: Workflow
        /// Nil without the master key and for a case whose key was destroyed.
        let key: [UInt8]?
        /// What the last entry, decided again, reports to the index of occurrences; nil below level 3.
        var reported: [Occurrence]?
        /// The instant claimed for the last entry, while the case is being taken over from paper.
        var claimed: Instant?
    }

    /// What an entry is to a remembered request.
    struct Act {
        /// The case; 0 for an entry of the register.
        let caseID: CaseID
        /// Whether somebody asked for it, so that a request may be remembered with it.
        let isRequested: Bool
        /// The request that it states; nil where it came without a key, or before entries stated them.
        var request: RequestDigests?
    }

    /// A verifier of one consistent view; without sealing it goes up to level 2.
    ///
    /// - Parameter anchors: ends that the journal is known to have had, from outside the database; those that it
    ///   does not go through are findings of level 1.
    /// - Parameter streamAnchors: the same of the streams.
    public init(
        _ snapshot: any StorageSnapshot,
        workflows: any WorkflowSource,
        sealing: (any Sealing)?,
        digest: @escaping ([UInt8]) -> [UInt8],
        anchors: [ChainHead] = [],
        streamAnchors: [RecordStream: [StreamHead]] = [:]
    ) {
        self.snapshot = snapshot
        self.workflows = workflows
        self.sealing = sealing
        self.digest = digest
        self.anchors = anchors.sorted { $0.sequence < $1.sequence }[...]
        self.streamAnchors = streamAnchors
    }

    /// Goes through the journal up to a level (1 to 3); throws only what the store throws.
    ///
    /// What the store cannot make sense of is a finding; only a failing medium ends the verification.
    public mutating func run(level: Int) throws -> VerificationReport {
        let level = min(level, sealing == nil ? 2 : 3)
        calendar = try workflows.calendar(from: [:])
        try step(1) { verifier in
            for problem in try verifier.snapshot.structureProblems() {
                verifier.find(1, nil, nil, problem.zhHant, problem.en)
            }
        }
        try step(1) { try $0.goThrough(level: level) }
        for stream in RecordStream.allCases { try step(1) { try $0.goThrough(stream) } }
        if level >= 2 {
            try step(2) { try $0.compareCases() }
            try step(2) { try $0.compareRegister() }
            try step(2) { try $0.compareSerials() }
            try step(2) { $0.compareChanges() }
            try step(2) { try $0.compareAnswered() }
            try step(2) { try $0.compareBundles() }
            try step(2) { try $0.compareOutboxEnd() }
        }
        return VerificationReport(
            entries: entries,
            cases: Int64(cases.count),
            decided: decided,
            erased: Int64(cases.values.count { $0.file.erasedAt != nil }),
            level: level,
            findings: findings
        )
    }

    /// Runs a part; what is stored but cannot be read is a finding of it.
    private mutating func step(_ level: Int, _ body: (inout JournalVerifier) throws -> Void) throws {
        do {
            try body(&self)
        } catch StorageFailure.corrupt(let text) {
            find(level, nil, nil, "資料庫內容無法讀取(\(text))", "what is stored cannot be read (\(text))")
        }
    }

    private mutating func goThrough(level: Int) throws {
        var previous = ChainHead.empty
        while true {
            let page = try snapshot.entries(after: previous.sequence, limit: 500)
            guard !page.isEmpty else { break }
            for stored in page {
                check(stored, after: previous)
                compareAnchors(with: stored)
                if level >= 2 { try fold(stored, level: level) }
                previous = ChainHead(sequence: stored.draft.sequence, hash: stored.hash, at: stored.draft.at)
                entries += 1
            }
        }
        if previous != (try snapshot.chainHead()) {
            find(1, nil, nil, "紀錄之末端與所載不符", "the journal does not end where its head says")
        }
        reportAnchors(beyond: previous.sequence)
    }

    /// Adds a finding about an entry, a case or the whole.
    mutating func find(
        _ level: Int,
        _ sequence: Int64?,
        _ number: String?,
        _ zhHant: String,
        _ en: String
    ) {
        findings.append(
            VerificationFinding(
                level: level,
                sequence: sequence,
                number: number,
                message: LocalizedText(zhHant: zhHant, en: en)
            )
        )
    }
}

extension Engine {
    /// Verifies the journal up to a level (1 to 3), beside the running writer.
    public func verify(level: Int) async throws -> VerificationReport {
        try configuration.storage.read { snapshot in
            var verifier = JournalVerifier(
                snapshot,
                workflows: configuration.workflows,
                sealing: configuration.sealing,
                digest: configuration.digest
            )
            return try verifier.run(level: level)
        }
    }
}
