import Glibc
import Testing

@testable import WebServer

@Suite struct SocketPlaceTests {
    private func folder() throws -> String {
        var template = Array("/tmp/anwei-socket-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test func `a path has at most 107 bytes`() throws {
        let folder = try folder()
        let fitting = folder + "/" + String(repeating: "s", count: 107 - folder.utf8.count - 1)
        let place = try SocketPlace(path: fitting)
        place.release()
        #expect(throws: DoorProblem.socketPathTooLong(fitting + "s", bytes: 108)) {
            _ = try SocketPlace(path: fitting + "s")
        }
        let chinese = "/tmp/" + String(repeating: "安", count: 35)
        #expect(throws: DoorProblem.socketPathTooLong(chinese, bytes: 110)) {
            _ = try SocketPlace(path: chinese)
        }
    }

    @Test func `one server holds a place at a time`() throws {
        let path = try folder() + "/s"
        let first = try SocketPlace(path: path)
        #expect(throws: DoorProblem.self) { _ = try SocketPlace(path: path) }
        first.release()
        let second = try SocketPlace(path: path)
        second.release()
    }

    @Test func `a stale socket is removed, a file is not`() throws {
        let folder = try folder()
        let stale = folder + "/stale"
        let listener = try bound(to: stale)
        #expect(throws: DoorProblem.socketInUse(stale)) { _ = try SocketPlace(path: stale) }
        close(listener)
        try SocketPlace(path: stale).release()
        let file = folder + "/file"
        let created = open(file, O_CREAT | O_WRONLY, 0o600)
        close(created)
        #expect(throws: DoorProblem.notASocket(file)) { _ = try SocketPlace(path: file) }
        #expect(access(file, F_OK) == 0)
    }

    @Test func `a missing folder is named`() {
        #expect(throws: DoorProblem.self) { _ = try SocketPlace(path: "/nowhere/at/all/s") }
    }

    private func bound(to path: String) throws -> Int32 {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        try #require(result == 0)
        try #require(listen(listener, 1) == 0)
        return listener
    }
}
