import Values

/// The keyed digests of a request's idempotency key and content: its entry states them, so that what is remembered of
/// requests can be compared with the chain.
public struct RequestDigests: Sendable, Hashable {
    /// The digest of account and key.
    public let key: [UInt8]
    /// The digest of the request.
    public let request: [UInt8]

    /// Digests from their parts.
    public init(key: [UInt8], request: [UInt8]) {
        self.key = key
        self.request = request
    }
}

extension RequestDigests {
    /// As an entry states them.
    var texts: [String] { [Base64.encode(key), Base64.encode(request)] }

    /// From what an entry states; nil where it states none.
    init?(_ texts: [String]) throws(CodingProblem) {
        guard !texts.isEmpty else { return nil }
        let parts = texts.compactMap { Base64.decode($0) }
        guard texts.count == 2, parts.count == 2 else { throw CodingProblem("entry.request") }
        self.init(key: parts[0], request: parts[1])
    }
}
