import CaseEngine
import Casework
import Values

/// The record of what consoles ask: written before it is done, and closed afterwards.
extension Door {
    /// Answers a request of a console between two rows of the record.
    ///
    /// The first one is on disk before anything is done; where it cannot be written, nothing is done. The second
    /// one says how it ended; if the server dies in between, the next start says that it is lost.
    func recorded(
        _ endpoint: Endpoint,
        _ method: Method,
        _ query: Query,
        _ inquiry: Inquiry,
        _ caller: Caller,
        in session: ConsoleSession
    ) async throws -> Answer {
        let body = method == .post ? try await inquiry.body() : []
        let inquiry = inquiry.with(body: body)
        var caller = caller
        let trace = RequestTrace()
        caller.session = session
        caller.trace = trace
        guard !endpoint.recordsItself(method) else {
            return try await answer(endpoint, method, query, inquiry, caller)
        }
        let began = settings.now()
        let asked = try await note(
            session,
            .asked,
            asked(endpoint, method, query, body, session),
            numbers: endpoint.number.map { [$0] } ?? []
        )
        let result: Result<Answer, any Error>
        do {
            result = .success(try await answer(endpoint, method, query, inquiry, caller))
        } catch StorageFailure.outcomeUnknown(let text) {
            // Nothing can be written any more; the next start closes the record as lost.
            throw StorageFailure.outcomeUnknown(text)
        } catch {
            result = .failure(error)
        }
        try await note(
            session,
            .answered,
            answered(result, trace.result, took: settings.now() - began),
            numbers: trace.result.numbers,
            refersTo: asked
        )
        return try result.get()
    }

    private func asked(
        _ endpoint: Endpoint,
        _ method: Method,
        _ query: Query,
        _ body: [UInt8],
        _ session: ConsoleSession
    ) -> [(ValueMap.Key, Value)] {
        var members: [(ValueMap.Key, Value)] = session.reason.members
        members.append(("mode", .string(session.mode.rawValue)))
        if let reveal = session.reveal {
            members.append(("revealing", .string(reveal.number)))
            members.append(("revealReason", .string(reveal.reason.text)))
        }
        members.append(("operation", .string("\(method.rawValue) \(endpoint.template)")))
        var arguments = ArgumentSummary.members(of: body)
        for (name, value) in query.kept where name != "text" { arguments[name] = .string(value) }
        if let number = endpoint.number { arguments["number"] = .string(number) }
        if let action = endpoint.actionName { arguments["action"] = .string(action) }
        if !arguments.isEmpty { members.append(("arguments", .map(arguments))) }
        members.append(("client", session.peer.value))
        return members
    }

    private func answered(
        _ result: Result<Answer, any Error>,
        _ noted: RequestTrace.Noted,
        took: TimeSpan
    ) -> [(ValueMap.Key, Value)] {
        var members: [(ValueMap.Key, Value)] = []
        switch result {
        case .success(let answer):
            members = [("outcome", "done"), ("status", .int(Int64(answer.status)))]
        case .failure(let refusal as Refusal):
            members = [("outcome", "refused"), ("problem", .string(refusal.kind))]
        case .failure(let problem as Problem):
            members = [("outcome", "refused"), ("problem", .string(problem.kind.rawValue))]
        case .failure: members = [("outcome", "failed")]
        }
        members.append(("rows", .int(Int64(noted.rows))))
        if !noted.revealed.isEmpty {
            members.append(("revealed", .list(noted.revealed.sorted().map { .string($0) })))
        }
        if let sequence = noted.sequence { members.append(("sequence", .int(sequence))) }
        if noted.isDryRun { members.append(("dryRun", true)) }
        members.append(("milliseconds", .int(took.milliseconds)))
        return members
    }

    /// The records that the caller may see.
    func audit(_ query: Query, _ caller: Caller) async throws -> Answer {
        var filter = AuditFilter(limit: try query.limit())
        filter.session = try query.revision("session")
        filter.account = query["account"]
        filter.number = query["case"]
        if let step = query["step"] {
            guard let known = ConsoleRow.Step(rawValue: step) else { throw Problem.parameter("step") }
            filter.step = known
        }
        filter.cursor = query["cursor"]
        let page = try await service.audit(filter, as: caller.account)
        caller.trace?.note(rows: page.items.count)
        return .json { $0.page(page.items, next: page.next) { $0.audit($1) } }
    }

    /// Keeps what somebody else than its person thinks of a session.
    func review(_ session: Int64, _ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        var object = try await object(of: inquiry)
        let verdict = try object.text("verdict")
        let text = try object.optionalText("text") ?? ""
        try object.finish()
        guard ["ok", "flag"].contains(verdict) else { throw Problem.member("verdict") }
        guard verdict == "ok" || text.count >= ConsoleReason.shortest else { throw Problem.member("text") }
        let id = try await service.review(session: session, verdict: verdict, text: text, as: caller.account)
        return .json(201) { writer in
            writer.raw("{\"id\":")
            writer.integer(id)
            writer.raw("}")
        }
    }
}
