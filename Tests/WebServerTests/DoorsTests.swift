import Casework
import Glibc
import Logging
import ServiceLifecycle
import Testing
import Values

@testable import WebServer

/// The doors as they are, over real sockets.
@Suite struct DoorsTests {
    @Test func `both doors answer, each by its own proof of identity`() async throws {
        try await withDoors { port, path in
            let byToken = try await elsewhere {
                try Wire(port: port).exchange(
                    "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nConnection: close\r\n\r\n"
                )
            }
            #expect(byToken.hasPrefix("HTTP/1.1 200"))
            #expect(byToken.contains("\"account\":\"lin\""))
            #expect(byToken.contains("Cache-Control: no-store"))
            let byKernel = try await elsewhere {
                try Wire(path: path).exchange(
                    "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAnwei-Account: lin\r\nConnection: close\r\n\r\n"
                )
            }
            #expect(byKernel.hasPrefix("HTTP/1.1 200"))
            let nobody = try await elsewhere {
                try Wire(port: port).exchange(
                    "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                )
            }
            #expect(nobody.hasPrefix("HTTP/1.1 401"))
            #expect(nobody.contains("application/problem+json"))
        }
    }

    @Test func `the socket is for owner and group`() async throws {
        try await withDoors { _, path in
            #expect(SocketPlace.mode(of: path).map { $0 & 0o7777 } == 0o660)
        }
    }

    @Test func `a step goes through with its body in pieces`() async throws {
        let service = FakeService()
        try await withDoors(service) { port, _ in
            let answer = try await elsewhere {
                let wire = try Wire(port: port)
                let head = "POST /api/v1/cases/\(number)/actions/close HTTP/1.1\r\nHost: x\r\n"
                try wire.send(head + "Authorization: Bearer good\r\nContent-Type: application/json\r\n")
                try wire.send("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n{\"dat\r\n")
                return try wire.exchange("7\r\na\":{}}\n\r\n0\r\n\r\n")
            }
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect(answer.contains("\"revision\":5"))
        }
        #expect(service.requests.count == 1)
    }

    @Test func `a chunked body without end is refused and cut off`() async throws {
        let service = FakeService()
        try await withDoors(service) { port, _ in
            let answer = try await elsewhere {
                let wire = try Wire(port: port)
                try wire.send("POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n")
                try wire.send("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                let chunk = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
                for _ in 0..<17 { try wire.send(chunk) }
                return try wire.exchange("")
            }
            #expect(answer.hasPrefix("HTTP/1.1 413"))
        }
        #expect(service.requests.isEmpty)
    }

    @Test func `after an unknown outcome the connection closes without a byte`() async throws {
        let service = FakeService { $0.failure = StorageFailure.outcomeUnknown("EIO") }
        try await withDoors(service) { port, _ in
            let answer = try await elsewhere {
                try Wire(port: port).exchange(
                    "GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n\r\n"
                )
            }
            #expect(answer.isEmpty)
        }
    }

    @Test func `what is not HTTP is refused`() async throws {
        try await withDoors { port, _ in
            let answer = try await elsewhere {
                try Wire(port: port).exchange("\u{16}\u{3}\u{1}hello\r\n\r\n")
            }
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"))
        }
    }

    @Test func `a port in use is a problem that says so`() async throws {
        try await withDoors { port, _ in
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            let second = Doors(
                service: FakeService(),
                settings: DoorSettings(environment: "", description: [], serverUser: 0) {
                    Instant(seconds: 0)
                },
                address: Doors.Address(host: "127.0.0.1", port: Int(port)),
                place: nil,
                logger: logger
            )
            await #expect(throws: DoorProblem.addressInUse("127.0.0.1:\(port)")) { try await second.run() }
        }
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", 8_080), ("[::1]:80", "::1", 80), ("localhost:0", "localhost", 0),
    ])
    func `an address is a host and a port`(text: String, host: String, port: Int) {
        #expect(Doors.Address(text) == Doors.Address(host: host, port: port))
    }

    @Test(arguments: ["", ":80", "127.0.0.1", "host:65536", "host:-1", "host:x", "[]:80"])
    func `anything else is no address`(text: String) {
        #expect(Doors.Address(text) == nil)
    }
}
