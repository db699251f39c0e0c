@testable import WebServer

// What helps to understand a case, and consoles.
extension Walk {
    /// What is asked about a case beside what it is; nil if the endpoint is another.
    func understanding(at endpoint: String) -> [Question]? {
        switch endpoint {
        case "GET /api/v1/cases/{number}/deadlines/{deadline}":
            places.flatMap { number in
                ["initial", "none", "initial?from=2026-12-01T00:00:00Z", "initial?from=x"].map {
                    get(place(number) + "/deadlines/" + $0)
                }
            }
        case "GET /api/v1/cases/{number}/diagram": places.map { get(place($0) + "/diagram") }
        case "GET /api/v1/cases/{number}/at":
            places.flatMap { number in
                [
                    "", "?revision=1", "?revision=99", "?instant=2026-11-24T00:00:00Z",
                    "?instant=2099-01-01T00:00:00Z",
                ]
                .map { get(place(number) + "/at" + $0) }
            }
        case "GET /api/v1/cases/{number}/changes":
            places.flatMap { number in
                ["", "?from=1&to=1", "?from=1&to=2", "?from=1&to=99"].map {
                    get(place(number) + "/changes" + $0)
                }
            }
        case "POST /api/v1/cases/{number}/simulation":
            places.flatMap { number in
                [
                    "{}", #"{"moves":[{"wait":"40d"}]}"#, #"{"moves":[{"action":"accept"}]}"#,
                    #"{"moves":[{"action":"accept","as":"lin"}]}"#, #"{"moves":[{"x":1}]}"#, "{",
                ]
                .map { post(place(number) + "/simulation", $0) }
            }
        default: nil
        }
    }

    /// What is asked about consoles; nil if the endpoint is another.
    ///
    /// Tokens are drawn, so none is begun here.
    func consoles(at endpoint: String) -> [Question]? {
        let sessions = "/api/v1/console/sessions"
        switch endpoint {
        case "GET /api/v1/console/sessions": return [get(sessions)]
        case "POST /api/v1/console/sessions":
            return [post(sessions, "{}"), post(sessions, #"{"reason":"x"}"#)]
        case "POST /api/v1/console/sessions/{session}/{verb}":
            return SessionVerb.allCases.map { post(sessions + "/1/" + $0.rawValue, "{}") }
        case "POST /api/v1/console/sessions/{session}/review":
            return [post(sessions + "/1/review", #"{"verdict":"ok"}"#)]
        case "GET /api/v1/console/audit":
            let filters = places.map { "?case=" + ($0.hasPrefix("<") ? $0 : PercentCoding.encode($0)) }
            return (["", "?session=1", "?account=lin"] + filters).map { get("/api/v1/console/audit" + $0) }
        case "GET /api/v1/proposals": return [get("/api/v1/proposals")]
        case "GET /api/v1/calendar": return [get("/api/v1/calendar?date=2026-12-01&workdays=2")]
        case "POST /api/v1/calendar":
            return ["true", "false"].map {
                post("/api/v1/calendar", #"{"date":"2026-12-01","name":"颱風停止上班","dryRun":\#($0)}"#)
            }
        case "POST /api/v1/migrations":
            return numbers.map { post("/api/v1/migrations", #"{"text":"換版換版換版","cases":["\#($0)"]}"#) }
        case "POST /api/v1/change-sets": return [post("/api/v1/change-sets", "{}")]
        case "GET /api/v1/change-sets/{id}":
            return ["1", "D-1", "更-115-0001"].map { get("/api/v1/change-sets/" + PercentCoding.encode($0)) }
        default:
            let acts = "POST /api/v1/change-sets/{id}/"
            guard endpoint.hasPrefix(acts) else { return nil }
            return [post("/api/v1/change-sets/D-1/" + endpoint.dropFirst(acts.count), #"{"text":"不符實情"}"#)]
        }
    }

    func verifications() -> [Question] {
        [post("/api/v1/verify", nil), post("/api/v1/verify", #"{"level":1}"#)]
            + numbers.map { post("/api/v1/verify", #"{"level":1,"case":"\#($0)"}"#) }
    }
}
