import Foundation
import Schema
import Values

@testable import WebServer

/// Every way into the system for one account: what it asks at each endpoint, looking for some numbers.
struct Walk {
    let account: String
    /// Numbers that the account may not know of, and numbers that nobody has.
    var numbers: [String]
    /// Cases that the account may know of, by alias.
    var known: [String] = []
    let actions: [String]
    let states: [String]
    let workflows: [String]
    let units: [String]
    /// Keys under which others have sent requests.
    var keys: [String] = []

    /// The endpoints that are described, with their methods: `GET /api/v1/me`.
    static let endpoints: [String] = {
        var (found, path) = ([String](), "")
        for line in String(decoding: APIDescription.bytes, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("components:") { break }
            if line.hasPrefix("  /"), line.hasSuffix(":") { path = String(line.dropFirst(2).dropLast()) }
            guard line.hasPrefix("    /") == false, line.hasSuffix(":"), line.hasPrefix("    "),
                !line.hasPrefix("     ")
            else { continue }
            let name = line.dropFirst(4).dropLast()
            if ["get", "post", "put", "patch", "delete"].contains(name) {
                found.append("\(name.uppercased()) \(path)")
            }
        }
        return found
    }()

    /// What is asked at an endpoint; nil if this walk does not know it.
    func questions(at endpoint: String) -> [Question]? {
        switch endpoint {
        case "GET /healthz": [get("/healthz")]
        case "GET /api/v1/openapi.yaml": [get("/api/v1/openapi.yaml")]
        case "GET /api/v1/me": [get("/api/v1/me")]
        case "GET /api/v1/server": [get("/api/v1/server")]
        case "GET /api/v1/register": [get("/api/v1/register")]
        case "GET /api/v1/workflows": [get("/api/v1/workflows")]
        case "GET /api/v1/workflows/{name}":
            ["complaint", "threat-report", "none"].map { get("/api/v1/workflows/" + $0) }
        case "GET /api/v1/cases": lists()
        case "POST /api/v1/cases": openings()
        case "GET /api/v1/cases/{number}": numbers.flatMap(looks)
        case "GET /api/v1/cases/{number}/history": places.flatMap(histories)
        case "GET /api/v1/cases/{number}/actions": places.map { get(place($0) + "/actions") }
        case "POST /api/v1/cases/{number}/actions/{action}": numbers.flatMap(acts)
        case "GET /api/v1/cases/{number}/actions/{action}/form": everyAction { get($0 + "/form") }
        case "GET /api/v1/cases/{number}/actions/{action}/why": everyAction { get($0 + "/why") }
        case "POST /api/v1/cases/{number}/actions/{action}/why": whys()
        case "GET /api/v1/cases/{number}/documents": places.map { get(place($0) + "/documents") }
        case "GET /api/v1/cases/{number}/documents/{form}": numbers.flatMap(documents) + reprints()
        case "GET /api/v1/forms": [get("/api/v1/forms")]
        case "GET /api/v1/forms/{form}": Walk.forms.map { get("/api/v1/forms/" + $0) }
        case "GET /api/v1/deadlines": deadlines()
        case "GET /api/v1/complete": completions()
        case "POST /api/v1/verify": verifications()
        default: understanding(at: endpoint) ?? consoles(at: endpoint)
        }
    }

    /// What shows the account its cases: asked again after everything that it does.
    func overview() -> [Question] {
        lists() + deadlines() + completions() + known.flatMap { looks("<\($0)>") + histories("<\($0)>") }
            + known.map { get(place("<\($0)>") + "/actions") }
    }

    // MARK: Ways

    var places: [String] { numbers + known.map { "<\($0)>" } }

    func get(_ target: String) -> Question { Question(account: account, target: target) }

    func post(_ target: String, _ json: String?) -> Question {
        Question(account: account, method: "POST", target: target, json: json)
    }

    func place(_ number: String) -> String {
        // An alias is filled in by the scene.
        "/api/v1/cases/" + (number.hasPrefix("<") ? number : PercentCoding.encode(number))
    }

    private func looks(_ number: String) -> [Question] {
        let methods = ["PUT", "DELETE", "HEAD", "OPTIONS", "POST"].map { method in
            var question = get(place(number))
            question.method = method
            return question
        }
        var english = get(place(number))
        english.language = "en"
        return [get(place(number)), english, get(place(number) + "/"), get(place(number) + "?x=1")] + methods
    }

    private func histories(_ number: String) -> [Question] {
        [
            "", "?limit=1", "?limit=200", "?cursor=1", "?cursor=x", "?cursor=3&limit=2", "?limit=0",
            "?limit=201",
        ]
        .map { get(place(number) + "/history" + $0) }
    }

    private func everyAction(_ ask: (String) -> Question) -> [Question] {
        numbers.flatMap { number in
            (actions + ["no-such-action"]).map { ask(place(number) + "/actions/" + PercentCoding.encode($0)) }
        }
    }

    private static let forms = [
        "complaint-application", "complaint-report", "power-of-attorney", "crisis-notice", "none",
    ]

    private func documents(_ number: String) -> [Question] {
        Walk.forms.flatMap { form in
            [
                "", "?mode=filled", "?mode=redacted", "?mode=x", "?copy=x", "?x=1", "?version=1",
                "?version=x",
                "?version=1&mode=redacted", "?revision=1", "?revision=99", "?instant=2026-11-24T00:00:00Z",
            ]
            .map { get(place(number) + "/documents/" + form + $0) }
        }
    }

    /// What was produced in the cases that the account may know of, and these as they were.
    private func reprints() -> [Question] {
        known.flatMap { alias in
            ["?version=1", "?revision=1"].map {
                get(place("<\(alias)>") + "/documents/complaint-application" + $0)
            }
        }
    }

    private func whys() -> [Question] {
        everyAction { post($0 + "/why", #"{"data":{}}"#) }
            + numbers.flatMap { number in
                [#"{"data":{"handler":"lin"}}"#, #"{"data":[]}"#, "{", #"{"nothing":1}"#].map {
                    post(place(number) + "/actions/accept/why", $0)
                }
            }
    }

    private func acts(_ number: String) -> [Question] {
        let plain = place(number) + "/actions/"
        var asked = (actions + ["no-such-action"]).map {
            post(plain + PercentCoding.encode($0), #"{"data":{},"dryRun":true}"#)
        }
        for action in ["accept", "withdraw", "recuse", "answer", "lift", "no-such-action"] {
            for json in [
                #"{"data":{}}"#, #"{"data":{"recusedPerson":"lin","code":"x"}}"#, "{", #"{"data":1}"#, "[]",
            ] {
                asked.append(post(plain + action, json))
            }
            for revision in ["\"0\"", "\"1\"", "\"2\"", "\"99\"", "*", "W/\"1\"", "1"] {
                var question = post(plain + action, #"{"data":{}}"#)
                question.ifMatch = revision
                asked.append(question)
            }
            for key in keys + ["walk-\(account)", "walk-\(account)", "\u{7F}"] {
                var question = post(plain + action, #"{"data":{}}"#)
                question.key = key
                asked.append(question)
            }
            var foreign = post(plain + action, #"{"data":{}}"#)
            foreign.contentType = "text/plain"
            asked += [foreign, post(plain + action, nil)]
        }
        return asked
    }

    private func lists() -> [Question] {
        var queries = [
            "", "?limit=1", "?limit=2", "?limit=3", "?limit=5", "?limit=200", "?closed=true", "?closed=false",
        ]
        queries +=
            ["?closed=x", "?cursor=x", "?cursor=", "?limit=0", "?x=1"] + (0...30).map { "?cursor=\($0)" }
        queries += places.map { "?cursor=" + ($0.hasPrefix("<") ? $0 : PercentCoding.encode($0)) }
        for limit in ["", "&limit=1", "&limit=2"] {
            queries += (states + ["none"]).map { "?state=\($0)" + limit }
            queries += (workflows + ["none"]).map { "?workflow=\($0)" + limit }
            queries += (units + ["none"]).map { "?unit=\($0)" + limit }
        }
        for workflow in workflows {
            for unit in units { queries.append("?workflow=\(workflow)&unit=\(unit)&closed=false") }
        }
        return queries.map { get("/api/v1/cases" + $0) }
    }

    private func deadlines() -> [Question] {
        let windows = ["", "due=overdue", "due=today", "due=3d", "due=7d", "due=all", "due=x", "cursor=x"]
        return windows.flatMap { window in
            ["", "limit=1", "limit=2", "limit=3", "limit=200"].map { limit in
                let parts = [window, limit].filter { !$0.isEmpty }
                return get("/api/v1/deadlines" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&")))
            }
        }
    }

    private func completions() -> [Question] {
        let tails = numbers.flatMap { number in
            [number, String(number.suffix(5)), String(number.dropLast(5))]
        }
        return (tails + ["", "-", "申", "危", "警", "檢", "濟", "115", "1", "%", "_", "%%"]).flatMap { text in
            ["", "&limit=1", "&limit=200", "&kind=case", "&kind=unit"].map {
                get("/api/v1/complete?text=" + PercentCoding.encode(text) + $0)
            }
        }
    }

    private func openings() -> [Question] {
        let unit = units.first ?? ""
        var asked = workflows.flatMap { workflow in
            (units + ["none"]).map { unit in
                post(
                    "/api/v1/cases",
                    #"{"workflow":"\#(workflow)","unit":"\#(unit)","data":{},"dryRun":true}"#
                )
            }
        }
        asked += ["{", "[]", #"{"workflow":"none","unit":"\#(unit)","data":{}}"#].map {
            post("/api/v1/cases", $0)
        }
        for key in keys {
            var question = post("/api/v1/cases", #"{"workflow":"none","unit":"\#(unit)","data":{}}"#)
            question.key = key
            asked.append(question)
        }
        return asked
    }
}
