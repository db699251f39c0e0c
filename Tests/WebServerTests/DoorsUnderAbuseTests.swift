import Testing

@testable import WebServer

/// What strangers send: nothing of it may reach the engine, and the next request must be answered.
@Suite struct DoorsUnderAbuseTests {
    private static let head = "POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n"

    @Test(arguments: [
        head
            + "Content-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /",
        head + "Content-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        head + "Content-Type: application/json\r\nContent-Length: -1\r\n\r\n",
        head + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "h", count: 100_000) + "\r\n\r\n",
        "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n" + String(repeating: "X: y\r\n", count: 5_000) + "\r\n",
        "GET /api/v1/\u{0}me HTTP/1.1\r\nHost: x\r\n\r\n",
        "\r\n\r\n\r\nnonsense\r\n\r\n",
    ])
    func `a broken request is refused, and the door stays open`(request: String) async throws {
        let service = FakeService()
        try await withDoors(service) { port, _ in
            let answer = try await elsewhere { try Wire(port: port).exchange(request) }
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(200))")
            let next = try await elsewhere {
                try Wire(port: port).exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            }
            #expect(next.hasPrefix("HTTP/1.1 200"))
        }
        #expect(service.requests.isEmpty)
    }

    @Test func `requests in one breath are answered in their order`() async throws {
        try await withDoors { port, _ in
            let answer = try await elsewhere {
                try Wire(port: port).exchange(
                    "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                )
            }
            let statuses = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "401", "404"])
        }
    }

    @Test func `five hundred half-open connections keep nobody waiting`() async throws {
        try await withDoors { port, _ in
            let idle = try await elsewhere { try (0..<500).map { _ in try Wire(port: port) } }
            try await elsewhere { for wire in idle { try wire.send("POST /api/v1/ca") } }
            let answer = try await elsewhere {
                try Wire(port: port).exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            }
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            try await elsewhere { for wire in idle { wire.hangUp() } }
        }
    }
}
