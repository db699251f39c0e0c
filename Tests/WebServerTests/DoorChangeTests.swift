import CaseEngine
import Casework
import Testing
import Values

@testable import WebServer

/// Change sets over HTTP: each act is one command, read strictly.
@Suite struct DoorChangeTests {
    private static let at = Instant(rfc3339: "2026-11-19T22:40:00+08:00") ?? Instant(seconds: 0)
    private static let reason = ChangeSet.Reason(code: "entry-error", text: "登錄錯誤", basis: "府社字第1號")

    private static func adding(_ operation: CorrectionOperation, revision: Int64? = nil) -> ChangeRequest {
        .add(set: "D-118", number: "危-1", operation, revision: revision)
    }

    private static let requests: [(String, String, ChangeRequest)] = [
        ("", #"{"text":"補正"}"#, .begin(title: "補正", undoing: nil)),
        ("", #"{"text":"撤銷","undo":"更-115-0031"}"#, .begin(title: "撤銷", undoing: "更-115-0031")),
        (
            "/D-118/operations", #"{"case":"危-1","verb":"setfield","field":"injured","value":2}"#,
            adding(.setField("injured", 2))
        ),
        (
            "/D-118/operations", #"{"case":"危-1","verb":"setfield","field":"injured","value":null}"#,
            adding(.setField("injured", .null))
        ),
        (
            "/D-118/operations",
            #"{"case":"危-1","verb":"retime","entry":4,"at":"2026-11-19T22:40:00+08:00"}"#,
            adding(.retime(4, to: at))
        ),
        ("/D-118/operations", #"{"case":"危-1","verb":"void","entry":4}"#, adding(.void(4))),
        (
            "/D-118/operations",
            #"{"case":"危-1","verb":"append","action":"assign","at":"2026-11-19T22:40:00+08:00","data":{"a":1}}"#,
            adding(.append("assign", data: ["a": 1], at: at))
        ),
        (
            "/D-118/operations", #"{"case":"危-1","verb":"restate","state":"assigned"}"#,
            adding(.restate("assigned", way: nil))
        ),
        (
            "/D-118/operations", #"{"case":"危-1","verb":"reassign","from":"chen","to":"li"}"#,
            adding(.reassign(from: "chen", to: "li"))
        ),
        ("/D-118/operations", #"{"case":"危-1","verb":"recompute"}"#, adding(.recompute)),
        ("/D-118/drop", #"{"operation":2}"#, .drop(set: "D-118", operation: 2)),
        (
            "/D-118/propose",
            #"{"code":"entry-error","text":"登錄錯誤","basis":"府社字第1號","fingerprint":"7f3a-91c2","count":1}"#,
            .propose(set: "D-118", reason, fingerprint: "7f3a-91c2", cases: 1, consent: nil)
        ),
        (
            "/D-118/approve", #"{"fingerprint":"7f3a-91c2","digits":"0042"}"#,
            .approve(set: "D-118", fingerprint: "7f3a-91c2", digits: "0042")
        ),
        ("/D-118/reject", #"{"text":"依據不符"}"#, .reject(set: "D-118", remark: "依據不符")),
        ("/D-118/withdraw", "{}", .withdraw(set: "D-118")),
    ]

    @Test(arguments: requests)
    func `an act reaches the engine as it was meant, with its key`(
        path: String,
        body: String,
        request: ChangeRequest
    ) async throws {
        let ask = Asking { $0.submission = .success(.changed) }
        let outcome = await ask("POST", "/api/v1/change-sets" + path, json: body) { $0.idempotencyKey = "k" }
        #expect(outcome.status == (path.isEmpty ? 201 : 200))
        let asked = try #require(ask.service.requests.first)
        #expect(asked.command == .change(request) && asked.key == "k" && asked.account == "lin")
    }

    @Test func `a migration names cases and the states to take instead`() async throws {
        let ask = Asking { $0.submission = .success(.changed) }
        let body = #"{"text":"修正","cases":["危-1","危-2"],"states":{"received":"intake"}}"#
        let outcome = await ask("POST", "/api/v1/migrations", json: body)
        #expect(outcome.status == 201 && outcome.header("location") == "/api/v1/change-sets/D-118")
        #expect(
            ask.service.requests.first?.command
                == .change(.migrate(title: "修正", numbers: ["危-1", "危-2"], states: ["received": "intake"]))
        )
    }

    @Test(arguments: [
        ("/operations", #"{"case":"危-1","verb":"delete"}"#),
        ("/operations", #"{"case":"危-1","verb":"void"}"#),
        ("/operations", #"{"case":"危-1","verb":"recompute","more":1}"#), ("/drop", "{}"),
        ("/approve", #"{"fingerprint":"7f3a-91c2"}"#), ("/withdraw", #"{"why":"x"}"#),
    ])
    func `what is not described is refused`(path: String, body: String) async {
        let ask = Asking { $0.submission = .success(.changed) }
        #expect(await ask("POST", "/api/v1/change-sets/D-118" + path, json: body).status == 400)
        #expect(ask.service.requests.isEmpty)
    }

    @Test func `a revision that the caller saw goes along`() async {
        let ask = Asking { $0.submission = .success(.changed) }
        let body = #"{"case":"危-1","verb":"recompute"}"#
        _ = await ask("POST", "/api/v1/change-sets/D-118/operations", json: body) { $0.ifMatch = "\"7\"" }
        #expect(ask.service.requests.first?.command == .change(Self.adding(.recompute, revision: 7)))
    }

    @Test
    func `change sets and what waits are read, and an unknown one is like one that is not for the caller`()
        async
    {
        let ask = Asking()
        #expect(await ask("GET", "/api/v1/change-sets/D-118?reveal=true").status == 200)
        #expect(await ask("GET", "/api/v1/change-sets/D-9").status == 404)
        #expect(await ask("GET", "/api/v1/proposals").status == 200)
    }
}

extension Receipt {
    /// The receipt of an act on the sample change set.
    fileprivate static var changed: Receipt {
        var receipt = Receipt(sequence: 118, at: Instant(seconds: 0))
        receipt.change = .sample
        return receipt
    }
}
