import CaseEngine
import Casework
import Values

/// Sessions of consoles: beginning, modes, end.
extension Door {
    /// The session that a request comes in, or nil for every client but the console.
    ///
    /// What time has ended meanwhile is recorded before anything else is done.
    func session(of inquiry: Inquiry, _ caller: Caller) async throws -> ConsoleSession? {
        guard let token = inquiry.headers.session else { return nil }
        try await sweep()
        guard let (session, lapses) = sessions.use(token, by: caller.account, at: settings.now()) else {
            throw Problem.noSession
        }
        for lapse in lapses {
            let to = lapse == .locked ? "reading" : "masked"
            try await note(session, .mode, [("to", .string(to)), ("why", "time")])
        }
        return session
    }

    /// Records the end of sessions that nobody uses any more.
    private func sweep() async throws {
        for ended in sessions.sweep(at: settings.now()) {
            try await note(ended.session, .closed, [("why", .string(ended.why))])
        }
    }

    /// Begins a session: who, why, from where.
    func attach(_ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        var object = try await object(of: inquiry)
        let reason = try ConsoleReason(
            code: object.optionalText("code"),
            text: object.text("reason"),
            in: settings.environment
        )
        try object.finish()
        try await sweep()
        guard sessions.hasRoom else { throw Problem.fullHouse }
        let view = try await service.account(caller.account)
        let last = try await lastSession(of: caller.account)
        var content = ValueMap(uniqueKeysWithValues: reason.members)
        content["environment"] = .string(settings.environment)
        content["client"] = inquiry.peer.value
        let id = try await service.record(
            ConsoleNote(session: nil, account: caller.account, step: .attached, content: content)
        )
        let now = settings.now()
        let session = ConsoleSession(
            id: id,
            account: caller.account,
            name: view.account.name,
            peer: inquiry.peer,
            began: now,
            reason: reason,
            lastUsed: now
        )
        let token = SessionBook.makeToken()
        guard sessions.keep(session, under: token) else {
            try await note(session, .closed, [("why", "full")])
            throw Problem.fullHouse
        }
        return .json(201) { writer in
            writer.session(session, settings.environment, isOwn: true, token: token, last: last)
        }
    }

    /// When the account was here before.
    private func lastSession(of account: String) async throws -> Instant? {
        var filter = AuditFilter(limit: 1)
        filter.account = account
        filter.step = .attached
        return try await service.audit(filter, as: account).items.first?.row.at
    }

    /// The sessions there are: who, since when, in which mode; why is for oneself and for auditors.
    func listSessions(_ caller: Caller) async throws -> Answer {
        try await sweep()
        let audits = try await mayAudit(caller)
        return .json { writer in
            writer.page(sessions.all, next: nil) { writer, session in
                writer.session(
                    session,
                    settings.environment,
                    isOwn: session.account == caller.account,
                    isAudited: audits
                )
            }
        }
    }

    /// Changes a session, or ends it; only ending is for others, too.
    func change(_ id: Int64, _ verb: SessionVerb, _ inquiry: Inquiry, _ caller: Caller) async throws -> Answer
    {
        var object = try await object(of: inquiry)
        if verb != .close, caller.session?.id != id { throw Problem.unknownSession }
        switch verb {
        case .close: return try await close(id, &object, caller)
        case .input: try await announce(id, &object)
        case .unlock: try await unlock(id, &object, caller)
        case .lock:
            try object.finish()
            try await alter(id, [("to", "reading"), ("why", "asked")]) { session, _ in
                session.unlockedAt = nil
            }
        case .reveal: try await reveal(id, &object, caller)
        case .mask:
            try object.finish()
            try await alter(id, [("to", "masked"), ("why", "asked")]) { session, _ in session.reveal = nil }
        case .reason:
            let reason = try reason(&object)
            try object.finish()
            try await alter(id, [("to", "reason")] + reason.members) { session, _ in session.reason = reason }
        }
        guard let session = sessions.all.first(where: { $0.id == id }) else { throw Problem.noSession }
        return .json { $0.session(session, settings.environment, isOwn: true) }
    }

    private func reason(_ object: inout RequestObject) throws -> ConsoleReason {
        try ConsoleReason(
            code: object.optionalText("code"),
            text: object.text("reason"),
            in: settings.environment
        )
    }

    /// Lets a session write, for the account's own credential and a reason.
    private func unlock(_ id: Int64, _ object: inout RequestObject, _ caller: Caller) async throws {
        guard !settings.isReadOnly else { throw Problem.exclusive }
        let credential = try object.text("credential")
        let reason = try reason(&object)
        let document = try object.optionalText("document")
        try object.finish()
        guard document?.isEmpty == false || settings.environment != ConsoleReason.production else {
            throw Problem.document
        }
        guard try await service.account(token: credential) == caller.account else {
            try await fail(id)
            throw Problem.credential
        }
        var members: [(ValueMap.Key, Value)] = [("to", "writing")] + reason.members
        if let document { members.append(("document", .string(document))) }
        let now = settings.now()
        try await alter(id, members) { (session, all) throws(Problem) in
            let isTaken = all.contains { other in
                other.id != id && other.account == session.account && other.mode == .writing
            }
            if isTaken { throw Problem.writingElsewhere }
            session.unlockedAt = now
            session.lastUsed = now
            session.failedUnlocks = 0
        }
    }

    /// A wrong credential; the fifth one in a row ends the session.
    private func fail(_ id: Int64) async throws {
        let changed = sessions.change(id) { session, _ in session.failedUnlocks += 1 }
        guard let session = changed else { throw Problem.noSession }
        try await note(session, .mode, [("to", "writing"), ("outcome", "refused")])
        if session.failedUnlocks >= 5, let ended = sessions.end(id) {
            try await note(ended, .closed, [("why", "credentials")])
        }
    }

    /// Records what somebody has typed; whoever may not know of a case that it names will not read it.
    private func announce(_ id: Int64, _ object: inout RequestObject) async throws {
        let text = try object.text("text")
        try object.finish()
        guard text.count <= 4_000 else { throw Problem.member("text") }
        guard let session = sessions.all.first(where: { $0.id == id }) else { throw Problem.noSession }
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "○") }
        let numbers = words.filter { $0.contains("-") }.prefix(50).map(String.init)
        try await note(session, .announced, [("text", .string(text))], numbers: numbers)
    }

    /// Shows the sensitive fields of one case for a while.
    private func reveal(_ id: Int64, _ object: inout RequestObject, _ caller: Caller) async throws {
        let number = try object.text("number")
        let minutes = try object.integer("minutes") ?? ConsoleSession.Span.longestReveal
        let reason = try reason(&object)
        try object.finish()
        guard (1...ConsoleSession.Span.longestReveal).contains(minutes) else {
            throw Problem.member("minutes")
        }
        // What the account may not know of cannot be revealed, nor be found out in this way.
        _ = try await service.view(number: number, as: caller.account, masked: true)
        let until = settings.now() + TimeSpan(seconds: minutes * 60)
        let members: [(ValueMap.Key, Value)] = [
            ("to", "revealing"), ("minutes", .int(minutes)), ("number", .string(number)),
        ]
        try await alter(id, members + reason.members, numbers: [number]) { session, _ in
            session.reveal = ConsoleSession.Reveal(number: number, until: until, reason: reason)
        }
    }

    /// Ends a session: one's own account's, or as an administrator anybody's.
    private func close(_ id: Int64, _ object: inout RequestObject, _ caller: Caller) async throws -> Answer {
        let why = try object.optionalText("reason")
        try object.finish()
        guard let session = sessions.all.first(where: { $0.id == id }) else { throw Problem.unknownSession }
        let isOwn = session.account == caller.account
        if !isOwn {
            let grants = try await service.account(caller.account).grants
            guard grants.contains(where: { $0.role == "administrator" }) else { throw Problem.unknownSession }
        }
        guard let ended = sessions.end(id) else { throw Problem.unknownSession }
        var members: [(ValueMap.Key, Value)] = [
            ("why", caller.session?.id == id ? "left" : "kicked"), ("by", .string(caller.account)),
        ]
        if let why { members.append(("reason", .string(why))) }
        try await note(ended, .closed, members)
        return .json { $0.session(ended, settings.environment, isOwn: isOwn) }
    }

    // MARK: Records

    /// Records a change of a session first, and then makes it; what is refused is not recorded as if it were made.
    private func alter(
        _ id: Int64,
        _ members: [(ValueMap.Key, Value)],
        numbers: [String] = [],
        _ change: (inout ConsoleSession, [ConsoleSession]) throws -> Void
    ) async throws {
        let all = sessions.all
        guard let session = all.first(where: { $0.id == id }) else { throw Problem.noSession }
        var changed = session
        try change(&changed, all)
        try await note(session, .mode, members, numbers: numbers)
        guard try sessions.change(id, change) != nil else { throw Problem.noSession }
    }

    @discardableResult
    func note(
        _ session: ConsoleSession,
        _ step: ConsoleRow.Step,
        _ members: [(ValueMap.Key, Value)],
        numbers: [String] = [],
        refersTo: Int64? = nil
    ) async throws -> Int64 {
        try await service.record(
            ConsoleNote(
                session: session.id,
                account: session.account,
                step: step,
                refersTo: refersTo,
                numbers: numbers,
                content: ValueMap(uniqueKeysWithValues: members)
            )
        )
    }

    /// Whether the caller may see what others did.
    func mayAudit(_ caller: Caller) async throws -> Bool {
        try await service.account(caller.account).grants.contains { Engine.auditors.contains($0.role) }
    }
}

extension Inquiry.Peer {
    /// Where a session came from, as records keep it.
    var value: Value {
        switch self {
        case .network: "network"
        case .process(let user, let process): ["uid": .int(Int64(user)), "pid": .int(Int64(process))]
        }
    }
}
