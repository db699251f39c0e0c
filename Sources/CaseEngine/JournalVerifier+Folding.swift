import Casework
import CivilCalendar
import Statechart
import Values

/// Level 2: what the entries make of register and cases.
extension JournalVerifier {
    mutating func fold(_ stored: StoredEntry, level: Int) throws {
        acts.append(Act(stored.draft))
        do {
            guard stored.draft.kind != .register else {
                try fold(register: stored)
                return
            }
            guard let id = stored.draft.caseID else { throw CodingProblem("entry.case") }
            try fold(stored, of: id, level: level)
        } catch StorageFailure.unreadable(let text) {
            // The medium fails; that says nothing about the entry.
            throw StorageFailure.unreadable(text)
        } catch {
            find(2, stored.draft.sequence, nil, "紀錄無法套用(\(error))", "it cannot be applied (\(error))")
        }
    }

    mutating func fold(register stored: StoredEntry) throws {
        let entry = try RegisterEntry(bytes: stored.draft.bytes)
        acts[acts.count - 1].request = entry.request
        if case .credential = entry.change, let problem = directory.problem(with: entry.change) {
            find(2, entry.sequence, nil, problem.message.zhHant, problem.message.en)
        }
        if isAgain(entry.change) {
            find(2, entry.sequence, nil, "登記與前次相同", "it registers what is registered already")
        }
        directory.apply(entry.change)
        register[entry.change.kind, default: [:]][entry.change.id] = entry.change.row
        if case .changeSet(let set) = entry.change { fold(change: set, entry) }
        guard case .calendar(let year, let text) = entry.change else { return }
        calendarTexts[year] = text
        calendar = try workflows.calendar(from: calendarTexts)
    }

    /// Whether a calendar or token is registered as it stands: both come without a request that would be
    /// remembered, so that an entry which somebody has repeated would show in nothing else.
    private func isAgain(_ change: RegisterChange) -> Bool {
        switch change {
        case .calendar, .credential: register[change.kind]?[change.id] == change.row
        case .unit, .account, .site, .changeSet: false
        }
    }

    mutating func fold(_ stored: StoredEntry, of id: CaseID, level: Int) throws {
        let known = cases[id]
        let key = if let known { known.key } else { sealing == nil ? nil : try snapshot.caseKey(id) }
        let header = try Value(json: stored.draft.bytes, options: .storage)
        let workflow = try known?.workflow ?? (try workflow(header["bundle"]?.text ?? ""))
        let (entry, frame) = try coding(workflow, id, key).decode(stored.draft.bytes)
        acts[acts.count - 1].request = frame.request
        let before = try known?.file ?? (try newFile(entry, frame))
        count(entry, frame)
        let owed = try notices(of: entry, frame, workflow)
        let again = level >= 3 && key != nil ? decide(entry, frame, before, workflow, owed) : nil
        var file = before
        file.fold(entry)
        compare(frame, entry, before: known?.file, after: file, workflow)
        compareClaim(frame, entry, after: known)
        compareChange(entry, frame)
        cases[id] = Folded(
            file: file,
            workflow: file.bundleHash == workflow.bundleHash
                ? workflow : try self.workflow(file.bundleHash),
            key: key,
            reported: again?.occurrences,
            claimed: entry.claimed
        )
    }

    /// An entry states again which case it belongs to; all of that follows from the entries before it.
    private mutating func compare(
        _ frame: EntryFrame,
        _ entry: Entry,
        before: CaseFile?,
        after file: CaseFile,
        _ workflow: Workflow
    ) {
        if frame.revision != file.revision {
            find(2, frame.sequence, frame.number, "案件版次不連續", "the case's revisions are not consecutive")
        }
        if frame.number != file.number {
            find(2, frame.sequence, file.number, "所載案號與案件不符", "it states another number than the case has")
        }
        if frame.bundleHash != file.bundleHash || workflow.name != file.workflow {
            find(2, frame.sequence, file.number, "所載流程版本與案件不符", "it states another bundle than the case has")
        }
        if before != nil, entry.kind == .open {
            find(2, frame.sequence, file.number, "案件重複開立", "the case is opened a second time")
        }
        if !JournalVerifier.explains(entry.outcome, before?.chart.configuration ?? [], file.chart) {
            find(
                2,
                frame.sequence,
                file.number,
                "進出之狀態與所在狀態不符",
                "the states left and entered do not lead there"
            )
        }
        if before?.erasedAt != nil {
            find(2, frame.sequence, file.number, "個資銷毀後不應再有紀錄", "the case was erased before it")
        }
    }

    /// What is claimed stands only in a case from paper, from its opening on without a gap, in order of time and
    /// not after it was recorded: nothing can be dated back later.
    private mutating func compareClaim(_ frame: EntryFrame, _ entry: Entry, after known: Folded?) {
        let isSound: Bool
        if let claimed = entry.claimed {
            let begins = known == nil && frame.opening?.paper != nil
            let goesOn = known?.claimed.map { $0 <= claimed } ?? false
            isSound = claimed <= entry.at && (begins || goesOn)
        } else {
            isSound = frame.opening?.paper == nil
        }
        guard !isSound else { return }
        find(2, frame.sequence, frame.number, "補登時間不合理", "the time claimed for it cannot be")
    }

    /// Whether the states before, less those left, with those entered, are those afterwards; an ended chart has none.
    private static func explains(_ outcome: Entry.Outcome, _ before: [String], _ after: ChartSnapshot) -> Bool
    {
        if case .ended = after.status { return true }
        var counts: [String: Int] = [:]
        for state in before + outcome.entered { counts[state, default: 0] += 1 }
        for state in outcome.left + after.configuration { counts[state, default: 0] -= 1 }
        return counts.values.allSatisfy { $0 == 0 }
    }

    /// Takes note of the numbers that an entry has taken: each series counts from 1, one by one.
    private mutating func count(_ entry: Entry, _ frame: EntryFrame) {
        for case .serial(let series, let serial) in entry.answers {
            let next = serials[series, default: 0] + 1
            serials[series] = max(next, Int64(serial))
            if Int64(serial) != next {
                find(2, frame.sequence, frame.number, "流水號重複或跳號", "its serial number is taken, or skips one")
            }
        }
        serials[""] = max(serials["", default: 0], frame.caseID.number)
    }

    func newFile(_ entry: Entry, _ frame: EntryFrame) throws -> CaseFile {
        guard entry.kind == .open, let opening = frame.opening else { throw CodingProblem("entry.opening") }
        // An opening that was referred at once states the number after the referral.
        let unit = directory.units[opening.unit]
        let number = entry.answers.lazy.compactMap(\.number).first.flatMap { serial in
            compiled[frame.bundleHash]?.numberPattern.number(
                unit: unit?.name.zhHant ?? opening.unit,
                rocYear: Taipei.date(of: entry.claimed ?? entry.at).rocYear,
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
            paper: opening.paper.map { CaseFile.Paper(record: $0, recordedAt: entry.at) },
            openedAt: entry.claimed ?? entry.at,
            changedAt: entry.claimed ?? entry.at
        )
    }

    func coding(_ workflow: Workflow, _ id: CaseID, _ key: [UInt8]?) -> EntryCoding {
        var open: ((String, SealedValue) throws -> [UInt8])?
        if let sealing, let key { open = { try sealing.open($1, field: $0, of: id, caseKey: key) } }
        return EntryCoding(
            isSealed: workflow.isSealed,
            hidesChart: workflow.sealsData,
            seal: { _, _ in preconditionFailure("Invalid state: verification seals nothing") },
            open: open
        )
    }

    mutating func workflow(_ hash: String) throws -> Workflow {
        if let known = compiled[hash] { return known }
        guard let bytes = try snapshot.bundle(hash) else { throw CodingProblem("bundle") }
        guard Hexadecimal.encode(digest(bytes)) == hash else { throw CodingProblem("bundle.hash") }
        let workflow = try workflows.compile(AssembledBundle(bytes: bytes, hash: hash))
        compiled[hash] = workflow
        return workflow
    }
}
