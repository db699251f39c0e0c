import CaseAPI
import Synchronization
import Testing

@testable import WebServer

@Suite struct DoorDocumentTests {
    private let documents = "/api/v1/cases/\(number)/documents"

    @Test func `the forms on file are listed with their copies`() async throws {
        let page = try await Asking()("GET", "/api/v1/forms").decoded(WirePage<WireDocument>.self)
        #expect(page.items.map(\.name) == ["crisis-notice"])
        #expect(page.items.first?.from == "2016-07-18")
        #expect(page.items.first?.copies?.map(\.value) == ["initial"])
    }

    @Test func `a case's documents are listed with how they may be had`() async throws {
        let page = try await Asking()("GET", documents).decoded(WirePage<WireDocument>.self)
        #expect(page.items.map(\.form) == ["crisis-notice"])
        #expect(page.items.first?.modes == ["redacted"])
    }

    @Test
    func `a document is a page that loads and runs nothing, under a name that says nothing of the case`()
        async
    {
        let outcome = await Asking()("GET", documents + "/crisis-notice?mode=redacted&copy=closing")
        #expect(outcome.status == 200)
        #expect(
            outcome.header("content-security-policy")?.hasPrefix("default-src 'none'; style-src 'sha256-")
                == true
        )
        #expect(outcome.header("content-disposition") == "inline; filename=\"crisis-notice.html\"")
        #expect(outcome.header("referrer-policy") == "no-referrer")
        #expect(!outcome.text.contains("<script") && !outcome.text.contains("<b>"))
    }

    @Test(arguments: [
        ("", "crisis-notice filled -"), ("?mode=redacted", "crisis-notice redacted -"),
        ("?copy=initial", "crisis-notice filled initial"),
        ("?version=2", "crisis-notice filled - version 2"),
        ("?mode=redacted&revision=7", "crisis-notice redacted - revision 7"),
        ("?instant=1970-01-01T00:00:01Z", "crisis-notice filled - instant 1000"),
    ])
    func `the engine is asked for the mode, the copy and the moment`(query: String, asked: String) async {
        let ask = Asking()
        _ = await ask("GET", documents + "/crisis-notice" + query)
        #expect(ask.service.state.withLock(\.copies) == [asked])
    }

    @Test(arguments: [
        ("/crisis-notice?mode=clear", 400), ("/crisis-notice?color=red", 400), ("/other", 404),
        ("/crisis-notice?version=0", 400), ("/crisis-notice?version=x", 400),
        ("/crisis-notice?revision=-1", 400),
        ("/crisis-notice?instant=yesterday", 400), ("/crisis-notice?version=1&revision=1", 400),
        ("/crisis-notice?revision=1&instant=2026-01-01T00:00:00Z", 400),
    ])
    func `what is not there is refused`(target: String, status: Int) async {
        #expect(await Asking()("GET", documents + target).status == status)
    }

    @Test func `a document of an unknown case and an unknown form of a known one are the same`() async {
        let unknown = await Asking()("GET", "/api/v1/cases/x/documents/crisis-notice")
        #expect(unknown == (await Asking()("GET", documents + "/other")))
    }

    @Test func `a blank form needs a token too, and is a page`() async {
        #expect(await Asking()("GET", "/api/v1/forms/crisis-notice").status == 200)
        #expect(await Asking()("GET", "/api/v1/forms/crisis-notice") { $0.authorization = nil }.status == 401)
    }
}
