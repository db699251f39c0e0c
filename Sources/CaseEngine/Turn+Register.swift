import Casework
import CivilCalendar
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

    /// Takes a day off into the register's calendar of its year.
    mutating func dayOff(_ date: CivilDate, _ name: String, for account: String) throws -> Receipt {
        guard name.contains(where: { !$0.isWhitespace }), name.count <= 60, Turn.isOneLine(name) else {
            throw Turn.badDay("name")
        }
        guard state.calendar.isWorkday(date), let text = state.calendarTexts[date.year],
            let changed = CalendarText.adding(date, name, to: text)
        else { throw Turn.badDay("date") }
        return try register(.calendar(year: date.year, text: changed), for: account)
    }

    /// Whether a text fits into a line of the calendar's file.
    private static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    private static func badDay(_ field: String) -> Refusal {
        let message =
            field == "name"
            ? LocalizedText(
                zhHant: "請以一行寫明原因,至多 60 字。",
                en: "Say why, in one line of at most 60 characters."
            )
            : LocalizedText(
                zhHant: "該日本非上班日,或該年度尚無辦公日曆。",
                en: "Nobody works on that day anyway, or there is no calendar of its year."
            )
        return .invalidData([FieldProblem(field: field, message: message)])
    }
}
