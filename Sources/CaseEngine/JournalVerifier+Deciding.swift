import Casework
import CivilCalendar
import Values

/// Level 3: every entry decided again from its inputs, which needs the master key.
extension JournalVerifier {
    /// Decides an entry again and compares; what it comes to, nil if it comes to nothing.
    mutating func decide(
        _ entry: Entry,
        _ frame: EntryFrame,
        _ before: CaseFile,
        _ workflow: Workflow,
        _ owed: [NoticeRow]
    ) -> Decision? {
        decided += 1
        let situation = Situation(
            workflow: workflow,
            now: entry.at,
            claimed: entry.claimed,
            calendar: calendar,
            directory: directory,
            surroundings: ReplayedSurroundings(entry.answers)
        )
        do {
            guard let again = try decision(again: entry, frame, before, CaseDecision(in: situation)) else {
                find(3, frame.sequence, frame.number, "重新判定未產生紀錄", "decided again it makes no entry")
                return nil
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
                && (owed.isEmpty || again.notices.map(\.text) == owed.map(\.text))
            if !isSame {
                find(3, frame.sequence, frame.number, "重新判定結果不同", "decided again it comes out differently")
            }
            return again
        } catch {
            find(3, frame.sequence, frame.number, "無法重新判定(\(error))", "it cannot be decided again (\(error))")
            return nil
        }
    }

    func decision(
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
                parent: frame.opening?.parent,
                paper: frame.opening?.paper
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
        case .correction, .migration: return try correction(again: entry, frame, before, decision)
        case .erasure, .register: return nil
        }
    }
}
