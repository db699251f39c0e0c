import CaseEngine
import Casework
import Values

/// What changes something.
extension Door {
    /// The largest body that is read, in bytes.
    static let largestBody = 1_048_576

    /// The roles that may have the journal verified, beside the machine's administrator: findings name cases.
    static let verifiers = ["administrator", "auditor"]

    /// The object in a request's body.
    func object(of inquiry: Inquiry) async throws -> RequestObject {
        if let length = inquiry.headers.contentLength.flatMap({ Int($0) }), length > Door.largestBody {
            throw Problem.tooLarge
        }
        guard
            RequestHeaders.isJSON(
                contentType: inquiry.headers.contentType,
                contentEncoding: inquiry.headers.contentEncoding
            )
        else { throw Problem.unsupportedMediaType }
        return try RequestObject(json: await inquiry.body())
    }

    /// Opens a case.
    func open(_ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        let key = try RequestHeaders.key(inquiry.headers.idempotencyKey)
        var object = try await object(of: inquiry)
        let command = try Door.opening(&object)
        let isDryRun = try object.flag("dryRun")
        try object.finish()
        let receipt = try await submit(command, key: key, isDryRun: isDryRun, caller)
        let placed = try await mayVerify(caller)
        guard !isDryRun else { return .json { $0.receipt(receipt, placed: placed) } }
        let place = "/api/v1/cases/" + PercentCoding.encode(receipt.number)
        return .json(
            201,
            headers: [.revision(receipt.revision), Problem.Header(name: "location", value: place)]
        ) { $0.receipt(receipt, placed: placed) }
    }

    /// What opens a case: one that begins now, or with `at` and `paper` one that was kept on paper.
    private static func opening(_ object: inout RequestObject) throws -> Command {
        let workflow = try object.text("workflow")
        let unit = try object.text("unit")
        let data = try object.map("data")
        let at = try object.instant("at")
        let paper = try object.object("paper")
        let steps = try object.objects("steps")
        guard at != nil || paper != nil || !steps.isEmpty else {
            return .open(workflow: workflow, unit: unit, data: data)
        }
        guard let at else { throw Problem.member("at") }
        guard var paper else { throw Problem.member("paper") }
        let record = PaperRecord(
            reference: try paper.text("reference"),
            reason: try paper.optionalText("reason")
        )
        try paper.finish()
        return .takeOver(
            PaperCase(
                workflow: workflow,
                unit: unit,
                data: data,
                at: at,
                paper: record,
                steps: try steps.map(step)
            )
        )
    }

    /// One step that was taken on paper.
    private static func step(_ object: RequestObject) throws -> PaperCase.Step {
        var object = object
        let action = try object.text("action")
        let data = try object.map("data")
        guard let at = try object.instant("at") else { throw Problem.member("at") }
        try object.finish()
        return PaperCase.Step(action: action, data: data, at: at)
    }

    /// Takes an action on a case.
    func act(_ number: String, _ name: String, _ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        let key = try RequestHeaders.key(inquiry.headers.idempotencyKey)
        let revision = try RequestHeaders.revision(ifMatch: inquiry.headers.ifMatch)
        var object = try await object(of: inquiry)
        let data = try object.map("data")
        let isDryRun = try object.flag("dryRun")
        try object.finish()
        let command = Command.act(number: number, action: name, data: data, revision: revision)
        let receipt = try await submit(command, key: key, isDryRun: isDryRun, caller)
        let placed = try await mayVerify(caller)
        return .json(headers: [.revision(receipt.revision)]) { $0.receipt(receipt, placed: placed) }
    }

    /// Has the journal verified; of one case, by whoever may see it, only what concerns it.
    func verify(_ inquiry: Inquiry, _ caller: Caller) async throws -> Answer {
        var level: Int64 = 2
        var number: String?
        if inquiry.headers.contentType != nil {
            var object = try await object(of: inquiry)
            level = try object.integer("level") ?? level
            number = try object.optionalText("case")
            try object.finish()
        }
        guard (1...3).contains(level) else { throw Problem.member("level") }
        if let number {
            _ = try await service.view(number: number, as: caller.account, masked: true)
        } else if try await !mayVerify(caller) {
            throw Refusal.notPermitted(action: "verify", by: Door.verifiers)
        }
        var report = try await service.verify(level: Int(level))
        if let number { report = report.about(number) }
        return .json { $0.verification(report) }
    }

    /// Whether somebody may have the journal verified, and so may be told the place of each entry in it.
    ///
    /// Nobody else is: two places with a gap between them say that something was written which the account does
    /// not see, a complaint about it or an alarm.
    func mayVerify(_ caller: Caller) async throws -> Bool {
        if caller.ownsMachine { return true }
        return try await service.account(caller.account).grants.contains { Door.verifiers.contains($0.role) }
    }

    private func submit(_ command: Command, key: String?, isDryRun: Bool, _ caller: Caller) async throws
        -> Receipt
    {
        guard isDryRun || caller.mayWrite else { throw Problem.locked }
        let receipt = try await service.submit(
            CaseEngine.Request(account: caller.account, key: key, isDryRun: isDryRun, command: command)
        ).get()
        caller.trace?.note(receipt)
        return receipt
    }
}

extension Problem.Header {
    /// The ETag of a case at a revision.
    static func revision(_ revision: Int64) -> Problem.Header {
        Problem.Header(name: "etag", value: "\"\(revision)\"")
    }
}
