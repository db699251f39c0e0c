/// A request as the door reads it: what HTTP carries, without the library that carries it.
struct Inquiry: Sendable {
    /// The method's name.
    let method: String
    /// The path before the question mark, percent-encoded.
    let path: Substring
    /// The query after the question mark.
    let query: Substring
    /// Who is at the other end, as far as the connection says.
    let peer: Peer
    /// The header fields that the door knows.
    let headers: Headers
    /// Reads the body; throws `Problem` when it is too large.
    let body: @Sendable () async throws -> [UInt8]

    /// Who is at the other end, as far as the connection says.
    enum Peer: Sendable, Hashable {
        /// Somebody over TCP: only a token says who.
        case network
        /// A process of this machine, with its user's number and its own from the kernel (`SO_PEERCRED`).
        case process(user: UInt32, process: Int32 = 0)
    }

    /// The header fields that the door knows.
    struct Headers: Sendable, Hashable {
        var authorization: String?
        var account: String?
        var contentType: String?
        var contentEncoding: String?
        var contentLength: String?
        var ifMatch: String?
        var idempotencyKey: String?
        var acceptLanguage: String?
        var session: String?
    }

    /// Whether the body is said to be short, so that reading it keeps nobody waiting.
    var isShort: Bool {
        guard let length = headers.contentLength.flatMap({ Int($0) }) else { return false }
        return length <= 65_536
    }

    /// The same request with a body that was read already.
    func with(body bytes: [UInt8]) -> Inquiry {
        Inquiry(method: method, path: path, query: query, peer: peer, headers: headers, body: { bytes })
    }

    private init(
        method: String,
        path: Substring,
        query: Substring,
        peer: Peer,
        headers: Headers,
        body: @escaping @Sendable () async throws -> [UInt8]
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.peer = peer
        self.headers = headers
        self.body = body
    }

    /// A request from its parts; the target is split at the question mark.
    init(
        method: String,
        target: String,
        peer: Peer,
        headers: Headers = Headers(),
        body: @escaping @Sendable () async throws -> [UInt8] = { [] }
    ) {
        self.method = method
        // Byte by byte: a mark of a header need not be a character of its own to Unicode.
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        path = target[..<mark]
        query = mark == target.endIndex ? "" : target[target.utf8.index(after: mark)...]
        self.peer = peer
        self.headers = headers
        self.body = body
    }
}
