import Glibc

/// One non-blocking connection to a Unix socket.
struct UnixConnection {
    let descriptor: Int32

    /// Connects; what fails is told apart, because each needs another hand: no socket, nobody there, no
    /// right.
    init(path: String) throws(ConsoleError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else {
            throw .usage(
                "通訊端路徑過長(上限 \(room - 1) 位元組):\(path)",
                "socket path longer than \(room - 1) bytes: \(path)"
            )
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw UnixConnection.problem(errno, path) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            let number = errno
            close()
            throw UnixConnection.problem(number, path)
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    func close() { _ = Glibc.close(descriptor) }

    /// Writes what fits now; how many bytes that were.
    func write(_ bytes: ArraySlice<UInt8>) throws(ConsoleError) -> Int {
        let count = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count >= 0 { return count }
        guard errno == EAGAIN || errno == EINTR else { throw UnixConnection.lost }
        return 0
    }

    /// What has come: nil for nothing yet, empty at the end.
    func read() throws(ConsoleError) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.recv(descriptor, &buffer, buffer.count, 0)
        if count >= 0 { return Array(buffer[..<count]) }
        guard errno == EAGAIN || errno == EINTR else { throw UnixConnection.lost }
        return nil
    }

    private static let lost = ConsoleError(.unreachable, "與伺服器的連線中斷", "the connection to the server was lost")

    private static func problem(_ number: Int32, _ path: String) -> ConsoleError {
        switch number {
        case ENOENT:
            ConsoleError(
                .unreachable,
                "無此通訊端:\(path);請確認伺服器 (anwei serve) 已啟動且 --socket 相同",
                "no such socket: \(path); is the server (anwei serve) running with the same --socket?"
            )
        case ECONNREFUSED:
            ConsoleError(
                .unreachable,
                "無人接聽:\(path) 是伺服器停止後留下的檔案,請啟動伺服器",
                "nobody listens: \(path) was left behind by a stopped server; start the server"
            )
        case EACCES, EPERM:
            ConsoleError(
                .notAllowed,
                "權限不足:無法開啟 \(path),請系統管理人將您的帳號加入可使用該通訊端的群組",
                "no permission for \(path); ask the administrator to add you to the socket's group"
            )
        default:
            ConsoleError(
                .unreachable,
                "無法連線 \(path):\(String(cString: strerror(number)))",
                "cannot connect to \(path): \(String(cString: strerror(number)))"
            )
        }
    }
}
