/// Reads one HTTP/1.1 answer from bytes as they come: by length, by chunks, or until the end.
///
///     head ──blank line──► length(n) ──n bytes──► complete
///       │                  chunks ──size 0, trailers──► complete
///       │                  untilEnd ──end──► complete
///       └──what is not HTTP──► bad
struct AnswerReader {
    enum Progress: Sendable, Hashable {
        case more
        case complete(ServerAnswer)
        case bad
    }

    private enum Framing {
        case head
        case length(Int)
        case chunks
        case untilEnd
    }

    /// An answer may not be longer.
    static let limit = 64 << 20

    private var bytes: [UInt8] = []
    private var framing = Framing.head
    private var status = 0
    private var body: [UInt8] = []

    /// What stands after these bytes more.
    mutating func receive(_ more: some Sequence<UInt8>) -> Progress {
        bytes.append(contentsOf: more)
        guard bytes.count + body.count <= AnswerReader.limit else { return .bad }
        return advance()
    }

    /// What stands when the other side has closed.
    mutating func end() -> Progress {
        switch framing {
        case .untilEnd: .complete(ServerAnswer(status: status, body: bytes))
        case .head, .length, .chunks: .bad
        }
    }

    private mutating func advance() -> Progress {
        switch framing {
        case .head: return readHead()
        case .length(let count):
            guard bytes.count >= count else { return .more }
            return .complete(ServerAnswer(status: status, body: Array(bytes.prefix(count))))
        case .chunks: return readChunks()
        case .untilEnd: return .more
        }
    }

    private mutating func readHead() -> Progress {
        guard let end = AnswerReader.headEnd(of: bytes) else { return bytes.count > 64 << 10 ? .bad : .more }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        bytes.removeFirst(end + 4)
        let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let code = Int(words[1]) else { return .bad }
        // 100 Continue and its like come before the answer.
        guard code >= 200 else { return readHead() }
        status = code
        guard let framing = AnswerReader.framing(of: lines.dropFirst(), status: code) else { return .bad }
        self.framing = framing
        return advance()
    }

    private static func framing(of lines: some Sequence<Substring>, status: Int) -> Framing? {
        if status == 204 || status == 304 { return .length(0) }
        var framing = Framing.untilEnd
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let name = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            if name == "transfer-encoding", value.lowercased().hasSuffix("chunked") { return .chunks }
            if name == "content-length" {
                guard let count = Int(value), count >= 0, count <= limit else { return nil }
                framing = .length(count)
            }
        }
        return framing
    }

    private mutating func readChunks() -> Progress {
        while let line = AnswerReader.lineEnd(of: bytes) {
            let size = String(decoding: bytes[..<line].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
            guard let count = Int(size.filter { $0 != " " }, radix: 16),
                (0...AnswerReader.limit).contains(count)
            else { return .bad }
            if count == 0 { return .complete(ServerAnswer(status: status, body: body)) }
            guard bytes.count >= line + 2 + count + 2 else { return .more }
            body.append(contentsOf: bytes[(line + 2)..<(line + 2 + count)])
            bytes.removeFirst(line + 2 + count + 2)
        }
        return .more
    }

    private static func lineEnd(of bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast().first { bytes[$0] == 13 && bytes[$0 + 1] == 10 }
    }

    private static func headEnd(of bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast(3).first {
            bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
        }
    }
}
