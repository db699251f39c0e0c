import Glibc
import Testing

/// One request to a running server, over its TCP or its Unix socket.
enum Talk {
    /// Sends a request and gives everything that comes back until the server closes; empty if it said nothing.
    static func ask(
        _ place: String,
        _ target: String,
        method: String = "GET",
        headers: [String] = [],
        json: String? = nil
    ) throws -> String {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost", "Connection: close"] + headers
        if let json { lines += ["Content-Type: application/json", "Content-Length: \(json.utf8.count)"] }
        return try exchange(place, lines.joined(separator: "\r\n") + "\r\n\r\n" + (json ?? ""))
    }

    private static func exchange(_ place: String, _ text: String) throws -> String {
        let connection = try place.contains("/") ? local(place) : remote(place)
        defer { close(connection) }
        var span = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &span, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(text.utf8)
        guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return "" }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: received, as: UTF8.self) }
            received += buffer[..<count]
        }
    }

    private static func local(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return try connected(AF_UNIX, &address)
    }

    private static func remote(_ place: String) throws -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = try #require(UInt16(place.split(separator: ":").last ?? "")).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return try connected(AF_INET, &address)
    }

    private static func connected<Address>(_ family: Int32, _ address: inout Address) throws -> Int32 {
        let connection = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        let size = socklen_t(MemoryLayout<Address>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(connection, $0, size) }
        }
        try #require(result == 0, "nobody listens")
        return connection
    }
}
