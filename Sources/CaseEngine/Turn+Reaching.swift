import Casework
import CivilCalendar
import Statechart

/// Which other cases a decision reaches.
extension Turn {
    /// The case that a message goes to; nil where there is none.
    func addressee(of message: Decision.OutgoingMessage, from file: CaseFile) throws -> CaseID? {
        switch message.recipient {
        case .itself: return file.id
        case .parent: return file.parent?.id
        case .child(let name): return file.children[name]
        case .number(let number):
            // A case that was referred upward is still told under the number by which the other case knows it.
            switch try transaction.lookUp(number: number) {
            case .current(let id), .pointer(let id, _): return id
            case nil: return nil
            }
        }
    }

    /// The cases that may count differently because this one's occurrences have changed.
    func neighbours(of decision: Decision) throws -> [CaseID] {
        var found: Set<CaseID> = []
        for occurrence in decision.changedOccurrences {
            guard let day = CivilDate(iso: occurrence.day) else { continue }
            let search = OccurrenceSearch(
                kind: occurrence.kind,
                places: occurrence.places,
                first: MonthWindow.firstDay(reaching: day).iso,
                last: MonthWindow.lastDay(from: day).iso,
                excluding: decision.after.id
            )
            for neighbour in try transaction.occurrences(search) { found.insert(neighbour.caseID) }
        }
        return found.sorted()
    }
}
