import Testing

@testable import WebServer

@Suite struct EndpointTests {
    @Test(arguments: [
        ("/healthz", Endpoint.health),
        ("/api/v1/me", .me),
        ("/api/v1/openapi.yaml", .description),
        ("/api/v1/workflows", .workflows),
        ("/api/v1/cases", .cases),
        ("/api/v1/cases/A-1", .caseFile(number: "A-1")),
        (
            "/api/v1/cases/%E5%8D%B1-%E7%A4%BE%E5%B7%A5%E7%A7%91-115-0042",
            .caseFile(number: "危-社工科-115-0042")
        ),
        ("/api/v1/cases/危-1/history", .history(number: "危-1")),
        ("/api/v1/cases/A-1/actions", .actions(number: "A-1")),
        ("/api/v1/cases/A-1/actions/close", .action(number: "A-1", name: "close")),
        ("/api/v1/cases/A-1/actions/close/form", .form(number: "A-1", name: "close")),
        ("/api/v1/cases/A-1/actions/close/why", .why(number: "A-1", name: "close")),
        ("/api/v1/cases/A-1/actions/why", .action(number: "A-1", name: "why")),
        ("/api/v1/cases/history", .caseFile(number: "history")),
        ("/api/v1/cases/A%2F1", .caseFile(number: "A/1")),
        ("/api/v1/cases/A-1/documents", .documents(number: "A-1")),
        ("/api/v1/cases/A-1/documents/complaint-report", .document(number: "A-1", form: "complaint-report")),
        ("/api/v1/forms", .forms),
        ("/api/v1/forms/crisis-notice", .blankForm(name: "crisis-notice")),
        ("/api/v1/deadlines", .deadlines),
        ("/api/v1/complete", .completion),
        ("/api/v1/verify", .verification),
        ("/api/v1/change-sets", .changeSets), ("/api/v1/change-sets/D-1", .changeSet(id: "D-1")),
        ("/api/v1/change-sets/D-1/approve", .changeAct(id: "D-1", act: "approve")),
        ("/api/v1/proposals", .proposals), ("/api/v1/migrations", .migrations),
    ])
    func `a path stands for an endpoint`(path: String, endpoint: Endpoint) {
        #expect(Endpoint(path: path) == endpoint)
    }

    @Test(arguments: [
        "", "/", "/healthz/", "healthz", "/api", "/api/v1", "/api/v1/", "/api/v2/me", "/API/v1/me",
        "/api/v1/me/", "/api//v1/me", "/api/v1/cases/", "/api/v1/cases//history", "/api/v1/cases/A/other",
        "/api/v1/cases/A/actions/b/other", "/api/v1/cases/A/actions/b/why/c", "/api/v1/cases/%",
        "/api/v1/cases/%4", "/api/v1/cases/%zz", "/api/v1/cases/%00", "/api/v1/cases/%FF",
        "/api/v1/cases/%C3",
        "/api/v1/cases/%ED%A0%80", "/api/v1/verify/all",
        "/api/v1/cases/A/documents/f/x", "/api/v1/forms/f/x", "/api/v1/forms/",
        "/api/v1/change-sets/D-1/apply",
    ])
    func `nothing is anywhere else`(path: String) {
        #expect(Endpoint(path: path) == nil)
    }

    @Test func `encoding a number and decoding it gives the number`() {
        for number in ["危-社工科-115-0042", "A/1", "a b", "100%", "~._-", "é\u{301}", "👨‍👩‍👧"] {
            let encoded = PercentCoding.encode(number)
            #expect(encoded.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "/") })
            #expect(PercentCoding.decode(encoded) == number)
        }
    }

    @Test(arguments: [
        ("/api/v1/cases", Method.post, true), ("/api/v1/cases", .get, false),
        ("/api/v1/cases/A-1/actions/close", .post, true),
        ("/api/v1/cases/A-1/actions/close/why", .post, false),
        ("/api/v1/verify", .post, false), ("/api/v1/cases/A-1", .get, false),
    ])
    func `only what waits for the writer alone is a command`(path: String, method: Method, isCommand: Bool) {
        #expect(Endpoint(path: path)?.isCommand(method) == isCommand)
    }

    @Test(arguments: [
        (nil, false), ("0", true), ("65536", true), ("65537", false), ("x", false),
        ("99999999999999999999", false),
    ])
    func `a body is short if it says so`(length: String?, isShort: Bool) {
        let headers = Inquiry.Headers(contentLength: length)
        let inquiry = Inquiry(method: "POST", target: "/", peer: .network, headers: headers)
        #expect(inquiry.isShort == isShort)
    }

    @Test(arguments: [
        ("/a?b=c", "/a", "b=c"), ("/a?", "/a", ""), ("/a", "/a", ""), ("?", "", ""), ("/a?b?c", "/a", "b?c"),
        ("/a?\u{301}b", "/a", "\u{301}b"), ("", "", ""),
    ])
    func `a target is parted at its first question mark`(target: String, path: String, query: String) {
        let inquiry = Inquiry(method: "GET", target: target, peer: .network)
        #expect(String(inquiry.path).utf8.elementsEqual(path.utf8))
        #expect(String(inquiry.query).utf8.elementsEqual(query.utf8))
    }
}
