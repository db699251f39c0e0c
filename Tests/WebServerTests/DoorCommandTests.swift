import CaseAPI
import CaseEngine
import Casework
import Testing
import Values

@testable import WebServer

@Suite struct DoorCommandTests {
    private let path = "/api/v1/cases/\(number)/actions/assign-companion"

    @Test func `an action reaches the engine with key, revision and data`() async throws {
        let ask = Asking()
        let outcome = await ask("POST", path, json: #"{"data":{"companion":"chen"},"dryRun":true}"#) {
            $0.ifMatch = "\"4\""
            $0.idempotencyKey = "key-1"
        }
        #expect(outcome.status == 200)
        #expect(outcome.header("etag") == "\"5\"")
        let request = try #require(ask.service.requests.first)
        #expect(request.account == "lin")
        #expect(request.key == "key-1")
        #expect(request.isDryRun)
        #expect(
            request.command
                == .act(
                    number: "危-社工科-115-0042",
                    action: "assign-companion",
                    data: ValueMap([("companion", "chen")]),
                    revision: 4
                )
        )
        let step = try outcome.decoded(WireStep.self)
        #expect(step.revision == 5)
        #expect(step.entered.map(\.id) == ["protecting", "tracking"])
        #expect(step.left.map(\.id) == ["received"])
        #expect(step.changed.map(\.field) == ["companion"])
        #expect(step.started == ["助-社工科-115-0001"])
        #expect(step.notices == 2)
    }

    @Test func `opening a case says where it is`() async throws {
        let ask = Asking()
        let outcome = await ask(
            "POST",
            "/api/v1/cases",
            json:
                #"{"workflow":"threat-report","unit":"north","data":{"n":{"$timestamp":"2026-11-24T09:00Z"}}}"#
        )
        #expect(outcome.status == 201)
        #expect(outcome.header("location") == "/api/v1/cases/\(number)")
        let at = try #require(Instant(rfc3339: "2026-11-24T09:00Z"))
        #expect(
            ask.service.requests.first?.command
                == .open(
                    workflow: "threat-report",
                    unit: "north",
                    data: ValueMap([("n", .timestamp(at))])
                )
        )
    }

    private static let fromPaper =
        #"{"workflow":"w","unit":"u","data":{"a":1},"at":"2026-11-20T10:00:00+08:00","#
        + #""paper":{"reference":"簿冊第 12 號","reason":"停機"},"#
        + #""steps":[{"action":"assign","data":{"b":2},"at":"2026-11-20T11:00:00+08:00"}]}"#

    @Test func `a case from paper reaches the engine with its claimed instants`() async throws {
        let ask = Asking()
        let outcome = await ask("POST", "/api/v1/cases", json: DoorCommandTests.fromPaper) {
            $0.idempotencyKey = "key-2"
        }
        #expect(outcome.status == 201 && outcome.header("location") != nil)
        let opened = try #require(Instant(rfc3339: "2026-11-20T02:00:00Z"))
        let step = try #require(Instant(rfc3339: "2026-11-20T03:00:00Z"))
        #expect(ask.service.requests.first?.key == "key-2")
        #expect(
            ask.service.requests.first?.command
                == .takeOver(
                    PaperCase(
                        workflow: "w",
                        unit: "u",
                        data: ["a": 1],
                        at: opened,
                        paper: PaperRecord(reference: "簿冊第 12 號", reason: "停機"),
                        steps: [PaperCase.Step(action: "assign", data: ["b": 2], at: step)]
                    )
                )
        )
    }

    @Test(
        arguments: [
            (#""at":"2026-11-20T10:00:00+08:00","#, ""), (#"10:00:00+08:00"#, "10:00:00"),
            (#""paper":{"reference":"簿冊第 12 號","reason":"停機"},"#, ""), (#""reference":"簿冊第 12 號","#, ""),
            (#""reason""#, #""reasons""#), (#""action":"assign","#, ""),
            (#""data":{"b":2},"#, #""data":[],"#),
            (#","at":"2026-11-20T11:00:00+08:00"}"#, "}"), (#""b":2}"#, #""b":2},"by":"x""#),
            (#""steps":[{"#, #""steps":{"x":{"#), (#"[{"action""#, #"["x",{"action""#),
        ]
    )
    func `a case from paper is read strictly`(part: String, other: String) async {
        let text = DoorCommandTests.fromPaper.replacing(part, with: other)
        #expect(text != DoorCommandTests.fromPaper)
        let ask = Asking()
        #expect(await ask("POST", "/api/v1/cases", json: text).status == 400)
        #expect(ask.service.requests.isEmpty)
    }

    @Test func `a refused step of a case from paper is named`() async throws {
        let cause = Refusal.unmet(action: "a", ActionView.sample.requirements)
        let ask = Asking { $0.submission = .failure(.inStep(2, cause)) }
        let outcome = await ask("POST", "/api/v1/cases", json: DoorCommandTests.fromPaper)
        #expect(outcome.status == 422)
        let problem = try outcome.problem
        #expect(problem.refusal?.step == 2 && problem.refusal?.kind == .requirements)
        #expect(problem.detailZh?.hasPrefix("補登第3步驟:") == true)
        #expect(problem.detailEn?.hasPrefix("Step 3 from paper: ") == true)
    }

    @Test func `a dry run of opening is at no place`() async {
        let outcome = await Asking()(
            "POST",
            "/api/v1/cases",
            json: #"{"workflow":"w","unit":"u","dryRun":true}"#
        )
        #expect(outcome.status == 200)
        #expect(outcome.header("location") == nil)
    }

    @Test(
        arguments: [
            (.notPermitted(action: "a", by: ["head"]), 403, "notPermitted"),
            (.notPossible(action: "a", possible: ["b"]), 409, "notPossible"),
            (.unmet(action: "a", ActionView.sample.requirements), 422, "requirements"),
            (
                .invalidData([
                    FieldProblem(field: "injured", message: LocalizedText(zhHant: "負數", en: "negative"))
                ]),
                422, "invalidData"
            ),
            (.conflict(revision: 9), 412, "conflict"), (.unknown(.case), 404, "unknown"),
            (.keyReused, 422, "keyReused"), (.busy, 503, "busy"), (.tooMuch, 409, "tooMuch"),
        ] as [(Refusal, Int, String)]
    )
    func `each refusal has its status and kind`(refusal: Refusal, status: Int, kind: String) async throws {
        let outcome = await Asking { $0.submission = .failure(refusal) }("POST", path, json: #"{"data":{}}"#)
        #expect(outcome.status == status)
        let problem = try outcome.problem
        #expect(problem.type == "urn:anwei:problem:" + kind)
        #expect(problem.status == status)
        #expect(problem.detailZh?.isEmpty == false)
    }

    @Test func `unmet requirements are all in the detail, with their clauses`() async throws {
        let ask = Asking { $0.submission = .failure(.unmet(action: "a", ActionView.sample.requirements)) }
        let outcome = await ask("POST", path, json: "{}") { $0.acceptLanguage = "en" }
        let problem = try outcome.problem
        #expect(problem.detail == "'a' is refused: the companion must be somebody else (L-6.0b)")
        #expect(problem.refusal?.requirements?.first?.missing == ["companion"])
    }

    @Test func `a conflict carries the present revision`() async throws {
        let outcome = await Asking { $0.submission = .failure(.conflict(revision: 9)) }(
            "POST",
            path,
            json: "{}"
        )
        #expect(outcome.header("etag") == "\"9\"")
        #expect(try Value(json: outcome.text)["refusal"]?["revision"] == 9)
    }

    @Test func `what is absent and what is not for one are the same bytes`() async {
        let things: [Refusal.Thing] = [.case, .workflow, .unit, .account, .action]
        var answers: Set<String> = []
        for thing in things {
            let ask = Asking { $0.submission = .failure(.unknown(thing)) }
            answers.insert(await ask("POST", path, json: "{}").text)
        }
        #expect(answers.count == 1)
    }

    @Test(
        arguments: [
            (.busy, 503), (.full, 507), (.unreadable("x"), 500), (.corrupt("x"), 500),
        ] as [(StorageFailure, Int)]
    )
    func `a known failure of the store is answered`(failure: StorageFailure, status: Int) async {
        let outcome = await Asking { $0.failure = failure }("POST", path, json: "{}") {
            $0.authorization = nil
        }
        #expect(outcome.status == 401)
        let ask = Asking { $0.failure = failure }
        let local = await ask("POST", path, json: "{}", peer: .process(user: 4_242))
        #expect(local.status == status)
        #expect(!local.text.contains("\"x\""))
    }

    @Test func `after an unknown outcome nothing is said at all`() async {
        let ask = Asking { $0.failure = StorageFailure.outcomeUnknown("EIO") }
        #expect(await ask("POST", path, json: "{}", peer: .process(user: 4_242)) == .silence)
    }

    @Test func `busy says when to come back`() async {
        let ask = Asking { $0.submission = .failure(.busy) }
        #expect(await ask("POST", path, json: "{}").header("retry-after") == "1")
    }
}
