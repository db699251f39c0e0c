import Glibc
import Logging
import ServiceLifecycle
import Testing
import Values

@testable import WebServer

/// Opens both doors of a service in a folder of its own, and closes them in good order afterwards.
func withDoors(
    _ service: FakeService = FakeService(),
    _ body: @Sendable (_ port: UInt16, _ socket: String) async throws -> Void
) async throws {
    var template = Array("/tmp/anwei-doors-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/anwei.sock"
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let (opened, report) = AsyncStream.makeStream(of: String.self)
    let doors = Doors(
        service: service,
        settings: DoorSettings(
            environment: "測試",
            description: [],
            serverUser: geteuid(),
            now: { Instant(seconds: 0) }
        ),
        address: Doors.Address(host: "127.0.0.1", port: 0),
        place: try SocketPlace(path: path),
        logger: logger,
        opened: { report.yield($0) }
    )
    let group = ServiceGroup(configuration: .init(services: [doors], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var port: UInt16 = 0
        var places = opened.makeAsyncIterator()
        for _ in 0..<2 {
            let place = try #require(await places.next())
            port = Doors.Address(place).map { UInt16($0.port) } ?? port
        }
        try await body(port, path)
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
    #expect(access(path, F_OK) != 0)
}
