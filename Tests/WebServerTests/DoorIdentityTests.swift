import CaseAPI
import Casework
import Testing

@testable import WebServer

@Suite struct DoorIdentityTests {
    @Test(
        arguments: [
            nil, "", "Bearer", "Bearer ", "Bearer wrong", "Basic good", "good", "Bearer good extra",
        ] as [String?]
    )
    func `over TCP only a valid token opens`(authorization: String?) async throws {
        let outcome = await Asking()("GET", "/api/v1/me") { $0.authorization = authorization }
        #expect(outcome.status == 401)
        #expect(outcome.header("www-authenticate") == "Bearer realm=\"anwei\"")
        #expect(try outcome.problem.type == "urn:anwei:problem:unauthenticated")
    }

    @Test func `the scheme of a token is written in any case`() async {
        #expect(await Asking()("GET", "/api/v1/me") { $0.authorization = "bearer good" }.status == 200)
    }

    @Test func `over the socket the kernel says who it is`() async {
        #expect(await Asking()("GET", "/api/v1/me", peer: .process(user: 4_242)).status == 200)
        #expect(await Asking()("GET", "/api/v1/me", peer: .process(user: 4_243)).status == 401)
        #expect(await Asking()("GET", "/api/v1/me", peer: .process(user: .max)).status == 401)
    }

    @Test func `a token does not help over the socket`() async {
        let outcome = await Asking()("GET", "/api/v1/me", peer: .process(user: 5)) {
            $0.authorization = "Bearer good"
        }
        #expect(outcome.status == 401)
    }

    @Test(arguments: [(0, 200), (990, 200), (991, 400), (4_242, 400)] as [(UInt32, Int)])
    func `only root and the server's user speak for an account`(user: UInt32, status: Int) async {
        let outcome = await Asking()("GET", "/api/v1/me", peer: .process(user: user)) { $0.account = "lin" }
        #expect(outcome.status == status)
    }

    @Test func `nobody speaks for an account that does not exist`() async {
        let outcome = await Asking()("GET", "/api/v1/me", peer: .process(user: 0)) { $0.account = "nobody" }
        #expect(outcome.status == 401)
    }

    @Test func `over TCP the account header is refused, not ignored`() async {
        #expect(await Asking()("GET", "/api/v1/me") { $0.account = "lin" }.status == 400)
    }

    @Test func `verification is for auditors, administrators and the machine's owner`() async throws {
        let refused = await Asking()("POST", "/api/v1/verify")
        #expect(refused.status == 403)
        #expect(try refused.problem.refusal?.kind == .notPermitted)
        for role in ["auditor", "administrator"] {
            let ask = Asking { $0.grants = [RoleGrant(role: role, unit: "root")] }
            #expect(await ask("POST", "/api/v1/verify").status == 200)
        }
        let owner = await Asking()("POST", "/api/v1/verify", peer: .process(user: 0)) { $0.account = "lin" }
        let report = try owner.decoded(WireVerification.self)
        #expect(!report.ok)
        #expect(report.problems.first?.en == "#7 危-社工科-115-0042: hash differs")
    }

    @Test func `what needs an identity says nothing about places to strangers`() async {
        let absent = await Asking()("GET", "/api/v1/cases/none") { $0.authorization = nil }
        let present = await Asking()("GET", "/api/v1/cases/\(number)") { $0.authorization = nil }
        #expect(absent == present)
    }
}
