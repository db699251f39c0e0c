import Values

/// An answer as the door gives it.
struct Answer: Sendable, Hashable {
    /// The HTTP status.
    let status: Int
    /// The media type.
    let contentType: String
    /// Further headers.
    var headers: [Problem.Header] = []
    /// The body.
    let body: [UInt8]

    /// Whether the rest of what the sender sends is not waited for.
    var endsConnection: Bool { headers.contains { $0.name == "connection" && $0.value == "close" } }

    /// JSON that is written by a function.
    static func json(
        _ status: Int = 200,
        headers: [Problem.Header] = [],
        _ write: (inout JSONWriter) -> Void
    ) -> Answer {
        var writer = JSONWriter()
        write(&writer)
        return Answer(
            status: status,
            contentType: "application/json",
            headers: headers,
            body: writer.bytes
        )
    }

    /// A problem in the language asked for.
    static func problem(_ problem: Problem, _ language: Language) -> Answer {
        Answer(
            status: problem.status,
            contentType: "application/problem+json",
            headers: problem.headers + [Problem.Header(name: "content-language", value: language.rawValue)],
            body: problem.json(language)
        )
    }
}
