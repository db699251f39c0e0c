/// What a path of the API stands for; case numbers and action names come percent-decoded.
enum Endpoint: Sendable, Hashable {
    case health
    case description
    case me
    case server
    case workflows
    case workflow(name: String)
    case register
    case cases
    case caseFile(number: String)
    case history(number: String)
    case actions(number: String)
    case action(number: String, name: String)
    case form(number: String, name: String)
    case why(number: String, name: String)
    case clock(number: String, deadline: String)
    case diagram(number: String)
    case past(number: String)
    case changes(number: String)
    case simulation(number: String)
    case deadlines
    case completion
    case verification
    case changeSets
    case changeSet(id: String)
    case changeAct(id: String, act: String)
    case proposals
    case migrations
    case calendar
    case sessions
    case session(id: Int64, verb: SessionVerb)
    case audit
    case review(session: Int64)
    case forms
    case blankForm(name: String)
    case documents(number: String)
    case document(number: String, form: String)
}

extension Endpoint {
    /// The endpoint of a request target's path; nil where nothing is.
    init?(path: some StringProtocol) {
        if path == "/healthz" {
            self = .health
            return
        }
        guard let parts = Endpoint.parts(of: path), parts.count > 2, parts[0] == "api", parts[1] == "v1"
        else {
            return nil
        }
        switch (parts[2], parts.count) {
        case ("openapi.yaml", 3): self = .description
        case ("me", 3): self = .me
        case ("server", 3): self = .server
        case ("workflows", 3): self = .workflows
        case ("workflows", 4): self = .workflow(name: parts[3])
        case ("register", 3): self = .register
        case ("deadlines", 3): self = .deadlines
        case ("complete", 3): self = .completion
        case ("verify", 3): self = .verification
        case ("change-sets", 3): self = .changeSets
        case ("change-sets", 4): self = .changeSet(id: parts[3])
        case ("change-sets", 5) where Endpoint.changeActs.contains(parts[4]):
            self = .changeAct(id: parts[3], act: parts[4])
        case ("proposals", 3): self = .proposals
        case ("migrations", 3): self = .migrations
        case ("calendar", 3): self = .calendar
        case ("forms", 3): self = .forms
        case ("forms", 4): self = .blankForm(name: parts[3])
        case ("cases", 3): self = .cases
        case ("cases", 4...7): self.init(caseParts: parts[3...])
        case ("console", 4...6): self.init(consoleParts: Array(parts[3...]))
        default: return nil
        }
    }

    private init?(consoleParts parts: [String]) {
        switch (parts.count, parts[0]) {
        case (1, "sessions"): self = .sessions
        case (1, "audit"): self = .audit
        case (3, "sessions"):
            guard let id = Int64(parts[1]), id > 0 else { return nil }
            if parts[2] == "review" {
                self = .review(session: id)
            } else {
                guard let verb = SessionVerb(rawValue: parts[2]) else { return nil }
                self = .session(id: id, verb: verb)
            }
        default: return nil
        }
    }

    /// What can be done with a change set.
    static let changeActs = ["operations", "drop", "propose", "approve", "reject", "withdraw"]

    private init?(caseParts parts: ArraySlice<String>) {
        let number = parts[3]
        let rest = Array(parts.dropFirst())
        switch (rest.count, rest.first, rest.last) {
        case (0, _, _): self = .caseFile(number: number)
        case (1, "history", _): self = .history(number: number)
        case (1, "documents", _): self = .documents(number: number)
        case (2, "documents", .some(let form)): self = .document(number: number, form: form)
        case (1, "actions", _): self = .actions(number: number)
        case (1, "diagram", _): self = .diagram(number: number)
        case (1, "at", _): self = .past(number: number)
        case (1, "changes", _): self = .changes(number: number)
        case (1, "simulation", _): self = .simulation(number: number)
        case (2, "deadlines", .some(let name)): self = .clock(number: number, deadline: name)
        case (2, "actions", .some(let name)): self = .action(number: number, name: name)
        case (3, "actions", "form"): self = .form(number: number, name: rest[1])
        case (3, "actions", "why"): self = .why(number: number, name: rest[1])
        default: return nil
        }
    }

    /// The parts between the slashes, percent-decoded; nil if one is empty or not decodable.
    private static func parts(of path: some StringProtocol) -> [String]? {
        let slash = UInt8(ascii: "/")
        guard path.utf8.first == slash else { return nil }
        var parts: [String] = []
        parts.reserveCapacity(8)
        for raw in path.utf8.dropFirst().split(separator: slash, omittingEmptySubsequences: false) {
            guard !raw.isEmpty, let part = PercentCoding.decode(path[raw.startIndex..<raw.endIndex]) else {
                return nil
            }
            parts.append(part)
        }
        return parts
    }
}

extension Endpoint {
    /// The methods that the endpoint answers to.
    var methods: [Method] {
        switch self {
        case .health, .description, .me, .server, .workflows, .workflow, .register, .caseFile, .history,
            .actions, .form, .deadlines, .completion, .changeSet, .proposals, .clock, .diagram, .past,
            .changes, .audit, .forms, .blankForm, .documents, .document:
            [.get]
        case .cases, .why, .sessions, .calendar: [.get, .post]
        case .action, .verification, .changeSets, .changeAct, .migrations, .simulation, .session, .review:
            [.post]
        }
    }

    /// Whether a method of the endpoint hands a command to the writer.
    func isCommand(_ method: Method) -> Bool {
        switch self {
        case .cases: method == .post
        case .action: true
        case .health, .description, .me, .server, .workflows, .workflow, .register, .caseFile, .history,
            .actions, .form, .why, .deadlines, .completion, .verification, .changeSets, .changeSet,
            .changeAct, .proposals, .migrations, .calendar, .clock, .diagram, .past, .changes, .simulation,
            .sessions,
            .session, .audit, .review, .forms, .blankForm, .documents, .document:
            false
        }
    }

    /// The query parameters that a GET of the endpoint takes.
    var parameters: Set<String> {
        switch self {
        case .cases: ["state", "workflow", "unit", "closed", "party", "due", "cursor", "limit"]
        case .history: ["cursor", "limit"]
        case .deadlines: ["due", "mine", "limit"]
        case .completion: ["kind", "text", "limit"]
        case .changeSet: ["reveal"]
        case .blankForm: ["copy"]
        case .document: ["mode", "copy", "version", "revision", "instant"]
        case .calendar: ["date", "workdays"]
        case .audit: ["session", "account", "case", "step", "cursor", "limit"]
        case .clock: ["from"]
        case .past: ["instant", "revision"]
        case .changes: ["from", "to"]
        case .health, .description, .me, .server, .workflows, .workflow, .register, .caseFile, .actions,
            .action, .form, .why, .verification, .changeSets, .changeAct, .proposals, .migrations, .diagram,
            .simulation, .sessions, .session, .review, .forms, .documents:
            []
        }
    }

    /// The path as it stands in logs and in the description: without numbers, which are about people.
    var template: String {
        switch self {
        case .health: "/healthz"
        case .description: "/api/v1/openapi.yaml"
        case .me: "/api/v1/me"
        case .server: "/api/v1/server"
        case .workflows: "/api/v1/workflows"
        case .workflow: "/api/v1/workflows/{name}"
        case .register: "/api/v1/register"
        case .cases: "/api/v1/cases"
        case .caseFile: "/api/v1/cases/{number}"
        case .history: "/api/v1/cases/{number}/history"
        case .actions: "/api/v1/cases/{number}/actions"
        case .action: "/api/v1/cases/{number}/actions/{action}"
        case .form: "/api/v1/cases/{number}/actions/{action}/form"
        case .why: "/api/v1/cases/{number}/actions/{action}/why"
        case .clock: "/api/v1/cases/{number}/deadlines/{deadline}"
        case .diagram: "/api/v1/cases/{number}/diagram"
        case .past: "/api/v1/cases/{number}/at"
        case .changes: "/api/v1/cases/{number}/changes"
        case .simulation: "/api/v1/cases/{number}/simulation"
        case .deadlines: "/api/v1/deadlines"
        case .completion: "/api/v1/complete"
        case .verification: "/api/v1/verify"
        case .changeSets: "/api/v1/change-sets"
        case .changeSet: "/api/v1/change-sets/{id}"
        case .changeAct(_, let act): "/api/v1/change-sets/{id}/\(act)"
        case .proposals: "/api/v1/proposals"
        case .migrations: "/api/v1/migrations"
        case .calendar: "/api/v1/calendar"
        case .sessions: "/api/v1/console/sessions"
        case .session: "/api/v1/console/sessions/{session}/{verb}"
        case .review: "/api/v1/console/sessions/{session}/review"
        case .audit: "/api/v1/console/audit"
        case .forms: "/api/v1/forms"
        case .blankForm: "/api/v1/forms/{form}"
        case .documents: "/api/v1/cases/{number}/documents"
        case .document: "/api/v1/cases/{number}/documents/{form}"
        }
    }
}
