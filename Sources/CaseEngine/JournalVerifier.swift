public import Casework
import CivilCalendar
import Statechart
import Values

/// Proves that a journal is what it was: (1) recomputes the chain, (2) folds outcomes and compares them with the
/// heads of the cases, (3) decides every entry again from its inputs.
///
/// Level 1 needs no key; level 2 compares ciphertexts where there is none; level 3 needs the master key. A case
/// whose key was destroyed gets 1, and 2 for its states and what is not sealed; the report counts these.
public struct JournalVerifier {
    private let snapshot: any StorageSnapshot
    private let workflows: any WorkflowSource
    private let sealing: (any Sealing)?
    private let digest: ([UInt8]) -> [UInt8]
    private var anchors: ArraySlice<ChainHead>

    private var findings: [VerificationFinding] = []
    private var entries: Int64 = 0
    private var decided: Int64 = 0
    private var cases: [CaseID: Folded] = [:]
    private var compiled: [String: Workflow] = [:]
    private var directory = Directory()
    private var register: [RegisterKind: [String: [UInt8]]] = [:]
    private var calendarTexts: [Int: String] = [:]
    private var calendar = OfficeCalendar.weekendsOnly

    private struct Folded {
        var file: CaseFile
        let workflow: Workflow
        /// Nil without the master key and for a case whose key was destroyed.
        let key: [UInt8]?
    }

    /// A verifier of one consistent view; without sealing it goes up to level 2.
    ///
    /// - Parameter anchors: ends that the journal is known to have had, from outside the database; those that it
    ///   does not go through are findings of level 1.
    public init(
        _ snapshot: any StorageSnapshot,
        workflows: any WorkflowSource,
        sealing: (any Sealing)?,
        digest: @escaping ([UInt8]) -> [UInt8],
        anchors: [ChainHead] = []
    ) {
        self.snapshot = snapshot
        self.workflows = workflows
        self.sealing = sealing
        self.digest = digest
        self.anchors = anchors.sorted { $0.sequence < $1.sequence }[...]
    }

    /// Goes through the journal up to a level (1 to 3); throws only what the store throws.
    public mutating func run(level: Int) throws -> VerificationReport {
        let level = min(level, sealing == nil ? 2 : 3)
        calendar = try workflows.calendar(from: [:])
        var previous = ChainHead.empty
        while true {
            let page = try snapshot.entries(after: previous.sequence, limit: 500)
            guard !page.isEmpty else { break }
            for stored in page {
                check(stored, after: previous)
                compareAnchors(with: stored)
                if level >= 2 { fold(stored, level: level) }
                previous = ChainHead(sequence: stored.draft.sequence, hash: stored.hash, at: stored.draft.at)
                entries += 1
            }
        }
        if previous != (try snapshot.chainHead()) {
            find(1, nil, nil, "紀錄之末端與所載不符", "the journal does not end where its head says")
        }
        reportAnchors(beyond: previous.sequence)
        if level >= 2 {
            try compareHeads()
            try compareRegister()
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

    // MARK: 1, the chain

    private mutating func check(_ stored: StoredEntry, after previous: ChainHead) {
        let draft = stored.draft
        if draft.sequence != previous.sequence + 1 {
            find(1, draft.sequence, nil, "前一筆紀錄不存在", "the entry before it is missing")
        }
        if digest(previous.hash + draft.bytes) != stored.hash {
            find(1, draft.sequence, nil, "雜湊值不符,紀錄遭變更", "its hash does not match: it was altered")
        }
        if draft.at < previous.at {
            find(1, draft.sequence, nil, "時間早於前一筆紀錄", "its time lies before that of the entry before")
        }
        guard let value = try? Value(json: draft.bytes, options: .storage) else {
            find(1, draft.sequence, nil, "內容無法讀取", "its bytes cannot be read")
            return
        }
        let isProjected =
            value["sequence"]?.integer == draft.sequence && value["at"]?.integer == draft.at.milliseconds
            && value["kind"]?.text == draft.kind.rawValue && value["account"]?.text == draft.account
            && value["case"]?.integer == draft.caseID?.number
            && (draft.caseID == nil || value["revision"]?.integer == draft.revision)
        if !isProjected {
            find(1, draft.sequence, nil, "索引欄位與內容不符", "its columns do not say what its bytes say")
        }
    }

    private mutating func compareAnchors(with stored: StoredEntry) {
        while let anchor = anchors.first, anchor.sequence <= stored.draft.sequence {
            anchors.removeFirst()
            guard anchor.sequence != stored.draft.sequence || anchor.hash != stored.hash else { continue }
            find(
                1,
                anchor.sequence,
                nil,
                "與簽署之紀錄末端不符,紀錄遭重寫",
                "it is not what was signed: it was written anew"
            )
        }
    }

    private mutating func reportAnchors(beyond sequence: Int64) {
        for anchor in anchors {
            let zhHant = "簽署時已有 \(anchor.sequence) 筆,現僅 \(sequence) 筆:末端遭截短或還原了舊檔"
            let en =
                "\(anchor.sequence) entries were signed for, there are \(sequence): cut off, or an older file"
            find(1, anchor.sequence, nil, zhHant, en)
        }
        anchors = []
    }

    // MARK: 2, folding

    private mutating func fold(_ stored: StoredEntry, level: Int) {
        do {
            guard stored.draft.kind != .register else {
                try fold(register: stored)
                return
            }
            guard let id = stored.draft.caseID else { throw CodingProblem("entry.case") }
            try fold(stored, of: id, level: level)
        } catch {
            find(2, stored.draft.sequence, nil, "紀錄無法套用(\(error))", "it cannot be applied (\(error))")
        }
    }

    private mutating func fold(register stored: StoredEntry) throws {
        let entry = try RegisterEntry(bytes: stored.draft.bytes)
        directory.apply(entry.change)
        register[entry.change.kind, default: [:]][entry.change.id] = entry.change.row
        guard case .calendar(let year, let text) = entry.change else { return }
        calendarTexts[year] = text
        calendar = try workflows.calendar(from: calendarTexts)
    }

    private mutating func fold(_ stored: StoredEntry, of id: CaseID, level: Int) throws {
        let known = cases[id]
        let key = if let known { known.key } else { sealing == nil ? nil : try snapshot.caseKey(id) }
        let header = try Value(json: stored.draft.bytes, options: .storage)
        let workflow = try known?.workflow ?? (try workflow(header["bundle"]?.text ?? ""))
        let (entry, frame) = try coding(workflow, id, key).decode(stored.draft.bytes)
        let before = try known?.file ?? (try newFile(entry, frame))
        if frame.revision != before.revision + 1 {
            find(2, frame.sequence, frame.number, "案件版次不連續", "the case's revisions are not consecutive")
        }
        if level >= 3, key != nil { decide(entry, frame, before, workflow) }
        var file = before
        file.fold(entry)
        cases[id] = Folded(file: file, workflow: workflow, key: key)
    }

    private func newFile(_ entry: Entry, _ frame: EntryFrame) throws -> CaseFile {
        guard entry.kind == .open, let opening = frame.opening else { throw CodingProblem("entry.opening") }
        // An opening that was referred at once states the number after the referral.
        let serials = entry.answers.compactMap { answer -> (String, Int)? in
            guard case .serial(let series, let serial) = answer else { return nil }
            return (series, serial)
        }
        let unit = directory.units[opening.unit]
        let number = serials.first.flatMap { _, serial in
            compiled[frame.bundleHash]?.numberPattern.number(
                unit: unit?.name.zhHant ?? opening.unit,
                rocYear: Taipei.date(of: entry.at).rocYear,
                serial: serial
            )
        }
        return CaseFile(
            id: frame.caseID,
            number: number ?? frame.number,
            workflow: opening.workflow,
            bundleHash: frame.bundleHash,
            unit: opening.unit,
            revision: 0,
            chart: ChartSnapshot(hasParent: opening.parent != nil),
            data: [:],
            parent: opening.parent,
            openedAt: entry.at,
            changedAt: entry.at
        )
    }

    private func coding(_ workflow: Workflow, _ id: CaseID, _ key: [UInt8]?) -> EntryCoding {
        var open: ((String, SealedValue) throws -> [UInt8])?
        if let sealing, let key { open = { try sealing.open($1, field: $0, of: id, caseKey: key) } }
        return EntryCoding(
            isSealed: workflow.isSealed,
            hidesChart: workflow.sealsData,
            seal: { _, _ in preconditionFailure("Invalid state: verification seals nothing") },
            open: open
        )
    }

    private mutating func workflow(_ hash: String) throws -> Workflow {
        if let known = compiled[hash] { return known }
        guard let bytes = try snapshot.bundle(hash) else { throw CodingProblem("bundle") }
        guard hexadecimal(digest(bytes)) == hash else { throw CodingProblem("bundle.hash") }
        let workflow = try workflows.compile(AssembledBundle(bytes: bytes, hash: hash))
        compiled[hash] = workflow
        return workflow
    }

    private mutating func compareHeads() throws {
        for (id, folded) in cases.sorted(by: { $0.key < $1.key }) {
            guard let head = try snapshot.caseHead(id) else {
                find(2, nil, folded.file.number, "案件不見了", "the case is missing")
                continue
            }
            if (try snapshot.caseKey(id) == nil) != (folded.file.erasedAt != nil) {
                find(
                    2,
                    nil,
                    head.file.number,
                    "金鑰與銷毀紀錄不符",
                    "its key is missing without an erasure, or is there after one"
                )
            }
            var file = head.file
            for (name, box) in head.sealed where name != CaseHead.chartField {
                file.data[name] = try open(box, name, id, folded.key)
            }
            if let box = head.sealed[CaseHead.chartField], folded.key != nil {
                file.chart.restore(withheld: try open(box, CaseHead.chartField, id, folded.key))
            }
            if file != folded.file {
                find(2, nil, file.number, "案件現況與紀錄不符", "the case is not what its entries make it")
            }
        }
        if try snapshot.caseCount() != Int64(cases.count) {
            find(2, nil, nil, "案件數與紀錄不符", "there are cases without entries, or entries without cases")
        }
    }

    /// The register's rows decide who may do what, so they have to be those that entries have put.
    private mutating func compareRegister() throws {
        for kind in RegisterKind.allCases {
            let rows = try snapshot.register(kind)
            let expected = register[kind] ?? [:]
            for id in Set(rows.keys).union(expected.keys).sorted() where rows[id] != expected[id] {
                let row = "\(kind.rawValue) \(id)"
                find(2, nil, nil, "登錄資料與紀錄不符:\(row)", "a row is not what its entries make it: \(row)")
            }
        }
    }

    private func open(_ box: SealedValue, _ name: String, _ id: CaseID, _ key: [UInt8]?) throws -> Value {
        guard let sealing, let key else { return box.marker }
        return try Value(json: try sealing.open(box, field: name, of: id, caseKey: key), options: .storage)
    }

    // MARK: 3, deciding again

    private mutating func decide(
        _ entry: Entry,
        _ frame: EntryFrame,
        _ before: CaseFile,
        _ workflow: Workflow
    ) {
        decided += 1
        let situation = Situation(
            workflow: workflow,
            now: entry.at,
            calendar: calendar,
            directory: directory,
            surroundings: ReplayedSurroundings(entry.answers)
        )
        do {
            guard let again = try decision(again: entry, frame, before, CaseDecision(in: situation)) else {
                find(3, frame.sequence, frame.number, "重新判定未產生紀錄", "decided again it makes no entry")
                return
            }
            var outcome = again.entry.outcome
            // Ids of children are given by the store, not decided.
            outcome.children = entry.outcome.children
            outcome.passedTo = entry.outcome.passedTo
            let isSame =
                outcome == entry.outcome && again.entry.kind == entry.kind
                && again.entry.event == entry.event && again.entry.account == entry.account
                && again.entry.roles == entry.roles && again.entry.answers == entry.answers
                && again.entry.calendarVersion == entry.calendarVersion
            if !isSame {
                find(3, frame.sequence, frame.number, "重新判定結果不同", "decided again it comes out differently")
            }
        } catch {
            find(3, frame.sequence, frame.number, "無法重新判定(\(error))", "it cannot be decided again (\(error))")
        }
    }

    private func decision(
        again entry: Entry,
        _ frame: EntryFrame,
        _ before: CaseFile,
        _ decision: CaseDecision
    ) throws -> Decision? {
        let form: ValueMap
        if case .form(let values) = entry.input { form = values } else { form = ValueMap() }
        switch entry.kind {
        case .open:
            let opening = Opening(
                id: frame.caseID,
                unit: frame.opening?.unit ?? before.unit,
                data: form,
                account: entry.account ?? Gate.system,
                parent: frame.opening?.parent
            )
            return try decision.open(opening).get()
        case .action:
            let account = entry.account ?? Gate.system
            return try decision.decide(.action(entry.event, data: form, account: account), on: before)?.get()
        case .deadline, .delayed: return try decision.decide(.due, on: before)?.get()
        case .message:
            guard case .message(let event) = entry.input else { throw CodingProblem("entry.input") }
            return try decision.decide(.message(event), on: before)?.get()
        case .facts: return try decision.decide(.facts, on: before)?.get()
        case .calendar: return try decision.decide(.calendar, on: before)?.get()
        case .erasure, .register: return nil
        }
    }

    private mutating func find(
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
