import HTTPTypes
import Synchronization
import Testing

@testable import WebServer

@Suite struct LoopExecutorTests {
    @Test func `a command stays on the thread of its connection, and a list leaves it`() async throws {
        let service = FakeService()
        try await withDoors(service) { port, _ in
            let head = "HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n"
            let body = "Content-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"data\":{}}"
            let answers = try await elsewhere {
                let wire = try Wire(port: port)
                try wire.send("POST /api/v1/cases/\(number)/actions/close \(head)\(body)")
                return try wire.exchange("GET /api/v1/cases \(head)Connection: close\r\n\r\n")
            }
            #expect(answers.split(separator: "HTTP/1.1 200").count == 2)
        }
        let threads = service.state.withLock(\.threads)
        let areLoops = threads.map { $0.hasPrefix("NIO-ELT") }
        #expect(areLoops == [true, false], "\(threads)")
    }

    @Test func `fields are read by name whatever their case, and repeated ones are a list`() throws {
        var fields = HTTPFields()
        for (name, value) in [
            ("AUTHORIZATION", "Bearer a"), ("anwei-account", "lin"), ("Content-Type", "application/json"),
            ("Content-Encoding", "identity"), ("content-length", "2"), ("If-Match", "\"1\""),
            ("If-Match", "\"2\""), ("Idempotency-KEY", "k"), ("Accept-Language", "en"), ("X-Other", "x"),
        ] {
            fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        }
        let headers = Inquiry.Headers(fields)
        let expected = Inquiry.Headers(
            authorization: "Bearer a",
            account: "lin",
            contentType: "application/json",
            contentEncoding: "identity",
            contentLength: "2",
            ifMatch: "\"1\", \"2\"",
            idempotencyKey: "k",
            acceptLanguage: "en"
        )
        #expect(headers == expected)
    }

    @Test(arguments: [
        (nil, nil), ("Bearer x", "x"), ("bearer x", "x"), ("Bearer  x", " x"), (" Bearer x", "x"),
        ("Bearer x y", "x y"), ("Bearer ", nil), ("Bearer", nil), ("Bearer  ", " "), ("Basic x", nil),
        ("", nil),
    ])
    func `a token follows the word Bearer`(authorization: String?, token: String?) {
        #expect(RequestHeaders.bearerToken(authorization) == token)
    }
}
