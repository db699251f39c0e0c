import CaseAPI
import Glibc

/// The running server behind its Unix socket.
///
/// A small client of our own instead of a library: the console's thread sits in one `poll` with the
/// terminal's signals, so that Ctrl-C can leave a server that does not answer, and nothing asynchronous may
/// run around readline. Each request has its own connection: on a Unix socket that costs microseconds, and
/// there is never a half-dead connection of which nobody knows whether the request was read.
final class UnixCaseServer: CaseServer {
    private let path: String
    private let account: String?
    /// A descriptor that becomes readable when a signal comes, and what then says whether to stop waiting.
    private let signal: () -> Signal?

    typealias Signal = (descriptor: Int32, isInterrupt: () -> Bool)

    /// A server at a socket; `signal` is asked at each wait, because a batch has no terminal to listen to.
    init(path: String, account: String? = nil, signal: @escaping () -> Signal? = { nil }) {
        self.account = account
        self.path = path
        self.signal = signal
    }

    func answer(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer {
        let connection = try UnixConnection(path: path)
        defer { connection.close() }
        let deadline = UnixCaseServer.now() + Int64(request.milliseconds)
        do {
            try send(request.wireForm(for: account), over: connection, until: deadline)
            return try receive(from: connection, until: deadline)
        } catch {
            guard request.isEffective, let key = request.key else { throw error }
            throw ConsoleError(
                .outcomeUnknown,
                "\(error.text.zhHant),結果未知;請以同一指令加 --idem \(key) 重送,不會重複辦理",
                "\(error.text.en), outcome unknown; repeat the command with --idem \(key), it has one effect"
            )
        }
    }

    private func send(_ bytes: [UInt8], over connection: UnixConnection, until deadline: Int64)
        throws(ConsoleError)
    {
        var rest = bytes[...]
        while !rest.isEmpty {
            try wait(for: Int16(POLLOUT), on: connection, until: deadline)
            rest = rest.dropFirst(try connection.write(rest))
        }
    }

    private func receive(from connection: UnixConnection, until deadline: Int64) throws(ConsoleError)
        -> ServerAnswer
    {
        var reader = AnswerReader()
        while true {
            try wait(for: Int16(POLLIN), on: connection, until: deadline)
            guard let bytes = try connection.read() else { continue }
            switch bytes.isEmpty ? reader.end() : reader.receive(bytes) {
            case .more: continue
            case .complete(let answer): return answer
            case .bad:
                throw ConsoleError(
                    .unreachable,
                    "伺服器的回答不完整或不是 HTTP",
                    "the server's answer is cut off or not HTTP"
                )
            }
        }
    }

    private func wait(
        for events: Int16,
        on connection: UnixConnection,
        until deadline: Int64
    ) throws(ConsoleError) {
        while true {
            let left = deadline - UnixCaseServer.now()
            guard left > 0 else {
                throw ConsoleError(.unreachable, "伺服器未在時限內回答", "the server did not answer in time")
            }
            var watched = [pollfd(fd: connection.descriptor, events: events, revents: 0)]
            let signal = signal()
            if let signal { watched.append(pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0)) }
            let count = poll(&watched, nfds_t(watched.count), Int32(clamping: left))
            if count > 0, watched.count > 1, watched[1].revents != 0, signal?.isInterrupt() == true {
                throw .cancelled
            }
            if count > 0, watched[0].revents != 0 { return }
        }
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension ServerRequest {
    /// The request as bytes of HTTP/1.1, for an account that the caller may choose.
    func wireForm(for account: String? = nil) -> [UInt8] {
        var head = "\(method.rawValue) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        head += "Accept: application/json, application/problem+json\r\n"
        // Heard by the server only from root and its own user; anybody else is who the socket says.
        if let account, !account.contains(where: \.isNewline) { head += "Anwei-Account: \(account)\r\n" }
        if let session { head += "Anwei-Session: \(session)\r\n" }
        if let key { head += "Idempotency-Key: \(key)\r\n" }
        if let revision { head += "If-Match: \"\(revision)\"\r\n" }
        let content = Array((body ?? "").utf8)
        if method == .post {
            head += "Content-Type: application/json\r\nContent-Length: \(content.count)\r\n"
        }
        return Array((head + "\r\n").utf8) + content
    }
}
