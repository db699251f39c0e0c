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
    case deadlines
    case completion
    case verification
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
        case ("forms", 3): self = .forms
        case ("forms", 4): self = .blankForm(name: parts[3])
        case ("cases", 3): self = .cases
        case ("cases", 4...7): self.init(caseParts: parts[3...])
        default: return nil
        }
    }

    private init?(caseParts parts: ArraySlice<String>) {
        let number = parts[3]
        let rest = Array(parts.dropFirst())
        switch (rest.count, rest.first, rest.last) {
        case (0, _, _): self = .caseFile(number: number)
        case (1, "history", _): self = .history(number: number)
        case (1, "documents", _): self = .documents(number: number)
        case (2, "documents", .some(let form)): self = .document(number: number, form: form)
        case (1, "actions", _): self = .actions(number: number)
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
            .actions, .form, .deadlines, .completion, .forms, .blankForm, .documents, .document:
            [.get]
        case .cases, .why: [.get, .post]
        case .action, .verification: [.post]
        }
    }

    /// Whether a method of the endpoint hands a command to the writer.
    func isCommand(_ method: Method) -> Bool {
        switch self {
        case .cases: method == .post
        case .action: true
        case .health, .description, .me, .server, .workflows, .workflow, .register, .caseFile, .history,
            .actions, .form, .why, .deadlines, .completion, .verification, .forms, .blankForm,
            .documents, .document:
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
        case .blankForm: ["copy"]
        case .document: ["mode", "copy"]
        case .health, .description, .me, .server, .workflows, .workflow, .register, .caseFile, .actions,
            .action, .form, .why, .verification, .forms, .documents:
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
        case .deadlines: "/api/v1/deadlines"
        case .completion: "/api/v1/complete"
        case .verification: "/api/v1/verify"
        case .forms: "/api/v1/forms"
        case .blankForm: "/api/v1/forms/{form}"
        case .documents: "/api/v1/cases/{number}/documents"
        case .document: "/api/v1/cases/{number}/documents/{form}"
        }
    }
}
