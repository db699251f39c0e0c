import CaseEngine
import Casework
import CivilCalendar
import Values

/// What helps to understand a case: clocks, the chart, the past, what would happen if.
extension Door {
    /// How a deadline comes about.
    func clock(_ number: String, _ deadline: String, _ query: Query, _ caller: Caller) async throws -> Answer
    {
        let from = try query.instant("from")
        let view = try await service.clock(
            number: number,
            deadline: deadline,
            from: from,
            as: caller.account
        )
        return .json { $0.clock(view) }
    }

    /// The chart with the place of the case marked in it.
    func diagram(_ number: String, _ caller: Caller) async throws -> Answer {
        let view = try await service.diagram(number: number, as: caller.account)
        return .json { $0.diagram(view) }
    }

    /// The case as it was at an instant, or after so many entries.
    func past(_ number: String, _ query: Query, _ caller: Caller) async throws -> Answer {
        let moment: PastMoment
        switch (try query.instant("instant"), try query.revision("revision")) {
        case (let instant?, nil): moment = .instant(instant)
        case (nil, let revision?): moment = .revision(revision)
        case (nil, nil): throw Problem.parameter("instant")
        case (_?, _?): throw Problem.parameter("revision")
        }
        let view = try await service.view(
            number: number,
            at: moment,
            as: caller.account,
            masked: caller.isMasked(number)
        )
        caller.trace?.note(view.fields)
        return .json { $0.caseView(view) }
    }

    /// What differs between two revisions.
    func changes(_ number: String, _ query: Query, _ caller: Caller) async throws -> Answer {
        guard let from = try query.revision("from") else { throw Problem.parameter("from") }
        guard let to = try query.revision("to") else { throw Problem.parameter("to") }
        let view = try await service.changes(
            number: number,
            from: from,
            to: to,
            as: caller.account,
            masked: caller.isMasked(number)
        )
        return .json { $0.changes(view) }
    }

    /// What a case would become.
    func simulate(_ number: String, _ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        var object = try await object(of: inquiry)
        let moves = try object.objects("moves").map(Door.move)
        try object.finish()
        let view = try await service.simulate(
            number: number,
            moves: moves,
            as: caller.account,
            masked: caller.isMasked(number)
        )
        caller.trace?.note(view.after.fields)
        return .json { $0.simulation(view) }
    }

    /// One move: exactly one of `action`, `wait` and `until`.
    private static func move(_ object: RequestObject) throws -> SimulatedMove {
        var object = object
        let move: SimulatedMove
        if let action = try object.optionalText("action") {
            move = .act(action: action, data: try object.map("data"), account: try object.optionalText("as"))
        } else if let wait = try object.optionalText("wait") {
            guard let period = try? Period(text: wait) else { throw Problem.member("wait") }
            move = .wait(period)
        } else if let until = try object.instant("until") {
            move = .until(until)
        } else {
            throw Problem.member("action")
        }
        try object.finish()
        return move
    }
}

extension Query {
    /// An instant with its zone; nil when it is absent.
    func instant(_ name: String) throws(Problem) -> Instant? {
        guard let text = self[name] else { return nil }
        guard let instant = Instant(rfc3339: text) else { throw .parameter(name) }
        return instant.wholeMilliseconds
    }

    /// A revision, from 1; nil when it is absent.
    func revision(_ name: String) throws(Problem) -> Int64? {
        guard let text = self[name] else { return nil }
        guard let number = Int64(text), number > 0 else { throw .parameter(name) }
        return number
    }
}
