import CaseAPI

// What helps to understand a case.
extension CaseClient {
    func clock(_ number: String, _ deadline: String, from: String?) throws(ConsoleError) -> WireClock {
        try get(RequestTarget("cases", number, "deadlines", deadline).query("from", from))
    }

    func diagram(_ number: String) throws(ConsoleError) -> WireDiagram {
        try get(RequestTarget("cases", number, "diagram"))
    }

    func caseFile(_ number: String, at instant: String?, revision: Int64?) throws(ConsoleError) -> WireCase {
        try get(
            RequestTarget("cases", number, "at").query("instant", instant)
                .query("revision", revision.map(String.init))
        )
    }

    func differences(_ number: String, from: Int64, to: Int64) throws(ConsoleError) -> WireDifferences {
        try get(
            RequestTarget("cases", number, "changes").query("from", String(from)).query("to", String(to))
        )
    }

    func simulation(_ number: String, moves: [WireValue]) throws(ConsoleError) -> WireSimulation {
        let body: WireValue = ["moves": .list(moves)]
        return try decode(
            exchange(
                ServerRequest(
                    method: .post,
                    target: RequestTarget("cases", number, "simulation").text,
                    body: body.json
                )
            )
        )
    }
}

// Sessions, and what was recorded of them.
extension CaseClient {
    func sessions() throws(ConsoleError) -> WirePage<WireSession> {
        try get(RequestTarget("console", "sessions"))
    }

    func change(_ session: Int64, _ verb: String, _ members: [String: WireValue]) throws(ConsoleError)
        -> WireSession
    {
        try decode(
            exchange(
                ServerRequest(
                    method: .post,
                    target: RequestTarget("console", "sessions", String(session), verb).text,
                    body: WireValue.object(members).json
                )
            )
        )
    }

    func review(_ session: Int64, _ verdict: String, _ text: String) throws(ConsoleError) {
        let body: WireValue = ["verdict": .string(verdict), "text": .string(text)]
        _ = try exchange(
            ServerRequest(
                method: .post,
                target: RequestTarget("console", "sessions", String(session), "review").text,
                body: body.json
            )
        )
    }

    func audit(_ filter: [String: String], cursor: String?, limit: Int) throws(ConsoleError)
        -> WirePage<WireAuditRecord>
    {
        var target = RequestTarget("console", "audit")
        for (name, value) in filter.sorted(by: { $0.key < $1.key }) { target = target.query(name, value) }
        return try get(target.query("cursor", cursor).query("limit", String(limit)))
    }
}
