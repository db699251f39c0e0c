/// The server as the console needs it: one request, one answer.
///
/// A protocol, so that the commands can be tested against a server that is made of a closure.
protocol CaseServer: AnyObject {
    /// Sends a request and waits for its answer.
    func answer(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer
}

/// A request to `/api/v1`.
struct ServerRequest: Sendable, Hashable {
    enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }
    var method: Method
    /// The path, percent-encoded, with its query.
    var target: String
    var body: String?
    /// The idempotency key of a request that changes something.
    var key: String?
    /// The revision that the change is based on.
    var revision: Int64?
    /// How long to wait for the answer.
    var milliseconds = 30_000
    /// The token of the console's session.
    var session: String?

    /// Whether losing the connection leaves open whether something has changed.
    var isEffective: Bool { method == .post && key != nil }
}

/// The answer to a request.
struct ServerAnswer: Sendable, Hashable {
    var status: Int
    var body: [UInt8]
}
