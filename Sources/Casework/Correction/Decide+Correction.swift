import Statechart
import Values

/// What a correction comes to, beside its decision.
public struct Correction: Sendable {
    /// The entry and what follows for others.
    public var decision: Decision
    /// The messages to other cases that the corrected history would have sent and the real one has not; they are
    /// not sent.
    public let unsent: [String]
    /// The messages that were sent and should not have been; what they set off elsewhere stays.
    public let overhasty: [String]
    /// The notices, account and name, that the corrected history would have given and the real one has not; they are
    /// not given.
    public let suppressed: [String]
    /// The names of the cases that were started and should not have been; they stay as they are.
    public let stray: [String]
    /// The data that another version of the workflow has no place for.
    public let lost: [String]
}

extension CaseDecision {
    /// Decides a correction or a migration: the history is decided again with what is put right, and the entry brings
    /// the case to where that leads.
    ///
    /// - Parameters:
    ///   - file: the case with its sensitive values open.
    ///   - past: all its entries, in order.
    ///   - record: what is put right; values as `accepted` gives them.
    ///   - workflows: the definitions by the hash of their bundle, for a case that changes its version.
    public func correct(
        _ file: CaseFile,
        past: [PastEntry],
        _ record: CorrectionRecord,
        workflows: [String: Workflow]
    ) throws -> Result<Correction, Refusal> {
        guard file.erasedAt == nil else { return .failure(.erased("correct")) }
        let history = CorrectedHistory(past, record, at: situation.recorded)
        if let stray = history.strayed.first { return .failure(.strayed(stray)) }
        var replay = Replay(self, of: file, past, workflows)
        try replay.play(history.inputs)
        guard replay.blocked.isEmpty else { return .failure(.blocked(replay.blocked)) }
        guard let target = replay.file else { return .failure(.unknown(.case)) }
        for case .restate(let state, _) in record.operations
        where !target.chart.configuration.contains(state) { return .failure(.unreachable(state)) }
        guard target.pointers.count >= file.pointers.count else { return .failure(.referralStands) }
        let inside = CaseDecision(in: situation.with(replay.workflow), asking: surroundings)
        return .success(try inside.correction(file, past, record, replay, target))
    }

    private func correction(
        _ file: CaseFile,
        _ past: [PastEntry],
        _ record: CorrectionRecord,
        _ replay: Replay,
        _ target: CaseFile
    ) throws -> Correction {
        var entry = entry(record.isMigration ? .migration : .correction, "correct", .correction(record), nil)
        entry.account = record.author
        entry.outcome = outcome(from: file, to: target)
        let documents = CorrectedDocuments(of: file, past, replayed: replay.documents, to: target)
        entry.outcome.documents = documents.new
        entry.outcome.correctedDocuments = documents.changed
        let (new, stray) = CaseDecision.openings(replay.openings, past)
        var after = file
        after.fold(entry)
        let before = occurrences(model(for: file, standing: nil), file)
        let now = occurrences(model(for: after, standing: nil), after)
        entry.answers = surroundings.answers
        if let failure = surroundings.failure { throw failure }
        var decision = Decision(after: after, entry: entry)
        decision.openings = new
        decision.occurrences = now
        decision.changedOccurrences =
            before.filter { !decision.occurrences.contains($0) }
            + decision.occurrences.filter { !before.contains($0) }
        decision.isClosed = after.isClosed(in: workflow)
        tellOfMisses(entry.outcome.deadlines, since: file, &decision)
        tell(of: record, &decision)
        let sent = past.flatMap(\.entry.outcome.sent)
        return Correction(
            decision: decision,
            unsent: replay.sent.removing(sent),
            overhasty: sent.removing(replay.sent),
            suppressed: replay.noticed.removing(past.flatMap(\.entry.outcome.notices)),
            stray: stray,
            lost: replay.lost
        )
    }

    // MARK: Outcome

    /// What leads from a case to where its corrected history has led.
    private func outcome(from file: CaseFile, to target: CaseFile) -> Entry.Outcome {
        var outcome = Entry.Outcome()
        let before = file.chart.configuration
        let now = target.chart.configuration
        outcome.left = before.reversed().filter { !now.contains($0) }
        outcome.entered = now.filter { !before.contains($0) }
        outcome.chart = target.chart
        for (name, value) in target.data where file.data[name] != value { outcome.data[name] = .some(value) }
        for name in file.data.keys where target.data[name] == nil { outcome.data[name] = .some(nil) }
        outcome.deadlines = deadlines(from: file, to: target, entered: outcome.entered)
        if target.parties != file.parties { outcome.parties = target.parties }
        if target.pointers.count > file.pointers.count {
            outcome.referral = Entry.Referral(unit: target.unit, number: target.number)
        }
        if target.openedAt != file.openedAt { outcome.openedAt = target.openedAt }
        outcome.faults = target.faults.filter { !file.faults.contains($0) }
        if target.bundleHash != file.bundleHash {
            outcome.bundle = target.bundleHash
            // What one version seals and the other does not is written again as the new one has it.
            for (name, value) in target.data { outcome.data[name] = .some(value) }
        }
        return outcome
    }

    /// The deadlines that are not as they were; those of acts that do not stand are cancelled, and nobody is reminded
    /// of what is past.
    private func deadlines(from file: CaseFile, to target: CaseFile, entered: [String]) -> [Deadline] {
        var changed: [Deadline] = []
        for deadline in target.deadlines {
            var deadline = deadline
            let old = file.deadlines.first { $0.isSame(as: deadline) }
            deadline.reminders = reminders(of: deadline, before: old)
            let isEntered = workflow.deadlines.contains {
                $0.name == deadline.name && entered.contains($0.state)
            }
            if let old, old.isAlike(deadline), !isEntered { continue }
            changed.append(deadline)
        }
        for old in file.deadlines
        where !target.deadlines.contains(where: { $0.isSame(as: old) })
            && (old.isOpen || old.status == .missed)
        {
            var deadline = old
            deadline.status = .cancelled
            deadline.missedAt = nil
            deadline.recordedAt = situation.recorded
            deadline.reminders = []
            changed.append(deadline)
        }
        return changed
    }

    private func reminders(of deadline: Deadline, before old: Deadline?) -> [Instant] {
        guard deadline.isOpen else { return [] }
        if let old, old.isOpen, old.from == deadline.from, old.due == deadline.due { return old.reminders }
        if let due = deadline.due, due <= situation.recorded { return [] }
        let coming = deadline.reminders.filter { $0 > situation.recorded }
        return coming.isEmpty ? deadline.reminders.suffix(1) : coming
    }

    /// Which of the openings on the way are new, and which names were opened without need.
    private static func openings(_ openings: [Decision.ChildOpening], _ past: [PastEntry])
        -> ([Decision.ChildOpening], [String])
    {
        var known = past.flatMap { $0.entry.outcome.children.keys }.sorted()
        var new: [Decision.ChildOpening] = []
        for opening in openings {
            if let place = known.firstIndex(of: opening.name) {
                known.remove(at: place)
            } else {
                new.append(opening)
            }
        }
        return (new, known)
    }

    // MARK: Notices

    /// Somebody is always told of a miss; every other notice of the corrected history is left out.
    private func tellOfMisses(_ deadlines: [Deadline], since file: CaseFile, _ decision: inout Decision) {
        for deadline in deadlines where deadline.status == .missed {
            let old = file.deadlines.first { $0.isSame(as: deadline) }
            guard old?.status != .missed || old?.due != deadline.due,
                let rule = workflow.deadlines.first(where: { $0.name == deadline.name })
            else { continue }
            owe(rule.tell, name: rule.name, .missed, rule.text(of: .missed), &decision)
        }
    }

    /// Both persons and the head of the unit hear of it.
    private func tell(of record: CorrectionRecord, _ decision: inout Decision) {
        let heads = Gate.recipients(
            of: [Gate.unitHead],
            in: decision.after,
            workflow: workflow,
            directory: situation.directory,
            now: situation.recorded
        )
        let persons = [record.author, record.approver].compactMap(\.self)
        for account in Set(persons + heads).sorted() {
            decision.notices.append(
                NoticeRow(
                    account: account,
                    caseID: decision.after.id,
                    name: CorrectionRecord.notice,
                    reason: .correction,
                    text: CorrectionRecord.noticeText,
                    at: situation.recorded
                )
            )
            decision.entry.outcome.notices.append("\(account):\(CorrectionRecord.notice)")
        }
    }

    // MARK: Values outside forms

    /// Lays values over the data outside any form, and lets chart and deadlines follow.
    func overlay(_ values: ValueMap, on file: CaseFile) throws -> Decision {
        var model = model(for: file, standing: nil)
        model.overlay(values)
        let entry = entry(.correction, "correct", .none, nil)
        guard case .running = file.chart.status else {
            return try settle(entry, before: file, keeping(file), model: model)
        }
        var interpreter = interpreter(model, file)
        let step = interpreter.deliver(Event("data.corrected", type: .platform))
        return try finish(entry, before: file, step: step, interpreter, events: [])
    }
}

extension Deadline {
    /// Whether both are the deadline of the same entry of the same state.
    fileprivate func isSame(as other: Deadline) -> Bool { name == other.name && occasion == other.occasion }
}

extension [String] {
    /// What remains when each of some texts is taken out once.
    fileprivate func removing(_ others: [String]) -> [String] {
        var rest = others
        return filter { text in
            guard let place = rest.firstIndex(of: text) else { return true }
            rest.remove(at: place)
            return false
        }
    }
}
