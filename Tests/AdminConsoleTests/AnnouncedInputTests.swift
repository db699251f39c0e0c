import CaseAPI
import Testing

@testable import AdminConsole

@Suite struct `What is announced of an input` {
    static let texts: [(String, String)] = [
        ("\\show 危-社工科-115-0042", "\\show 危-社工科-115-0042"),
        ("＼案卡 危-社工科-115-0042", "＼案卡 危-社工科-115-0042"),
        ("\\l 期限<3日 承辦=我", "\\l 期限<3日 承辦=我"),
        ("\\unlock 辦理派案事項", "\\unlock …"),
        ("\\reveal 危-1-115-0001 5 核對", "\\reveal …"),
        ("\\show A123456789", "\\show …"),
        (
            "\\advance 危-1-115-0001 close result=已處理 note=\"張三 來電\"",
            "\\advance 危-1-115-0001 close result=… note=…"
        ),
        ("\\add 危-1-115-0001 setfield narrative=當事人 張三", "\\add 危-1-115-0001 setfield narrative=… 張三"),
        ("\\watch 10 case('張三')", "\\watch 10 case('…')"),
        ("x = 'B223456789'", "…"),
        ("case(\"危-社工科-115-0042\").state", "case(\"危-社工科-115-0042\").state"),
        ("c:advance('close', {result = \"已處理\"})", "c:advance('close', {result = \"…\"})"),
        ("s = [[張三]]", "s = [[…"),
        ("s = '張三", "s = '…"),
        ("for x in cases{} do\nprint('甲')\nend", "for x in cases{} do\nprint('…')\nend"),
    ]

    @Test(arguments: texts) func `names what was done and no values`(input: String, text: String) {
        #expect(AnnouncedInput.text(of: input) == text)
    }

    @Test func `is cut to what the server takes`() {
        let long = AnnouncedInput.text(of: "x = 1 " + String(repeating: "y ", count: 200_000))
        #expect(long.count == AnnouncedInput.limit)
    }

    private func keeper(_ server: FakeServer, reason: String? = "查核逾期案件") -> SessionKeeper {
        let session: WireValue = [
            "id": 7, "account": "lin", "name": "林示例", "environment": "測試", "mode": "reading", "token": "t",
            "began": "2026-11-24T01:00:00Z", "lastUsed": "2026-11-24T01:00:00Z",
        ]
        server.answers["POST /api/v1/console/sessions"] = (201, session)
        server.answers["POST /api/v1/console/sessions/7/input"] = (200, session)
        return SessionKeeper(
            server,
            reason: reason.map { (nil, $0) },
            now: { WireTime(seconds: 1_795_482_000) }
        )
    }

    @Test func `reaches the server in its session`() throws {
        let server = FakeServer()
        try keeper(server).announce("\\l")
        #expect(server.posted.last == #"{"text":"\\l"}"#)
        #expect(server.requests.last?.session == "t")
    }

    @Test func `is not waited for twice, and stops nothing but for an interrupt`() throws {
        let server = FakeServer()
        let keeper = keeper(server)
        try keeper.attach()
        server.failure = ConsoleError(.unreachable, "未回答", "no answer")
        try keeper.announce("\\l")
        try keeper.announce("\\l")
        #expect(server.requests.count == 2)
        server.failure = nil
        _ = try keeper.answer(ServerRequest(method: .get, target: "/api/v1/me"))
        server.failure = .cancelled
        #expect(throws: ConsoleError.cancelled) { try keeper.announce("\\l") }
    }
}

@Suite struct `A session that is over` {
    @Test(arguments: [(60, false), (301, true)] as [(Int64, Bool)])
    func `begins anew, and asks why again after five minutes`(seconds: Int64, asks: Bool) throws {
        let server = FakeServer()
        var now: Int64 = 1_795_482_000
        var session: [String: WireValue] = [
            "id": 7, "account": "lin", "name": "林示例", "environment": "測試", "mode": "reading", "token": "t",
            "began": "2026-11-24T01:00:00Z", "lastUsed": "2026-11-24T01:00:00Z",
        ]
        server.answers["POST /api/v1/console/sessions"] = (201, .object(session))
        server.answers["GET /api/v1/me"] = (200, ["account": "lin"])
        let keeper = SessionKeeper(server, reason: (nil, "查核逾期案件"), now: { WireTime(seconds: now) })
        var asked = 0
        keeper.askReason = { () throws(ConsoleError) in
            asked += 1
            return (nil, "另一個理由")
        }
        let request = ServerRequest(method: .get, target: "/api/v1/me")
        _ = try keeper.answer(request)
        now += seconds
        let over: WireValue = ["type": "urn:anwei:problem:session", "title": "session", "status": 401]
        server.answers["GET /api/v1/me"] = (401, over)
        session["token"] = "u"
        server.answers["POST /api/v1/console/sessions"] = (201, .object(session))
        _ = try keeper.answer(request)
        #expect(asked == (asks ? 1 : 0))
        #expect(server.posted.last == (asks ? #"{"reason":"另一個理由"}"# : #"{"reason":"查核逾期案件"}"#))
        #expect(server.requests.last?.session == "u")
    }
}
