import CaseAPI
import Testing

@testable import AdminConsole

@Suite struct `Lists and records as people type them` {
    private let reader = FieldReader(fields: Samples.fields, today: WireTime(seconds: 1_795_482_000))

    private func value(_ name: String, _ text: String) throws(ConsoleError) -> WireValue? {
        try reader.values(of: [.init(name: name, value: text)])[name]
    }

    static let lists: [(String, String, WireValue)] = [
        ("kinds", "intimidation,attack", ["intimidation", "attack"]),
        ("kinds", "恐嚇、身體攻擊", ["intimidation", "attack"]),
        ("kinds", #"["attack"]"#, ["attack"]),
        ("victims", "person:chen,harm:injured", [["person": "chen", "harm": "injured"]]),
        (
            "victims", "人員:chen,傷亡情形:受傷;person:li",
            [["person": "chen", "harm": "injured"], ["person": "li"]]
        ),
        ("victims", #"[{"person":"chen"}]"#, [["person": "chen"]]),
        ("tags", "a, b", ["a", "b"]),
        // What people write holds commas; only where another member begins does one end a value.
        ("victims", "person:甲，乙，丙,harm:受傷", [["person": "甲，乙，丙", "harm": "injured"]]),
        ("victims", "person:陳測二 (chen)；人員:li", [["person": "chen"], ["person": "li"]]),
        ("victims", "(1) person:chen; (2) person:li", [["person": "chen"], ["person": "li"]]),
    ]

    @Test(arguments: lists) func `become what the form wants`(
        name: String,
        text: String,
        wanted: WireValue
    ) throws {
        #expect(try value(name, text) == wanted)
    }

    @Test(arguments: [
        ("kinds", "flood"), ("victims", "chen"), ("victims", "name:chen"), ("victims", "harm:tired"),
        ("victims", "person:a,person:b"), ("kinds", "[1"),
    ]) func `are refused with how they are written`(name: String, text: String) {
        #expect(throws: ConsoleError.self) { try value(name, text) }
    }

    @Test func `are offered by completion`() throws {
        let victims = try #require(Samples.fields.first { $0.name == "victims" })
        #expect(FieldReader.candidates(of: victims) == ["person:", "harm:injured"])
    }
}

@Suite struct `Asking for a form` {
    private func bench(_ answers: [String?]) -> DeskBench {
        let bench = DeskBench()
        var rest = answers[...]
        bench.desk.ask = { _ in rest.popFirst() ?? nil }
        return bench
    }

    @Test func `asks for what is required first, shows what would happen, and then asks`() {
        let bench = bench(["", "lin", "x", "3", ".", "是"])
        #expect(bench.run("\\open threat-report 單位=north") == .done)
        #expect(bench.noted.contains("「陪同人員」為必填"))
        #expect(bench.noted.contains("「x」須為整數"))
        #expect(
            bench.server.posted.first
                == #"{"data":{"companion":"lin","count":3},"dryRun":true,"unit":"north","workflow":"threat-report"}"#
        )
        #expect(bench.server.posted.count == 2)
        #expect(bench.written.contains("試行"))
    }

    @Test(arguments: [[nil], ["lin", nil], ["lin", "", nil]] as [[String?]])
    func `abandoned, nothing was sent`(answers: [String?]) {
        let bench = bench(answers)
        #expect(bench.run("\\open threat-report 單位=north") == .interrupted)
        #expect(bench.server.posted.isEmpty)
        #expect(bench.noted.contains("未變更任何資料"))
    }

    @Test func `advance asks for required fields that were not typed, and for these only`() {
        let bench = bench(["lin", "是"])
        #expect(bench.run("\\advance \(Samples.number) assign-companion count=2") == .done)
        #expect(bench.server.posted.last == #"{"data":{"companion":"lin","count":2},"dryRun":false}"#)
    }

    @Test(arguments: ["--apply", "--dry-run"]) func `is never done where nobody wants to be asked`(
        flag: String
    ) {
        let bench = DeskBench()
        bench.desk.ask = { _ in
            Issue.record("asked")
            return nil
        }
        _ = bench.run("\\advance \(Samples.number) assign-companion \(flag)")
        #expect(bench.server.posted.first?.hasPrefix(#"{"data":{},"#) == true)
    }

    @Test func `the form of opening a case is shown for a workflow's name`() {
        let bench = DeskBench()
        #expect(bench.run("\\form threat-report") == .done)
        #expect(bench.written.contains("多筆細目"))
        #expect(bench.written.contains("harm 傷亡情形[injured 受傷]"))
        #expect(bench.run("\\form no-such-flow") == .unknown)
        #expect(bench.noted.contains("threat-report(危害事件通報)"))
    }
}

@Suite struct `Deadlines for people` {
    private func deadline(_ state: String, _ change: (inout WireDeadline) -> Void = { _ in }) -> WireDeadline
    {
        var deadline = Samples.deadline
        deadline.state = state
        change(&deadline)
        return deadline
    }

    @Test func `a stopwatch says how long it has run`() {
        let bench = DeskBench()
        let watch = deadline("running") {
            $0.due = nil
            $0.from = "2026-11-24T00:48:00Z"
        }
        #expect(bench.desk.left(watch) == "已 12 分")
    }

    @Test func `missed, met, met late and entered late are told apart`() {
        let desk = DeskBench().desk
        let due = "2026-11-24T04:30:00Z"
        let before = "2026-11-24T04:29:59Z"
        #expect(desk.stateName(deadline("missed")) == "逾期")
        #expect(desk.stateName(deadline("met") { $0.satisfiedAt = before }) == "已履行")
        #expect(desk.stateName(deadline("met") { $0.satisfiedAt = due }) == "逾期履行")
        let late = deadline("met") {
            $0.satisfiedAt = before
            $0.recordedAt = due
        }
        #expect(desk.stateName(late) == "已履行(補登)")
    }

    @Test func `the wall is grouped, and a waiting deadline names its field`() {
        let bench = DeskBench()
        let items = [
            deadline("waiting") {
                $0.due = nil
                $0.waitsFor = ["place"]
            },
            deadline("running") { $0.due = "2026-11-27T04:30:00Z" }, deadline("running"),
            deadline("missed") { $0.due = "2026-11-23T04:30:00Z" },
        ]
        bench.server.answers["GET /api/v1/deadlines?limit=200"] = (
            200, WireValue(encoding: WirePage(items: items))
        )
        #expect(bench.run("\\due") == .done)
        let groups = bench.written.split(separator: "\n").filter { $0.hasPrefix("[") }
        #expect(groups == ["[逾期]  1", "[今日]  1", "[3日內]  1", "[未定]  1"])
        #expect(bench.written.contains("待填 發生地點"))
        #expect(bench.written.contains("逾 20 小時"))
    }
}

@Suite struct `Reasons for people` {
    @Test func `a requirement that holds does not repeat the sentence of its refusal`() {
        let bench = DeskBench()
        var met = Samples.requirement
        met.outcome = .met
        met.missing = []
        met.reads = [WireReading(field: "place"), WireReading(field: "narrative")]
        let reasons = WireReasons(
            action: "close",
            requirements: [met],
            possible: true,
            permitted: true,
            by: ["supervisor", "other-role"]
        )
        bench.server.answers["GET /api/v1/cases/\(Samples.number)/actions/close/why"] = (
            200, WireValue(encoding: reasons)
        )
        #expect(bench.run("\\why \(Samples.number) close") == .done)
        #expect(!bench.written.contains("應填寫處理結果"))
        #expect(bench.written.contains("[符合] 要點第16點 (K-16.0)"))
        #expect(bench.written.contains("事件經過=○○○"))
        #expect(bench.written.contains("可辦理者:督導、other-role(您可辦理)"))
    }

    @Test func `a refusal has a line for each requirement, and says who may act`() {
        let bench = DeskBench()
        var unmet = Samples.requirement
        unmet.outcome = .notMet
        unmet.missing = []
        let refusal = WireRefusal(
            kind: .requirements,
            requirements: [unmet, Samples.requirement],
            action: "close",
            by: ["unit-head"]
        )
        let error = ConsoleError(
            WireProblem(type: "/problems/requirements", title: "x", status: 422, refusal: refusal)
        )
        #expect(error.code == .refused)
        #expect(error.text.zhHant == "無法辦理「close」:2 項要件未符合")
        bench.desk.tell(refusal)
        #expect(bench.noted.contains("[不符] 應填寫處理結果 — 要點第16點 (K-16.0)\n"))
        #expect(bench.noted.contains("[未定] 應填寫處理結果"))
        #expect(bench.noted.contains("可辦理者:單位主管"))
    }
}

@Suite struct `Narrow terminals` {
    @Test(arguments: [110, 80, 60, 30]) func `nothing is wider than the terminal`(columns: Int) {
        let bench = DeskBench()
        bench.desk.renderer.columns = columns
        for line in ["\\l", "\\show \(Samples.number)", "\\due", "\\log \(Samples.number)", "\\h"] {
            #expect(bench.run(line) == .done)
        }
        for line in bench.written.split(separator: "\n") {
            #expect(bench.desk.renderer.width.columns(of: line) <= columns, "\(line)")
        }
    }

    @Test func `a list that does not fit stands upright, and in a pipe it stays a table`() {
        let bench = DeskBench()
        bench.desk.renderer.columns = 60
        _ = bench.run("\\l")
        #expect(bench.written.hasPrefix("-[ 1 ]-\n案號      危-社工科-115-0042\n"))
        let pipe = DeskBench()
        _ = pipe.run("\\l")
        #expect(pipe.written.hasPrefix("案號 "))
    }

    @Test func `the list leaves out what is closed unless somebody asks`() {
        let bench = DeskBench()
        #expect(bench.run("\\l") == .done)
        #expect(bench.noted.contains("1 筆未結案件"))
        for line in ["\\l 全部", "\\l --all"] {
            #expect(bench.run(line) == .done)
            #expect(bench.server.requests.last?.target == "/api/v1/cases?limit=200")
        }
        #expect(bench.run("\\l 其他") == .wrongUse)
    }
}

@Suite struct `Days by their words` {
    @Test(arguments: [
        ("今日 08:30", "2026-11-24T08:30:00+08:00"), ("昨日 15:00", "2026-11-23T15:00:00+08:00"),
        ("today 00:01", "2026-11-24T00:01:00+08:00"),
    ]) func `are read with their time`(text: String, wanted: String) throws {
        let reader = FieldReader(fields: Samples.fields, today: WireTime(seconds: 1_795_482_000))
        #expect(try reader.values(of: [.init(name: "knownAt", value: text)])["knownAt"] == .timestamp(wanted))
        #expect(try reader.values(of: [.init(name: "day", value: "昨日")])["day"] == "2026-11-23")
    }
}
