import CaseEngine
import Casework
import Values

extension Door {
    /// The answer to an authenticated request.
    ///
    /// Commands wait for the writer without a thread. What may wait for a disk, and what is long to read, leaves the
    /// thread that connections are read on.
    func answer(
        _ endpoint: Endpoint,
        _ method: Method,
        _ query: Query,
        _ inquiry: Inquiry,
        _ caller: Caller
    ) async throws -> Answer {
        if endpoint.isCommand(method), inquiry.isShort {
            return try await answerHere(endpoint, method, query, inquiry, caller)
        }
        return try await withTaskExecutorPreference(globalConcurrentExecutor) {
            try await answerHere(endpoint, method, query, inquiry, caller)
        }
    }

    private func answerHere(
        _ endpoint: Endpoint,
        _ method: Method,
        _ query: Query,
        _ inquiry: Inquiry,
        _ caller: Caller
    ) async throws -> Answer {
        switch endpoint {
        case .health: health()
        case .description: description()
        case .me: try await me(inquiry, caller)
        case .server: server()
        case .workflows: try await workflows(caller)
        case .workflow(let name): try await definition(name, caller)
        case .register: try await register(caller)
        case .cases:
            switch method {
            case .get: try await list(query, caller)
            case .post: try await open(inquiry, caller)
            }
        case .caseFile(let number): try await view(number, caller)
        case .history(let number): try await history(number, query, caller)
        case .actions(let number): try await actions(number, caller)
        case .action(let number, let name): try await act(number, name, inquiry, caller)
        case .form(let number, let name): try await form(number, name, caller)
        case .why(let number, let name): try await why(number, name, method, inquiry, caller)
        case .clock(let number, let deadline): try await clock(number, deadline, query, caller)
        case .diagram(let number): try await diagram(number, caller)
        case .past(let number): try await past(number, query, caller)
        case .changes(let number): try await changes(number, query, caller)
        case .simulation(let number): try await simulate(number, inquiry, caller)
        case .deadlines: try await deadlines(query, caller)
        case .completion: try await complete(query, caller)
        case .verification: try await verify(inquiry, caller)
        case .changeSets: try await beginChange(inquiry, caller)
        case .changeSet(let id): try await changeSet(id, query, caller)
        case .changeAct(let id, let act): try await change(id, act, inquiry, caller)
        case .proposals: try await proposals(caller)
        case .migrations: try await beginMigration(inquiry, caller)
        case .calendar:
            switch method {
            case .get: try await workday(query)
            case .post: try await takeDayOff(inquiry, caller)
            }
        case .sessions:
            switch method {
            case .get: try await listSessions(caller)
            case .post: try await attach(inquiry, caller)
            }
        case .session(let id, let verb): try await change(id, verb, inquiry, caller)
        case .audit: try await audit(query, caller)
        case .review(let id): try await review(id, inquiry, caller)
        case .forms: try await forms()
        case .blankForm(let name): try await blank(name, query)
        case .documents(let number): try await documents(number, caller)
        case .document(let number, let form): try await document(number, form, query, caller)
        }
    }

    private func me(_ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        let view = try await service.account(caller.account)
        let language = RequestHeaders.language(accept: inquiry.headers.acceptLanguage)
        return .json { $0.me(view, environment: settings.environment, language: language) }
    }

    private func workflows(_ caller: Caller) async throws -> Answer {
        let workflows = try await service.workflows(as: caller.account)
        return .json { $0.page(workflows, next: nil) { $0.workflow($1) } }
    }

    private func definition(_ name: String, _ caller: Caller) async throws -> Answer {
        let workflow = try await service.definition(of: name, as: caller.account)
        return .json { $0.definition(workflow) }
    }

    private func register(_ caller: Caller) async throws -> Answer {
        let register = try await service.register(as: caller.account)
        return .json { $0.register(register) }
    }

    private func list(_ query: Query, _ caller: Caller) async throws -> Answer {
        var listing = CaseListing(limit: try query.limit())
        listing.state = query["state"]
        listing.workflow = query["workflow"]
        listing.unit = query["unit"]
        listing.isClosed = try query.flag("closed")
        // Of others it would tell who stands in a case without showing the field.
        if let party = query["party"] {
            guard party == "me" else { throw Problem.parameter("party") }
            listing.party = caller.account
        }
        listing.dueBefore = try DueWindow(query["due"]).end(now: settings.now())
        listing.cursor = query["cursor"]
        let page = try await service.cases(listing, as: caller.account)
        caller.trace?.note(numbers: page.items.map(\.number))
        return .json { $0.page(page.items, next: page.next) { $0.summary($1) } }
    }

    private func view(_ number: String, _ caller: Caller) async throws -> Answer {
        let view = try await service.view(number: number, as: caller.account, masked: caller.isMasked(number))
        caller.trace?.note(view.fields)
        return .json(headers: [.revision(view.summary.revision)]) { $0.caseView(view) }
    }

    private func history(_ number: String, _ query: Query, _ caller: Caller) async throws -> Answer {
        let page = try await service.history(
            number: number,
            cursor: query["cursor"],
            limit: try query.limit(),
            as: caller.account
        )
        caller.trace?.note(rows: page.items.count)
        let placed = try await mayVerify(caller)
        return .json { $0.page(page.items, next: page.next) { $0.entry($1, placed: placed) } }
    }

    private func actions(_ number: String, _ caller: Caller) async throws -> Answer {
        let actions = try await service.actions(
            number: number,
            as: caller.account,
            masked: caller.isMasked(number)
        )
        caller.trace?.note(actions)
        return .json { $0.page(actions, next: nil) { $0.action($1) } }
    }

    private func form(_ number: String, _ name: String, _ caller: Caller) async throws -> Answer {
        let actions = try await service.actions(
            number: number,
            as: caller.account,
            masked: caller.isMasked(number)
        )
        guard let action = actions.first(where: { $0.name == name }) else {
            throw Refusal.notPossible(action: name, possible: actions.filter(\.isPossible).map(\.name))
        }
        caller.trace?.note([action])
        return .json { $0.form(action) }
    }

    private func why(
        _ number: String,
        _ name: String,
        _ method: Method,
        _ inquiry: Inquiry,
        _ caller: Caller
    ) async throws -> Answer {
        var data = ValueMap()
        if method == .post {
            var object = try await object(of: inquiry)
            data = try object.map("data")
            try object.finish()
        }
        let reasons = try await service.why(
            number: number,
            action: name,
            data: data,
            as: caller.account,
            masked: caller.isMasked(number)
        )
        caller.trace?.note([reasons.action])
        return .json { $0.reasons(reasons) }
    }

    private func deadlines(_ query: Query, _ caller: Caller) async throws -> Answer {
        let due = try DueWindow(query["due"])
        let page = try await service.deadlines(
            dueBefore: due.end(now: settings.now()),
            overdueOnly: due == .overdue,
            isMine: try query.flag("mine") ?? false,
            limit: try query.limit(),
            as: caller.account
        )
        caller.trace?.note(numbers: page.items.map(\.number))
        return .json { $0.page(page.items, next: page.next) { $0.deadline($1) } }
    }

    private func complete(_ query: Query, _ caller: Caller) async throws -> Answer {
        guard query["kind"] ?? "case" == "case" else { throw Problem.parameter("kind") }
        let numbers = try await service.numbers(
            matching: query["text"] ?? "",
            limit: try query.limit(),
            as: caller.account
        )
        return .json { $0.page(numbers, next: nil) { $0.string($1) } }
    }
}
