import CaseEngine
import Casework
import Values

/// Change sets: corrections and migrations, from the draft to the receipt.
extension Door {
    /// Begins a draft, or with a receipt one that undoes what was applied under it.
    func beginChange(_ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        var object = try await object(of: inquiry)
        let request = ChangeRequest.begin(
            title: try object.text("text"),
            undoing: try object.optionalText("undo")
        )
        try object.finish()
        return try await created(request, inquiry, caller)
    }

    /// Begins a draft that takes cases over to the version in force.
    func beginMigration(_ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        var object = try await object(of: inquiry)
        let title = try object.text("text")
        let workflow = try object.optionalText("workflow")
        let numbers = workflow == nil ? try object.texts("cases") : []
        var states: [String: String] = [:]
        for (name, state) in try object.map("states") {
            guard let name = name.text, let state = state.text else { throw Problem.member("states") }
            states[name] = state
        }
        try object.finish()
        let request =
            workflow.map { ChangeRequest.migrateAll(title: title, workflow: $0, states: states) }
            ?? .migrate(title: title, numbers: numbers, states: states)
        return try await created(request, inquiry, caller)
    }

    private func created(_ request: ChangeRequest, _ inquiry: Inquiry, _ caller: Caller) async throws
        -> Answer
    {
        let view = try await submit(request, inquiry, caller)
        let place = "/api/v1/change-sets/" + PercentCoding.encode(view.set.id)
        return .json(201, headers: [Problem.Header(name: "location", value: place)]) { $0.change(view) }
    }

    /// A change set with its consequences.
    func changeSet(_ id: String, _ query: Query, _ caller: Caller) async throws -> Answer {
        let reveals = try query.flag("reveal") ?? false
        if reveals, caller.session != nil {
            // A console shows what is sensitive only of a case that was asked to be revealed.
            let plain = try await service.changeSet(id, reveals: false, as: caller.account)
            guard !plain.cases.contains(where: { caller.isMasked($0.number) }) else { throw Problem.masked }
        }
        let view = try await service.changeSet(id, reveals: reveals, as: caller.account)
        caller.trace?.note(numbers: view.cases.map(\.number))
        return .json { $0.change(view) }
    }

    /// The change sets that wait.
    func proposals(_ caller: Caller) async throws -> Answer {
        let views = try await service.proposals(as: caller.account)
        return .json { $0.page(views, next: nil) { $0.change($1) } }
    }

    /// One act on a change set.
    func change(_ id: String, _ act: String, _ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        var object = try await object(of: inquiry)
        let request: ChangeRequest
        switch act {
        case "operations":
            let revision = try RequestHeaders.revision(ifMatch: inquiry.headers.ifMatch)
            let number = try object.text("case")
            request = .add(set: id, number: number, try Door.operation(&object), revision: revision)
        case "drop":
            guard let operation = try object.integer("operation") else { throw Problem.member("operation") }
            request = .drop(set: id, operation: operation)
        case "propose":
            guard let cases = try object.integer("count") else { throw Problem.member("count") }
            let reason = ChangeSet.Reason(
                code: try object.text("code"),
                text: try object.text("text"),
                basis: try object.text("basis")
            )
            request = .propose(
                set: id,
                reason,
                fingerprint: try object.text("fingerprint"),
                cases: Int(clamping: cases),
                consent: try object.optionalText("consent")
            )
        case "approve":
            request = .approve(
                set: id,
                fingerprint: try object.text("fingerprint"),
                digits: try object.text("digits")
            )
        case "reject": request = .reject(set: id, remark: try object.text("text"))
        case "withdraw": request = .withdraw(set: id)
        default: throw Problem.notFound
        }
        try object.finish()
        let view = try await submit(request, inquiry, caller)
        return .json { $0.change(view) }
    }

    private static func operation(_ object: inout RequestObject) throws -> CorrectionOperation {
        switch try object.text("verb") {
        case "setfield": return .setField(try object.text("field"), object.value("value") ?? .null)
        case "retime": return .retime(try entry(&object), to: try at(&object))
        case "void": return .void(try entry(&object))
        case "append":
            return .append(try object.text("action"), data: try object.map("data"), at: try at(&object))
        case "restate": return .restate(try object.text("state"), way: nil)
        case "reassign": return .reassign(from: try object.text("from"), to: try object.text("to"))
        case "recompute": return .recompute
        default: throw Problem.member("verb")
        }
    }

    private static func entry(_ object: inout RequestObject) throws -> Int64 {
        guard let entry = try object.integer("entry") else { throw Problem.member("entry") }
        return entry
    }

    private static func at(_ object: inout RequestObject) throws -> Instant {
        guard let at = try object.instant("at") else { throw Problem.member("at") }
        return at
    }

    private func submit(_ request: ChangeRequest, _ inquiry: Inquiry, _ caller: Caller) async throws
        -> ChangeView
    {
        guard caller.mayWrite else { throw Problem.locked }
        let key = try RequestHeaders.key(inquiry.headers.idempotencyKey)
        let receipt = try await service.submit(
            CaseEngine.Request(account: caller.account, key: key, command: .change(request))
        ).get()
        // Whoever may no longer know of the cases is not told of the answer either.
        guard let view = receipt.change else { throw Refusal.unknown(.changeSet) }
        caller.trace?.note(receipt)
        caller.trace?.note(numbers: view.cases.map(\.number))
        return view
    }
}
