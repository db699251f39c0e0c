import CaseAPI
import Foundation

/// The API, spoken: each method is one endpoint.
struct CaseClient {
    let server: any CaseServer
    /// Makes idempotency keys.
    let makeKey: () -> String
    /// How long to wait for an answer, in milliseconds.
    var patience = 30_000

    /// The same, giving up sooner: for completion, which must never make typing wait.
    func impatient(_ milliseconds: Int) -> CaseClient {
        var copy = self
        copy.patience = milliseconds
        return copy
    }

    func account() throws(ConsoleError) -> WireAccount { try get(RequestTarget("me")) }

    func serverState() throws(ConsoleError) -> WireServer { try get(RequestTarget("server")) }

    func register() throws(ConsoleError) -> WireRegister { try get(RequestTarget("register")) }

    func definition(_ name: String) throws(ConsoleError) -> WireDefinition {
        try get(RequestTarget("workflows", name))
    }

    func workflows() throws(ConsoleError) -> WirePage<WireWorkflow> { try get(RequestTarget("workflows")) }

    func cases(_ filter: CaseFilter, cursor: String?, limit: Int) throws(ConsoleError) -> WirePage<
        WireCaseSummary
    > {
        try get(
            RequestTarget("cases").query("state", filter.state).query("unit", filter.unit)
                .query("workflow", filter.workflow).query("closed", filter.closed.map(String.init))
                .query("party", filter.isMine ? "me" : nil).query("due", filter.due)
                .query("cursor", cursor).query("limit", String(limit))
        )
    }

    func caseFile(_ number: String) throws(ConsoleError) -> WireCase {
        try get(RequestTarget("cases", number))
    }

    func history(_ number: String, cursor: String?) throws(ConsoleError) -> WirePage<WireEntry> {
        try get(RequestTarget("cases", number, "history").query("cursor", cursor))
    }

    func actions(_ number: String) throws(ConsoleError) -> WirePage<WireAction> {
        try get(RequestTarget("cases", number, "actions"))
    }

    func form(_ number: String, _ action: String) throws(ConsoleError) -> WireForm {
        try get(RequestTarget("cases", number, "actions", action, "form"))
    }

    func reasons(_ number: String, _ action: String) throws(ConsoleError) -> WireReasons {
        try get(RequestTarget("cases", number, "actions", action, "why"))
    }

    func deadlines(_ due: String?, isMine: Bool = false) throws(ConsoleError) -> WirePage<WireDeadline> {
        try get(
            RequestTarget("deadlines").query("due", due).query("mine", isMine ? "true" : nil)
                .query("limit", "200")
        )
    }

    func completions(_ kind: String, _ text: String) throws(ConsoleError) -> WirePage<String> {
        try get(RequestTarget("complete").query("kind", kind).query("text", text))
    }

    func forms() throws(ConsoleError) -> WirePage<WireDocument> { try get(RequestTarget("forms")) }

    func documents(_ number: String) throws(ConsoleError) -> WirePage<WireDocument> {
        try get(RequestTarget("cases", number, "documents"))
    }

    /// A document as HTML.
    func document(_ errand: DocumentErrand) throws(ConsoleError) -> [UInt8] {
        let target = RequestTarget("cases", errand.number, "documents", errand.form).query(
            "mode",
            errand.mode
        )
        .query("copy", errand.copy).query("version", errand.version.map(String.init))
        .query("revision", errand.revision.map(String.init)).query("instant", errand.instant)
        return try exchange(ServerRequest(method: .get, target: target.text, milliseconds: patience)).body
    }

    /// Verifies the journal: its chain cannot be verified for one case alone, but findings can be told apart.
    func verify(_ number: String? = nil) throws(ConsoleError) -> WireVerification {
        // It reads everything, so it may take its time.
        try decode(
            exchange(
                ServerRequest(
                    method: .post,
                    target: RequestTarget("verify").text,
                    body: WireValue.object(number.map { ["case": .string($0)] } ?? [:]).json,
                    milliseconds: 3_600_000
                )
            )
        )
    }

    /// What opening a case would do.
    func tryOpening(_ request: WireOpenRequest) throws(ConsoleError) -> WireStep {
        try tryOpening(request.members)
    }

    /// What opening a case would do, by the members of the request.
    func tryOpening(_ members: [String: WireValue]) throws(ConsoleError) -> WireStep {
        let body = WireValue.object(members.merging(["dryRun": true]) { $1 })
        return try decode(
            exchange(
                ServerRequest(method: .post, target: RequestTarget("cases").text, body: body.json)
            )
        )
    }

    /// Opens a case and reads it back: the receipt does not say what stands in it.
    func open(_ request: WireOpenRequest, key: String?) throws(ConsoleError) -> WireCase {
        try open(request.members, key: key)
    }

    /// Opens a case by the members of the request.
    func open(_ members: [String: WireValue], key: String?) throws(ConsoleError) -> WireCase {
        let receipt: WireStep = try post(RequestTarget("cases"), .object(members), key: key)
        return try caseFile(receipt.number)
    }

    func advance(
        _ number: String,
        _ action: String,
        data: [String: WireValue],
        revision: Int64,
        isDryRun: Bool,
        key: String? = nil
    ) throws(ConsoleError) -> WireStep {
        let target = RequestTarget("cases", number, "actions", action)
        let body: WireValue = ["data": .object(data), "dryRun": .bool(isDryRun)]
        guard isDryRun else { return try post(target, body, key: key, revision: revision) }
        return try decode(
            exchange(ServerRequest(method: .post, target: target.text, body: body.json, revision: revision))
        )
    }

    func get<Answer: Decodable>(_ target: RequestTarget) throws(ConsoleError) -> Answer {
        try decode(exchange(ServerRequest(method: .get, target: target.text, milliseconds: patience)))
    }

    func post<Answer: Decodable>(
        _ target: RequestTarget,
        _ body: WireValue,
        key: String?,
        revision: Int64? = nil
    ) throws(ConsoleError) -> Answer {
        let key = key ?? makeKey()
        return try decode(
            exchange(
                ServerRequest(
                    method: .post,
                    target: target.text,
                    body: body.json,
                    key: key,
                    revision: revision
                )
            )
        )
    }

    func exchange(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer {
        let answer = try server.answer(request)
        guard !(200..<300).contains(answer.status) else { return answer }
        if let problem = try? JSONDecoder().decode(WireProblem.self, from: Data(answer.body)) {
            throw ConsoleError(problem)
        }
        throw ConsoleError(
            WireProblem(type: "about:blank", title: "HTTP \(answer.status)", status: answer.status)
        )
    }

    func decode<Answer: Decodable>(_ answer: ServerAnswer) throws(ConsoleError) -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(answer.body))
        } catch {
            throw ConsoleError(
                .unreachable,
                "伺服器的回答與本主控台的版本不合",
                "the server's answer does not fit this console's version: \(error)"
            )
        }
    }
}

extension WireOpenRequest {
    fileprivate var members: [String: WireValue] {
        ["workflow": .string(workflow), "unit": .string(unit), "data": .object(data)]
    }
}

/// Which cases a list shows.
struct CaseFilter: Sendable, Hashable {
    var state: String?
    var unit: String?
    var workflow: String?
    var closed: Bool?
    /// Only cases in which the account itself stands in a relation.
    var isMine = false
    /// Only cases whose next deadline falls due in a window of the API (`overdue`, `3d`).
    var due: String?
}

extension WireValue {
    /// What a wire type looks like as a bare value, for output that programs read.
    init(encoding item: some Encodable) {
        guard let data = try? JSONEncoder().encode(item),
            let value = try? JSONDecoder().decode(WireValue.self, from: data)
        else { preconditionFailure("Invalid state: a wire type that is not JSON") }
        self = value
    }

    /// A value from JSON text that somebody wrote.
    init(json text: String) throws(ConsoleError) {
        guard let value = try? JSONDecoder().decode(WireValue.self, from: Data(text.utf8)) else {
            throw .usage("不是有效的 JSON:\(text)", "not valid JSON: \(text)")
        }
        self = value
    }

    /// The value as a wire type; nil if it has not that shape.
    ///
    /// A script's empty table is an object here, where a list may be meant; such members count as empty
    /// lists.
    func decoded<Item: Decodable>(_ type: Item.Type) -> Item? {
        try? JSONDecoder().decode(type, from: Data(withEmptyLists.json.utf8))
    }

    private var withEmptyLists: WireValue {
        switch self {
        case .object(let members):
            members.isEmpty ? .list([]) : .object(members.mapValues { $0.withEmptyLists })
        case .list(let elements): .list(elements.map { $0.withEmptyLists })
        case .null, .bool, .int, .double, .string, .tagged: self
        }
    }
}
