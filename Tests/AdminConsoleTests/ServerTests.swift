import CaseAPI
import Glibc
import Testing

@testable import AdminConsole

@Suite struct `Answers over HTTP` {
    static let good: [(String, Int, String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, ""),
        (
            "HTTP/1.1 404 None\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
            404, "abcde"
        ),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx", 201, "x"),
        ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
    ]

    @Test(arguments: good) func `are whole at the last byte and not before, however they come`(
        text: String,
        status: Int,
        body: String
    ) {
        var reader = AnswerReader()
        let bytes = Array(text.utf8)
        let expected = AnswerReader.Progress.complete(ServerAnswer(status: status, body: Array(body.utf8)))
        for (index, byte) in bytes.enumerated() {
            let progress = reader.receive([byte])
            if progress == expected { return }
            #expect(progress == .more, "byte \(index)")
        }
        Issue.record("never complete")
    }

    @Test func `without a length last until the end`() {
        var reader = AnswerReader()
        #expect(reader.receive(Array("HTTP/1.0 200 OK\r\n\r\nab".utf8)) == .more)
        #expect(reader.end() == .complete(ServerAnswer(status: 200, body: Array("ab".utf8))))
    }

    static let bad = [
        "SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 abc\r\n\r\n",
    ]

    @Test(arguments: bad) func `that are none are refused`(text: String) {
        var reader = AnswerReader()
        #expect(reader.receive(Array(text.utf8)) == .bad)
    }

    @Test func `that are cut off are refused`() {
        var reader = AnswerReader()
        #expect(reader.receive(Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel".utf8)) == .more)
        #expect(reader.end() == .bad)
    }
}

@Suite struct `Requests over HTTP` {
    @Test func `carry key, revision and length`() {
        let request = ServerRequest(method: .post, target: "/x", body: "{\"甲\":1}", key: "k", revision: 3)
        let text = String(decoding: request.wireForm(), as: UTF8.self)
        #expect(text.hasPrefix("POST /x HTTP/1.1\r\n"))
        #expect(text.contains("\r\nIdempotency-Key: k\r\n"))
        #expect(text.contains("\r\nIf-Match: \"3\"\r\n"))
        #expect(text.contains("\r\nContent-Length: 9\r\n"))
        #expect(text.hasSuffix("\r\n\r\n{\"甲\":1}"))
    }

    @Test func `that read have no body`() {
        let text = String(decoding: ServerRequest(method: .get, target: "/x").wireForm(), as: UTF8.self)
        #expect(!text.contains("Content-Length"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }
}

@Suite struct `A socket` {
    static let path = "/tmp/anwei-console-tests-\(getpid())"

    @Test func `that is not there, not heard or too long is told apart`() {
        func problem(_ path: String) -> ConsoleError? {
            do {
                _ = try UnixCaseServer(path: path).answer(ServerRequest(method: .get, target: "/x"))
                return nil
            } catch {
                return error
            }
        }
        #expect(problem("/tmp/anwei-none/x")?.text.zhHant.contains("無此通訊端") == true)
        #expect(problem("/tmp/" + String(repeating: "x", count: 108))?.code == .wrongUse)
        #expect(problem("/tmp/anwei-none/x")?.code == .unreachable)
    }
}

@Suite struct `Problems` {
    static let codes: [(Int, WireRefusal.Kind?, ExitCode)] = [
        (403, .notPermitted, .notAllowed), (409, .notPossible, .refused), (409, .requirements, .refused),
        (422, .invalidData, .refused), (412, .conflict, .conflict), (404, .unknown, .unknown),
        (503, .busy, .unreachable),
        (400, nil, .wrongUse), (401, nil, .notAllowed), (404, nil, .unknown), (409, nil, .conflict),
        (429, nil, .limit),
        (507, nil, .limit), (500, nil, .internalError),
    ]

    @Test(arguments: codes) func `have the exit codes that all commands share`(
        status: Int,
        kind: WireRefusal.Kind?,
        code: ExitCode
    ) {
        let refusal = kind.map { WireRefusal(kind: $0) }
        let problem = WireProblem(type: "x", title: "t", status: status, detailZh: "中", refusal: refusal)
        #expect(ConsoleError(problem).code == code)
        #expect(ConsoleError(problem).text == WireText(zhHant: "中", en: "t"))
    }

    @Test(arguments: [("keyReused", 422, ExitCode.conflict), ("tooMuch", 409, .limit)])
    func `are told apart by their type where no refusal stands in them`(
        kind: String,
        status: Int,
        code: ExitCode
    ) {
        let problem = WireProblem(
            type: "urn:anwei:problem:" + kind,
            title: "題",
            status: status,
            detail: "中",
            detailZh: "中",
            detailEn: "English"
        )
        #expect(ConsoleError(problem).code == code)
        #expect(ConsoleError(problem).text == WireText(zhHant: "中", en: "English"))
    }

    @Test func `an answer of another version is said to be one`() {
        let bench = DeskBench()
        bench.server.answers["GET /api/v1/me"] = (200, ["account": 7])
        #expect(bench.run("\\me") == .unreachable)
        #expect(bench.noted.contains("版本不合"))
    }

    @Test func `an error page that is not ours keeps its status`() {
        let bench = DeskBench()
        bench.server.answers["GET /api/v1/me"] = (502, "bad gateway")
        #expect(bench.run("\\me") == .internalError)
    }
}
