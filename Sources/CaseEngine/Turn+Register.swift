import Casework
import Values

/// Changes of people, units, workplaces and calendars.
extension Turn {
    mutating func register(_ change: RegisterChange, for account: String) throws -> Receipt {
        guard isAdministrator(account) else {
            throw Refusal.notPermitted(action: "register", by: ["administrator"])
        }
        if case .account(let new) = change, new.id == Gate.system { throw Refusal.unknown(.account) }
        // A change set goes its own way, with two persons.
        if case .changeSet = change { throw Refusal.unknown(.changeSet) }
        if let problem = state.directory.problem(with: change) { throw Refusal.invalidData([problem]) }
        let sequence = try transaction.chainHead().sequence + 1
        let entry = RegisterEntry(
            sequence: sequence,
            at: now,
            account: account,
            change: change,
            request: request
        )
        let head = try transaction.append(entry.draft)
        try transaction.put(change.kind, id: change.id, row: change.row)
        state.directory.apply(change)
        if case .calendar(let year, let text) = change {
            state.calendarTexts[year] = text
            state.calendar = try workflows.calendar(from: state.calendarTexts)
        }
        return Receipt(sequence: head.sequence, at: now)
    }
}
