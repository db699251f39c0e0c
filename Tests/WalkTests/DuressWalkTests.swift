import Casework
import Testing
import Values

@testable import Rehearsal

/// Whoever holds the worker's phone learns nothing from it: a sign of life with the reserve code looks like any other
/// until base has lifted the alarm, and base hears of it at once (K-12d, L-10d).
@Suite struct DuressWalkTests {
    /// Who is out, and who approved it: a worker, and a supervisor, who sees all other alarms.
    static let walks = [
        ("check-out", "lin", "wang"), ("check-in", "lin", "wang"), ("extend", "lin", "wang"),
        ("check-out", "wang", "chen"),
    ]

    @Test(arguments: walks)
    func `the reserve code is as any other`(sign: String, worker: String, head: String) async throws {
        let world = DuressWalkTests.world(worker, head)
        let aliases = ["e", "v", "w"]
        let twins = Twins(
            with: try await Scene(world, aliases: aliases, texts: ["code": "甲表"]),
            without: try await Scene(world, aliases: aliases, texts: ["code": "晴天"], seed: 2)
        )
        let walk = DuressWalkTests.walk(worker, [])
        for question in DuressWalkTests.giving(sign, worker) + walk.overview() {
            try await twins.ask(question)
        }
        try twins.wait(1)
        let alarm = try #require(try twins.with.numbers(of: "visit-alarm").first)
        #expect(try twins.without.numbers(of: "visit-alarm").isEmpty)
        try await DuressWalkTests.expectAlarm(alarm, twins.with)
        for account in [worker, "zhang"] {
            let walk = DuressWalkTests.walk(account, [alarm, "警-北區社福中心-115-00007"])
            for endpoint in Walk.endpoints {
                for question in walk.questions(at: endpoint) ?? [] { try await twins.ask(question) }
            }
            for question in walk.overview() { try await twins.ask(question) }
        }
        // Base works beside it, and time passes; what the worker does meanwhile tells nothing either.
        try twins.with.act("answer", alarm, by: "duty")
        try twins.with.act("log-note", alarm, #"{"note":"改派員前往"}"#, by: "duty")
        for deed in DuressWalkTests.deeds(worker) { try await twins.ask(deed) }
        try twins.with.act("call-police", alarm, #"{"callLog":"撥打110"}"#, by: "duty")
        try twins.wait(1_200)
        for account in [worker, "zhang"] {
            for question in DuressWalkTests.walk(account, [alarm]).overview() {
                try await twins.ask(question)
            }
        }
        // From then on it may be known.
        try twins.with.act("lift", alarm, DuressWalkTests.lift, by: "duty")
        let seen = await twins.with.answer(
            Question(account: worker, target: "/api/v1/cases/" + DuressWalkTests.coded(alarm))
        )
        #expect(seen.status == 200)
    }

    private static func expectAlarm(_ alarm: String, _ scene: Scene) async throws {
        for account in ["duty", "chen"] {
            let list = await scene.answer(
                Question(account: account, target: "/api/v1/cases?workflow=visit-alarm")
            )
            #expect(list.body.contains(alarm))
        }
        let told = try scene.stage.notices(for: try scene.file(alarm).id).map(\.account)
        #expect(told.contains("duty"))
    }

    private static func coded(_ number: String) -> String {
        number.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    }

    private static let lift = #"{"foundBy":"police-met","condition":"none","cause":"likely-harm"}"#

    // MARK: The world

    static func walk(_ account: String, _ numbers: [String]) -> Walk {
        Walk(
            account: account,
            numbers: numbers,
            known: ["e", "v", "w"],
            actions: ["answer", "lift", "call-police", "check-out"],
            states: ["raised", "back", "reported", "on-site"],
            workflows: ["visit", "visit-alarm", "threat-report"],
            units: ["north", "bureau"],
            keys: ["key-of-sign"]
        )
    }

    /// The sign of life, once more with the same key, and what else the phone can do with a code.
    private static func giving(_ sign: String, _ worker: String) -> [Question] {
        let more = sign == "extend" ? #","expectedReturn":{"$timestamp":"2026-11-23T15:30:00+08:00"}"# : ""
        func ask(_ code: String, key: String? = nil, dry: Bool = false) -> Question {
            Question(
                account: worker,
                method: "POST",
                target: "/api/v1/cases/<v>/actions/\(sign)",
                json: #"{"data":{"code":"\#(code)"\#(more)},"dryRun":\#(dry)}"#,
                key: key
            )
        }
        let why = Question(
            account: worker,
            method: "POST",
            target: "/api/v1/cases/<v>/actions/\(sign)/why",
            json: #"{"data":{"code":"<code>"\#(more)}}"#
        )
        return [
            why, ask("<code>", dry: true), ask("錯"), ask("<code>", key: "key-of-sign"),
            ask("<code>", key: "key-of-sign"), ask("錯", key: "key-of-sign"),
        ]
    }

    /// What the worker goes on with while base works on the alarm.
    private static func deeds(_ worker: String) -> [Question] {
        func open(_ workflow: String, _ data: String, as alias: String) -> Question {
            Question(
                account: worker,
                method: "POST",
                target: "/api/v1/cases",
                json: #"{"workflow":"\#(workflow)","unit":"north","data":\#(data)}"#,
                opens: alias
            )
        }
        let visit = """
            {"kind":"home-visit","subject":"外-2","place":"某路0號","purpose":"訪視",\
            "plannedStart":{"$timestamp":"2026-11-24T14:00:00+08:00"},\
            "expectedReturn":{"$timestamp":"2026-11-24T15:00:00+08:00"}}
            """
        return [
            open("visit", visit, as: "next"),
            open("visit-alarm", #"{"worker":"zhang","kind":"panic"}"#, as: "other"),
            Question(
                account: worker,
                method: "POST",
                target: "/api/v1/cases/<v>/actions/file-record",
                json: #"{"data":{"record":"正常","confidentiality":"confidential"}}"#
            ),
            Question(account: worker, target: "/api/v1/cases/<next>"),
            Question(account: worker, target: "/api/v1/cases/<other>"),
            Question(account: worker, target: "/api/v1/cases?workflow=visit-alarm&limit=1"),
        ]
    }

    private static func world(_ worker: String, _ head: String) -> String {
        let plan = """
            kind: home-visit, subject: 外-115-0001, place: 海風縣虛構鎮範例路0號, purpose: 例行訪視, \
            plannedStart: "2026-11-23T14:00+08:00", expectedReturn: "2026-11-23T15:00+08:00"
            """
        return """
            rehearsal: two visits
            profile: kaohsiung
            at: 2026-11-23T13:00+08:00
            given: worlds/two-centres.yaml
            steps:
              - do: {open: threat-report, as: e, by: zhang, with: {victims: [{person: zhang, protectedAs: social-worker, harm: none}], occurredAt: "2026-11-23T08:30+08:00", kinds: [intimidation], harmStatus: happened}}
              - do: {open: visit, as: v, by: \(worker), unit: north, with: {\(plan)}}
              - do: {action: screen-risk, case: v, by: \(worker), with: {riskTool: 訪視風險檢視表第1版, riskFactors: [violence], atRisk: true, flagsLookedUp: true, riskBasis: 曾揚言攻擊社工}}
              - do: {action: agree-codes, case: v, by: \(worker), with: {safeCode: 晴天, reserveCode: 甲表}}
              - do: {action: submit, case: v, by: \(worker), with: {mode: two-person, companions: [zhang]}}
              - do: {action: approve, case: v, by: \(head), with: {equipment: [{item: phone, decision: issued}]}}
              - do: {action: depart, case: v, by: \(worker), with: {expectedReturn: "2026-11-23T15:00+08:00", equipmentReceived: true, presentCompanions: [zhang]}}
              - do: {action: arrive, case: v, by: \(worker)}
              - do: {open: visit, as: w, by: \(worker), unit: north, with: {\(plan)}}
              - at: 2026-11-23T14:40
            """
    }
}
