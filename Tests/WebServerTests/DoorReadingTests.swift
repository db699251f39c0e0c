import CaseAPI
import CaseEngine
import Casework
import Synchronization
import Testing
import Values

@testable import WebServer

@Suite struct DoorReadingTests {
    @Test func `me says who the server takes the caller for`() async throws {
        let account = try await Asking()("GET", "/api/v1/me").decoded(WireAccount.self)
        #expect(account.account == "lin")
        #expect(account.name == "林示例")
        #expect(account.roles == [WireGrant(role: "social-worker", unit: "north")])
        #expect(account.environment == "測試")
        #expect(account.language == "zh-Hant")
    }

    @Test func `a case comes as the wire lays it out, with its revision as the tag`() async throws {
        let outcome = await Asking()("GET", "/api/v1/cases/\(number)")
        #expect(outcome.status == 200)
        #expect(outcome.header("etag") == "\"4\"")
        let found = try outcome.decoded(WireCase.self)
        #expect(found.number == "危-社工科-115-0042")
        #expect(found.revision == 4)
        #expect(found.configuration.map(\.id) == ["received"])
        #expect(found.data == ["knownAt": .timestamp("2026-11-24T00:26:40Z")])
        #expect(found.masked == ["narrative"])
        #expect(found.order == ["knownAt", "narrative"])
        #expect(found.labels["narrative"] == WireText(zhHant: "中narrative", en: "narrative"))
        #expect(found.deadlines.map(\.state) == ["running"])
        #expect(found.actions.map(\.name) == ["assign-companion"])
        #expect(found.children == [WireChild(name: "support", number: "助-社工科-115-0001")])
    }

    @Test func `a list of cases takes its filters and hands the cursor on`() async throws {
        let ask = Asking()
        let target = "/api/v1/cases?state=received&workflow=w&unit=u&closed=false&cursor=c&limit=7"
        let page = try await ask("GET", target).decoded(WirePage<WireCaseSummary>.self)
        #expect(page.items.map(\.number) == ["危-社工科-115-0042"])
        #expect(page.items.first?.nextDeadline?.name == "companion")
        #expect(page.next == "after-1")
        let listing = ask.service.state.withLock(\.listings).first
        #expect(listing?.state == "received")
        #expect(listing?.workflow == "w")
        #expect(listing?.unit == "u")
        #expect(listing?.isClosed == false)
        #expect(listing?.cursor == "c")
        #expect(listing?.limit == 7)
    }

    @Test func `a list of cases takes a window of deadlines, and only one's own relations`() async throws {
        let ask = Asking()
        _ = await ask("GET", "/api/v1/cases?party=me&due=3d")
        let listing = ask.service.state.withLock(\.listings).first
        #expect(listing?.party == "lin")
        // The end of 115/11/27 in Taipei.
        #expect(listing?.dueBefore == Instant(seconds: 1_795_795_200))
        #expect(await ask("GET", "/api/v1/cases?party=wang").status == 400)
        #expect(await ask("GET", "/api/v1/cases?due=soon").status == 400)
    }

    @Test func `the server says its release, its API and its clock`() async throws {
        let server = try await Asking()("GET", "/api/v1/server").decoded(WireServer.self)
        #expect(server.release == "0.1.0")
        #expect(server.api == WireServer.knownAPI)
        #expect(server.environment == "測試")
        #expect(server.now == "2026-11-24T06:00:00Z")
        #expect(server.ready)
    }

    @Test func `the register names units, people and workplaces`() async throws {
        let register = try await Asking()("GET", "/api/v1/register").decoded(WireRegister.self)
        #expect(register.units.map(\.head) == ["li"])
        #expect(register.people.map(\.name) == ["林示例"])
        #expect(register.people.first?.roles == [WireGrant(role: "social-worker", unit: "north")])
        #expect(register.sites.map(\.id) == ["center"])
    }

    @Test func `a workflow that nobody knows is unknown`() async throws {
        #expect(await Asking()("GET", "/api/v1/workflows/none").status == 404)
    }

    @Test func `a history is a page of entries`() async throws {
        let page = try await Asking()("GET", "/api/v1/cases/\(number)/history")
            .decoded(WirePage<WireEntry>.self)
        #expect(page.items.map(\.revision) == [4])
        #expect(page.items.first?.left.map(\.id) == ["received"])
        #expect(page.items.first?.claimed == "2026-11-23T21:40:00Z")
        #expect(page.next == nil)
    }

    @Test(arguments: [("social-worker", false), ("administrator", true), ("auditor", true)])
    func `the place in the chain is for those who may verify it`(role: String, isTold: Bool) async throws {
        let asking = Asking { $0.grants = [RoleGrant(role: role, unit: "north")] }
        let history = await asking("GET", "/api/v1/cases/\(number)/history").text
        let acted = await asking("POST", "/api/v1/cases/\(number)/actions/assign", json: "{}").text
        for (text, words) in [(history, ["\"sequence\":76", "\"hash\""]), (acted, ["\"sequence\":77"])] {
            for word in words { #expect(text.contains(word) == isTold, "\(text)") }
        }
        // The machine's owner could read the file anyway, whomever he speaks for.
        let owner = await asking("GET", "/api/v1/cases/\(number)/history", peer: .process(user: 0)) {
            $0.account = "lin"
        }
        #expect(owner.text.contains("\"sequence\":76"))
    }

    @Test func `a case from paper is marked, where it is listed and where it is shown`() async throws {
        let paper = WirePaper(reference: "簿冊第 12 號", reason: "停機", recordedAt: "2026-11-24T00:46:40Z")
        let file = try await Asking()("GET", "/api/v1/cases/\(number)").decoded(WireCase.self)
        #expect(file.paper == paper)
        let page = try await Asking()("GET", "/api/v1/cases").decoded(WirePage<WireCaseSummary>.self)
        #expect(page.items.first?.paper == paper)
    }

    @Test func `actions say what is possible and what they ask`() async throws {
        let page = try await Asking()("GET", "/api/v1/cases/\(number)/actions")
            .decoded(WirePage<WireAction>.self)
        let action = try #require(page.items.first)
        #expect(action.enabled)
        #expect(action.asks.map(\.name) == ["companion", "level"])
        #expect(action.asks.map(\.required) == [true, false])
        #expect(action.asks.last?.options?.map(\.value) == ["high"])
        #expect(action.asks.last?.current == "high")
        #expect(action.refusals?.map(\.outcome) == [.undecided])
    }

    @Test func `a form is fields for people and a schema for programs`() async throws {
        let outcome = await Asking()("GET", "/api/v1/cases/\(number)/actions/assign-companion/form")
        #expect(try outcome.decoded(WireForm.self).fields.map(\.type) == ["person", "choice"])
        let schema = try Value(json: outcome.text)
        #expect(schema["type"] == "object")
        #expect(schema["required"] == ["companion"])
        #expect(schema["properties"]?["level"]?["enum"] == ["high"])
        #expect(schema["additionalProperties"] == false)
    }

    @Test func `the form of what cannot be done is a refusal that names what can`() async throws {
        let outcome = await Asking()("GET", "/api/v1/cases/\(number)/actions/other/form")
        #expect(outcome.status == 409)
        #expect(try outcome.problem.refusal?.possible == ["assign-companion"])
    }

    @Test(arguments: ["GET", "POST"])
    func `why names every requirement with its clause`(method: String) async throws {
        let outcome = await Asking()(
            method,
            "/api/v1/cases/\(number)/actions/assign-companion/why",
            json: method == "POST" ? #"{"data":{"companion":"chen"}}"# : nil
        )
        let reasons = try outcome.decoded(WireReasons.self)
        #expect(reasons.action == "assign-companion")
        #expect(reasons.possible)
        #expect(reasons.requirements.first?.clause == "L-6.0b")
        #expect(reasons.requirements.first?.missing == ["companion"])
        #expect(reasons.requirements.first?.reads.map(\.field) == ["companion", "victims.person"])
    }

    @Test(
        arguments: [
            ("", nil, false), ("?due=overdue", 1_795_500_000, true), ("?due=today", 1_795_536_000, false),
            ("?due=3d", 1_795_536_000 + 3 * 86_400, false), ("?due=7d", 1_795_536_000 + 7 * 86_400, false),
        ] as [(String, Int64?, Bool)]
    )
    func `a window of deadlines ends at midnight in Taipei`(
        query: String,
        before: Int64?,
        overdueOnly: Bool
    ) async throws {
        let ask = Asking()
        let page = try await ask("GET", "/api/v1/deadlines" + query).decoded(WirePage<WireDeadline>.self)
        #expect(page.items.first?.due == "2026-11-25T00:43:20Z")
        let window = ask.service.state.withLock(\.windows).first
        #expect(window?.before == before.map { Instant(seconds: $0) })
        #expect(window?.overdueOnly == overdueOnly)
    }

    @Test func `completion finds numbers by any part`() async throws {
        let page = try await Asking()("GET", "/api/v1/complete?kind=case&text=0042")
            .decoded(WirePage<String>.self)
        #expect(page.items == ["危-社工科-115-0042"])
    }

    @Test func `workflows come with their opening forms`() async throws {
        let page = try await Asking()("GET", "/api/v1/workflows").decoded(WirePage<WireWorkflow>.self)
        #expect(page.items.map(\.name) == ["threat-report"])
        #expect(page.items.first?.units == ["haifeng-shegong"])
        #expect(page.items.first?.hash == "ab12")
    }

    @Test func `health and description need no identity`() async {
        let ask = Asking()
        #expect(await ask("GET", "/healthz") { $0.authorization = nil }.status == 200)
        let description = await ask("GET", "/api/v1/openapi.yaml") { $0.authorization = nil }
        #expect(description.text == "openapi: 3.1.0")
        #expect(await Asking { $0.isReady = false }("GET", "/healthz").status == 503)
    }
}
