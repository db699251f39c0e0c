import CaseEngine
import Casework
import CivilCalendar
import Values

/// Days off that no published calendar has.
extension Door {
    /// The day that is some working days after another, by the office calendar.
    func workday(_ query: Query) async throws -> Answer {
        guard let date = query["date"].flatMap({ CivilDate(iso: $0) }) else {
            throw Problem.parameter("date")
        }
        guard let count = Int(query["workdays"] ?? "0"), (0...1_000).contains(count) else {
            throw Problem.parameter("workdays")
        }
        let calendar = try await service.officeCalendar()
        var day = date
        for _ in 0..<count { day = calendar.workday(onOrAfter: day.adding(days: 1)) }
        let basis = calendar.basis(ofYear: day.year)
        return .json { writer in
            writer.raw("{\"date\":")
            writer.string(day.iso)
            writer.member("isWorkday", boolean: calendar.isWorkday(day))
            writer.member("isProvisional", boolean: basis == .weekendsOnly)
            writer.raw("}")
        }
    }

    /// Announces a day off, or shows what it would move.
    func takeDayOff(_ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        let key = try RequestHeaders.key(inquiry.headers.idempotencyKey)
        var object = try await object(of: inquiry)
        guard let date = CivilDate(iso: try object.text("date")) else { throw Problem.member("date") }
        let name = try object.text("name")
        let isDryRun = try object.flag("dryRun")
        try object.finish()
        guard isDryRun || caller.mayWrite else { throw Problem.locked }
        let receipt = try await service.submit(
            CaseEngine.Request(
                account: caller.account,
                key: key,
                isDryRun: isDryRun,
                command: .dayOff(date, name: name)
            )
        ).get()
        caller.trace?.note(receipt)
        caller.trace?.note(numbers: receipt.moved.map(\.number))
        return .json { writer in
            writer.raw("{\"date\":")
            writer.string(date.iso)
            writer.member("name", string: name)
            writer.member("dryRun", boolean: receipt.isDryRun)
            writer.member("moved", list: receipt.moved) { $0.moved($1) }
            writer.raw("}")
        }
    }
}

extension JSONWriter {
    fileprivate mutating func moved(_ deadline: MovedDeadline) {
        raw("{\"number\":")
        string(deadline.number)
        member("name", string: deadline.name)
        member("title", text: deadline.title)
        member("before", instant: deadline.before)
        member("after", instant: deadline.after)
        raw("}")
    }
}
