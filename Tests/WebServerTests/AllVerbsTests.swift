import CaseEngine
import Casework
import CaseworkSamples
import Testing
import Values

@testable import WebServer

/// Goes through every verb of the API: none changes anything without an entry of the journal.
@Suite struct `Every verb of the API` {
    /// A verb with a request that it accepts; the path's number is that of an open case.
    struct Verb: Sendable, CustomStringConvertible {
        let method: Method
        let template: String
        let path: String
        var body: String?
        /// Whether it is to change the state.
        var writes = false
        var account = "chen"
        /// Whether there is what it asks for; the sample has no documents.
        var isThere = true
        /// Whether it is refused by its own rule.
        var isInvalid = false

        var description: String { "\(method.rawValue) \(path) \(body ?? "")" }
    }

    private static let report = """
        {"workflow":"sample","unit":"north","data":{"kind":"threat","worker":"lin"}%}
        """

    static let verbs: [Verb] =
        [
            Verb(method: .get, template: "/healthz", path: ""),
            Verb(method: .get, template: "/api/v1/openapi.yaml", path: "openapi.yaml"),
            Verb(method: .get, template: "/api/v1/me", path: "me"),
            Verb(method: .get, template: "/api/v1/server", path: "server"),
            Verb(method: .get, template: "/api/v1/workflows", path: "workflows"),
            Verb(method: .get, template: "/api/v1/workflows/{name}", path: "workflows/none", isThere: false),
            Verb(method: .get, template: "/api/v1/register", path: "register"),
            Verb(method: .get, template: "/api/v1/cases", path: "cases"),
            Verb(
                method: .post,
                template: "/api/v1/cases",
                path: "cases",
                body: report.replacing("%", with: ",\"dryRun\":true")
            ),
            Verb(
                method: .post,
                template: "/api/v1/cases",
                path: "cases",
                body: report.replacing("%", with: ""),
                writes: true
            ),
            Verb(method: .get, template: "/api/v1/cases/{number}", path: "cases/#"),
            Verb(method: .get, template: "/api/v1/cases/{number}/history", path: "cases/#/history"),
            Verb(method: .get, template: "/api/v1/cases/{number}/actions", path: "cases/#/actions"),
            Verb(
                method: .post,
                template: "/api/v1/cases/{number}/actions/{action}",
                path: "cases/#/actions/assign",
                body: "{\"data\":{\"companion\":\"chen\"},\"dryRun\":true}"
            ),
            Verb(
                method: .post,
                template: "/api/v1/cases/{number}/actions/{action}",
                path: "cases/#/actions/assign",
                body: "{\"data\":{\"companion\":\"chen\"}}",
                writes: true
            ),
            Verb(
                method: .get,
                template: "/api/v1/cases/{number}/actions/{action}/form",
                path: "cases/#/actions/assign/form"
            ),
            Verb(
                method: .get,
                template: "/api/v1/cases/{number}/actions/{action}/why",
                path: "cases/#/actions/assign/why"
            ),
            Verb(
                method: .post,
                template: "/api/v1/cases/{number}/actions/{action}/why",
                path: "cases/#/actions/assign/why",
                body: "{\"data\":{\"companion\":\"chen\"}}"
            ),
            Verb(
                method: .get,
                template: "/api/v1/cases/{number}/deadlines/{deadline}",
                path: "cases/#/deadlines/companion"
            ),
            Verb(method: .get, template: "/api/v1/cases/{number}/diagram", path: "cases/#/diagram"),
            Verb(method: .get, template: "/api/v1/cases/{number}/at", path: "cases/#/at?revision=1"),
            Verb(
                method: .get,
                template: "/api/v1/cases/{number}/changes",
                path: "cases/#/changes?from=1&to=1"
            ),
            Verb(
                method: .post,
                template: "/api/v1/cases/{number}/simulation",
                path: "cases/#/simulation",
                body:
                    "{\"moves\":[{\"action\":\"assign\",\"data\":{\"companion\":\"chen\"}},{\"wait\":\"30d\"}]}"
            ),
            Verb(method: .get, template: "/api/v1/deadlines", path: "deadlines"),
            Verb(method: .get, template: "/api/v1/forms", path: "forms"),
            Verb(method: .get, template: "/api/v1/forms/{form}", path: "forms/report", isThere: false),
            Verb(method: .get, template: "/api/v1/cases/{number}/documents", path: "cases/#/documents"),
            Verb(
                method: .get,
                template: "/api/v1/cases/{number}/documents/{form}",
                path: "cases/#/documents/report?mode=redacted",
                isThere: false
            ),
            Verb(method: .get, template: "/api/v1/complete", path: "complete?text=1"),
            Verb(
                method: .post,
                template: "/api/v1/verify",
                path: "verify",
                body: "{\"level\":3}",
                account: "audit"
            ),
            Verb(method: .get, template: "/api/v1/console/sessions", path: "console/sessions"),
            Verb(
                method: .post,
                template: "/api/v1/console/sessions",
                path: "console/sessions",
                body: "{\"reason\":\"辦理派案事項\"}"
            ),
            Verb(
                method: .post,
                template: "/api/v1/console/sessions/{session}/{verb}",
                path: "console/sessions/~/unlock",
                body: "{\"credential\":\"key-chen\",\"reason\":\"辦理派案事項\"}"
            ),
            Verb(
                method: .post,
                template: "/api/v1/console/sessions/{session}/review",
                path: "console/sessions/~/review",
                body: "{\"verdict\":\"ok\"}",
                account: "audit"
            ),
            Verb(method: .get, template: "/api/v1/console/audit", path: "console/audit"),
            Verb(
                method: .post,
                template: "/api/v1/change-sets",
                path: "change-sets",
                body: "{\"text\":\"補正發生時間\"}",
                writes: true,
                account: "admin"
            ),
            Verb(
                method: .get,
                template: "/api/v1/change-sets/{id}",
                path: "change-sets/none",
                isThere: false
            ),
            Verb(method: .get, template: "/api/v1/proposals", path: "proposals"),
            Verb(
                method: .post,
                template: "/api/v1/migrations",
                path: "migrations",
                body: "{\"text\":\"換版\",\"cases\":[\"無\"]}",
                account: "admin",
                isThere: false
            ),
            Verb(method: .get, template: "/api/v1/calendar", path: "calendar?date=2026-11-30&workdays=3"),
            Verb(
                method: .post,
                template: "/api/v1/calendar",
                path: "calendar",
                body: "{\"date\":\"1999-01-01\",\"name\":\"颱風停止上班\"}",
                account: "admin",
                isInvalid: true
            ),
        ] + changes

    /// The acts on a change set, of one that there is not.
    private static let changes: [Verb] = [
        ("operations", "{\"case\":\"無\",\"verb\":\"recompute\"}"), ("drop", "{\"operation\":1}"),
        (
            "propose",
            "{\"count\":1,\"code\":\"x\",\"text\":\"補正發生時間\",\"basis\":\"x\",\"fingerprint\":\"x\"}"
        ),
        ("approve", "{\"fingerprint\":\"x\",\"digits\":\"0001\"}"), ("reject", "{\"text\":\"不符實情\"}"),
        ("withdraw", "{}"),
    ].map { act, body in
        Verb(
            method: .post,
            template: "/api/v1/change-sets/{id}/\(act)",
            path: "change-sets/none/\(act)",
            body: body,
            account: "admin",
            isThere: false
        )
    }

    @Test(arguments: verbs, [false, true])
    func `changes nothing without an entry`(verb: Verb, inSession: Bool) async throws {
        let bench = try EngineBench()
        let number = try bench.open()
        var session = try await bench.attach()
        let own = session.id
        if verb.account != "chen" { session = try await bench.attach(verb.account) }
        let unlocks = ["chen", "admin"].contains(verb.account) && !verb.path.contains("/unlock")
        if inSession, unlocks {
            let body = "{\"credential\":\"key-\(verb.account)\",\"reason\":\"辦理派案事項\"}"
            let path = "console/sessions/\(session.id)/unlock"
            _ = await bench.ask("POST", path, body, as: verb.account, session: session.token)
        }
        let isOfSession = verb.path.contains("/unlock")
        let before = try bench.state()
        let entries = try bench.entries()
        let path = verb.path.replacing("#", with: number).replacing("~", with: String(own))
        guard verb.template != "/healthz" else { return }
        let answer = await bench.ask(
            verb.method.rawValue,
            path,
            verb.body,
            as: verb.account,
            session: inSession || isOfSession ? session.token : nil
        )
        let isExpected =
            verb.isInvalid
            ? answer.status == 422 : verb.isThere ? (200..<300).contains(answer.status) : answer.status == 404
        #expect(isExpected, "\(answer.text)")
        let isChanged = try bench.state() != before
        #expect(isChanged == verb.writes)
        #expect((try bench.entries() > entries) == isChanged)
        #expect(try await bench.engine.verify(level: 3).findings.isEmpty)
    }

    @Test func `is among these`() {
        let endpoints = DescriptionTests.endpoints
        let served = Set(
            endpoints.flatMap { endpoint in endpoint.methods.map { "\($0.rawValue) \(endpoint.template)" } }
        )
        #expect(Set(Self.verbs.map { "\($0.method.rawValue) \($0.template)" }) == served)
    }
}
