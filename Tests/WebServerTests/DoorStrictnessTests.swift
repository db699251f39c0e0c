import CaseAPI
import CaseEngine
import Testing
import Values

@testable import WebServer

@Suite struct DoorStrictnessTests {
    private let path = "/api/v1/cases/\(number)/actions/close"

    @Test(arguments: [
        ("", 0), ("{", 1), ("nul", 0), ("{\"data\":{}}x", 11), ("{\"data\":{\"a\":\"\\u0000\"}}", 14),
        ("{\"data\":{\"a\":\"\u{0}\"}}", 14), ("{\"data\":{\"a\":1,\"a\":2}}", 15),
        ("{\"data\":{},\"data\":{}}", 11), ("{\"data\":{\"a\":01}}", 14),
        ("{\"data\":{\"a\":\"\\ud800\"}}", 14),
        ("{\"data\":{\"a\":{\"$timestamp\":\"never\"}}}", 13), ("{'data':{}}", 1), ("{\"data\":{},}", 11),
    ])
    func `what is not JSON is refused with its place`(json: String, offset: Int) async throws {
        let ask = Asking()
        let outcome = await ask("POST", path, json: json)
        #expect(outcome.status == 400)
        #expect(try Value(json: outcome.text)["offset"] == .int(Int64(offset)))
        #expect(ask.service.requests.isEmpty)
    }

    @Test func `invalid UTF-8 is refused`() async throws {
        let bytes = Array("{\"data\":{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}}".utf8)
        var headers = Inquiry.Headers()
        headers.authorization = "Bearer good"
        headers.contentType = "application/json"
        let inquiry = Inquiry(method: "POST", target: path, peer: .network, headers: headers) { bytes }
        let outcome = await Asking().door.outcome(of: inquiry)
        #expect(outcome.status == 400)
        #expect(try Value(json: outcome.text)["offset"] == 14)
    }

    @Test func `sixty-five levels are too deep`() async {
        let deep = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        #expect(await Asking()("POST", path, json: "{\"data\":{\"a\":[\(deep)]}}").status == 400)
        let allowed = String(repeating: "[", count: 62) + String(repeating: "]", count: 62)
        #expect(await Asking()("POST", path, json: "{\"data\":{\"a\":\(allowed)}}").status == 200)
    }

    @Test(arguments: [
        "[]", "1", "\"x\"", "null", "{\"data\":[]}", "{\"data\":null}", "{\"data\":{},\"extra\":1}",
        "{\"dryRun\":1}", "{\"dryRun\":\"true\"}", "{\"dryrun\":true}", "{\"data\":{\"$map\":[[1,2]]}}",
        "{\"$timestamp\":\"2026-11-24T09:00Z\"}",
    ])
    func `unknown members and wrong types are refused`(json: String) async {
        let ask = Asking()
        #expect(await ask("POST", path, json: json).status == 400)
        #expect(ask.service.requests.isEmpty)
    }

    @Test(arguments: [
        "{}", "{\"unit\":\"u\"}", "{\"workflow\":1,\"unit\":\"u\"}",
        "{\"workflow\":\"w\",\"unit\":\"u\",\"x\":1}",
    ])
    func `opening asks for workflow and unit`(json: String) async {
        #expect(await Asking()("POST", "/api/v1/cases", json: json).status == 400)
    }

    @Test(
        arguments: [
            nil, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=big5",
            "application/jsonp", "multipart/form-data",
        ] as [String?]
    )
    func `only JSON in UTF-8 is read`(type: String?) async {
        #expect(await Asking()("POST", path, json: "{}") { $0.contentType = type }.status == 415)
    }

    @Test(arguments: [
        "application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\"",
    ])
    func `the type of JSON is written in several ways`(type: String) async {
        #expect(await Asking()("POST", path, json: "{}") { $0.contentType = type }.status == 200)
    }

    @Test func `compressed bodies are not read`() async {
        #expect(await Asking()("POST", path, json: "{}") { $0.contentEncoding = "gzip" }.status == 415)
    }

    @Test func `a body that says it is too long is refused unread`() async {
        let outcome = await Asking()("POST", path, json: "{}") { $0.contentLength = "1048577" }
        #expect(outcome.status == 413)
        #expect(outcome.header("connection") == "close")
        #expect(await Asking()("POST", path, json: "{}") { $0.contentLength = "1048576" }.status == 200)
    }

    @Test(arguments: [
        ("DELETE", "/api/v1/me", "GET"), ("POST", "/api/v1/me", "GET"), ("PUT", "/api/v1/cases", "GET, POST"),
        ("GET", "/api/v1/cases/A/actions/b", "POST"), ("get", "/api/v1/me", "GET"),
        ("HEAD", "/healthz", "GET"),
    ])
    func `another method is told which ones there are`(method: String, target: String, allow: String) async {
        let outcome = await Asking()(method, target)
        #expect(outcome.status == 405)
        #expect(outcome.header("allow") == allow)
    }

    @Test(arguments: [
        "/api/v1/cases?limit=0", "/api/v1/cases?limit=201", "/api/v1/cases?limit=x", "/api/v1/cases?other=1",
        "/api/v1/cases?state=a&state=b", "/api/v1/cases?closed=yes", "/api/v1/cases?state=%",
        "/api/v1/me?x=1", "/api/v1/deadlines?due=soon", "/api/v1/complete?kind=person&text=x",
    ])
    func `unknown, repeated and wrong parameters are refused`(target: String) async {
        #expect(await Asking()("GET", target).status == 400)
    }

    @Test(arguments: [
        "4", "\"\"", "\"x\"", "W/\"4\"", "\"4\",\"5\"", "\"-4\"", "\"+4\"", "\"99999999999999999999\"",
    ])
    func `a tag that no case has had is refused`(tag: String) async {
        #expect(await Asking()("POST", path, json: "{}") { $0.ifMatch = tag }.status == 400)
    }

    @Test func `any revision will do for a star`() async {
        let ask = Asking()
        let outcome = await ask("POST", path, json: "{}") { $0.ifMatch = "*" }
        #expect(outcome.status == 200)
        #expect(
            ask.service.requests.first?.command
                == .act(number: "危-社工科-115-0042", action: "close", data: ValueMap(), revision: nil)
        )
    }

    @Test(arguments: ["", " ", "a b", "鍵", String(repeating: "k", count: 201)])
    func `a key is short and visible`(key: String) async {
        #expect(await Asking()("POST", path, json: "{}") { $0.idempotencyKey = key }.status == 400)
    }

    @Test(
        arguments: [
            (nil, "查無資料"), ("en", "Not found"), ("en-GB, zh;q=0.5", "Not found"), ("zh-TW, en;q=0.9", "查無資料"),
            ("fr", "查無資料"), ("en;q=0", "查無資料"), ("*", "查無資料"), ("en, zh-Hant", "查無資料"),
        ] as [(String?, String)]
    )
    func `the title is in the language asked for`(accept: String?, title: String) async throws {
        let outcome = await Asking()("GET", "/nowhere") { $0.acceptLanguage = accept }
        #expect(try outcome.problem.title == title)
        #expect(try outcome.problem.detailZh == Problem.notFound.detail.zhHant)
    }
}
