import CaseAPI
import Testing

@testable import AdminConsole

@Suite struct `Commands that look` {
    static let shown: [(String, [String])] = [
        ("\\l", ["危-社工科-115-0042  危害事件通報  已受理  north  115/11/24(二) 09:00", "剩 3 小時"]),
        ("\\案件", ["危-社工科-115-0042"]),
        ("\\show \(Samples.number)", ["事件經過  ○○○", "※ 建議列為重大事件 (K-2.2)", "計-1 (plan)", "某某公所␛[2J"]),
        ("\\log \(Samples.number)", ["   7  115/11/24(二) 09:00  lin     開案   → 已受理  發生地點  K-15"]),
        (
            "\\next \(Samples.number)",
            ["可    assign-companion", "否    close             結案          K-16.0   應填寫處理結果 (要點第16點)"]
        ),
        ("\\why \(Samples.number) close", ["目前不可辦理", "[未定] 應填寫處理結果 — 要點第16點 (K-16.0)", "待填:result"]),
        ("\\form \(Samples.number) assign-companion", ["companion  *", "threat 恐嚇"]),
        ("\\due", ["初報  進行中  115/11/24(二) 12:30  剩 3 小時  K-15.1"]),
        ("\\dw", ["threat-report  危害事件通報              abcdef012345"]),
        ("\\me", ["林示例", "督導@北區"]),
        ("\\verify", ["相符"]),
        ("\\h", ["\\advance", "\\辦理"]),
        ("\\h \\why", ["\\why 危-社工科-115-0001 control-danger", "\\為何"]),
    ]

    @Test(arguments: shown) func `write what is asked for`(line: String, parts: [String]) {
        let bench = DeskBench()
        #expect(bench.run(line) == .done)
        for part in parts { #expect(bench.written.contains(part), "\(bench.written)") }
    }

    @Test func `possible actions stand before refused ones`() {
        let bench = DeskBench()
        _ = bench.run("\\next \(Samples.number)")
        let lines = bench.written.split(separator: "\n")
        #expect(lines.dropFirst(2).first?.hasPrefix("可") == true)
    }

    static let wrong: [(String, ExitCode)] = [
        ("\\show 無", .unknown), ("\\nothing", .wrongUse), ("\\show", .wrongUse),
        ("\\why \(Samples.number)", .wrongUse),
        ("\\due 明年", .wrongUse), ("\\l 顏色=紅", .wrongUse), ("\\l --limit 0", .wrongUse),
        ("\\l --limit", .wrongUse),
        ("\\f xml", .wrongUse), ("\\pset ambiguous 3", .wrongUse), ("\\h nothing", .unknown),
        ("\\advance \(Samples.number) assign-companion --aply", .wrongUse), ("\\l --limt=3", .wrongUse),
        ("\\show \"\(Samples.number)", .wrongUse), ("\\l\n\\verify", .wrongUse),
    ]

    @Test(arguments: wrong) func `say what is wrong with an exit code of its own`(
        line: String,
        code: ExitCode
    ) {
        let bench = DeskBench()
        #expect(bench.run(line) == code)
        #expect(!bench.noted.isEmpty)
        #expect(bench.written.isEmpty)
    }

    @Test func `a mistyped name is answered with the nearest ones`() {
        let bench = DeskBench()
        #expect(bench.run("\\shwo") == .wrongUse)
        #expect(bench.noted.contains("\\show"))
    }

    @Test func `differences found by verification end with 1`() {
        let bench = DeskBench()
        let report = WireVerification(
            ok: false,
            entries: 9,
            cases: 1,
            problems: [WireText(zhHant: "#7 \(Samples.number): 雜湊不符", en: "hash differs")]
        )
        bench.server.answers["POST /api/v1/verify"] = (200, WireValue(encoding: report))
        #expect(bench.run("\\verify") == .failed)
        #expect(bench.written.contains("雜湊不符"))
        #expect(bench.run("\\verify \(Samples.number)") == .failed)
        // The server tells apart what concerns a case.
        #expect(bench.server.posted == ["{}", "{\"case\":\"\(Samples.number)\"}"])
    }

    @Test func `lists follow their cursor and say when there is more`() {
        let bench = DeskBench()
        let page = WirePage(items: [Samples.summary], next: "c2")
        bench.server.answers["GET /api/v1/cases?closed=false&limit=2"] = (200, WireValue(encoding: page))
        bench.server.answers["GET /api/v1/cases?closed=false&cursor=c2&limit=1"] = (
            200, WireValue(encoding: page)
        )
        #expect(bench.run("\\l --limit 2") == .done)
        #expect(bench.noted.contains("已顯示 2 筆,尚有更多"))
    }

    @Test func `filters go to the server under its names`() {
        let bench = DeskBench()
        _ = bench.run("\\l 狀態=received 單位=north 流程=threat-report 結案=否")
        #expect(
            bench.server.requests.last?.target
                == "/api/v1/cases?state=received&unit=north&workflow=threat%2Dreport&closed=false&limit=200"
                .replacing("%2D", with: "-")
        )
    }

    @Test func `the language changes labels and texts`() {
        let bench = DeskBench()
        #expect(bench.run("\\pset lang en") == .done)
        _ = bench.run("\\next \(Samples.number)")
        #expect(bench.written.contains("Assign a companion"))
    }

    @Test func `dates can be shown in the common era`() {
        let bench = DeskBench()
        _ = bench.run("\\pset date iso")
        _ = bench.run("\\due")
        #expect(bench.written.contains("2026-11-24 12:30"))
    }

    @Test func `an option changes the format of one command only`() {
        let bench = DeskBench()
        _ = bench.run("\\due --format json")
        #expect(bench.written.hasPrefix(#"{"rows":[{"clause":"K-15.1""#))
        #expect(bench.desk.renderer.format == .table)
        _ = bench.run("\\f vertical")
        #expect(bench.desk.renderer.format == .vertical)
    }
}

@Suite struct `Commands that change` {
    let path = "/api/v1/cases/\(Samples.number)/actions/assign-companion"

    @Test func `without a person to ask, advance is a dry run`() {
        let bench = DeskBench()
        #expect(bench.run("\\advance \(Samples.number) assign-companion companion=lin") == .done)
        #expect(bench.server.posted == [#"{"data":{"companion":"lin"},"dryRun":true}"#])
        #expect(bench.written.contains("試行"))
        #expect(bench.written.contains("已受理 → 保護中"))
    }

    @Test func `a yes applies what was shown, at the revision that was seen, with a key`() throws {
        let bench = DeskBench()
        var question = ""
        bench.desk.ask = {
            question = $0
            return "是"
        }
        #expect(bench.run("\\辦理 \(Samples.number) assign-companion 陪同人員=lin") == .done)
        let last = try #require(bench.server.requests.last)
        #expect(last.body == #"{"data":{"companion":"lin"},"dryRun":false}"#)
        #expect(last.revision == 3)
        #expect(last.key == "key-1")
        #expect(question.contains(Samples.number))
        #expect(bench.noted.contains("已辦理"))
    }

    @Test(arguments: ["否", "", "不"]) func `any other answer leaves everything as it is`(answer: String) {
        let bench = DeskBench()
        bench.desk.ask = { _ in answer }
        #expect(bench.run("\\advance \(Samples.number) assign-companion companion=lin") == .done)
        #expect(bench.server.posted.count == 1)
    }

    @Test func `apply asks nothing, and its key can be given`() {
        let bench = DeskBench()
        bench.desk.ask = { _ in
            Issue.record("asked")
            return nil
        }
        #expect(bench.run("\\advance \(Samples.number) assign-companion --apply --idem k9") == .done)
        #expect(bench.server.requests.last?.key == "k9")
    }

    @Test func `a refusal ends with 3 and carries its requirements`() {
        let bench = DeskBench()
        #expect(throws: ConsoleError.self) { try bench.desk.run("\\advance \(Samples.number) close") }
        #expect(bench.run("\\advance \(Samples.number) close --apply") == .refused)
        bench.desk.tell(
            WireRefusal(kind: .requirements, requirements: [Samples.requirement], possible: ["x"])
        )
        #expect(bench.noted.contains("[未定] 應填寫處理結果 — 要點第16點 (K-16.0)"))
        #expect(bench.noted.contains("目前可辦:x"))
    }

    @Test func `what a receipt leaves out is told from the case and the form`() {
        let bench = DeskBench()
        var bare = Samples.step(isDryRun: true)
        bare.changed = [WireChange(field: "injured"), WireChange(field: "companion")]
        bench.server.answers["POST \(path) dry"] = (200, WireValue(encoding: bare))
        #expect(bench.run("\\advance \(Samples.number) assign-companion companion=lin") == .done)
        #expect(bench.written.contains("受傷人數  (變更)"), "\(bench.written)")
        #expect(bench.written.contains("陪同人員  ∅ → lin"))
    }

    @Test func `a conflict ends with 5`() {
        let bench = DeskBench()
        bench.server.answers["POST \(path) dry"] = Samples.problem(412, WireRefusal(kind: .conflict), "已被更新")
        #expect(bench.run("\\advance \(Samples.number) assign-companion") == .conflict)
    }

    @Test func `opening names the unit and asks`() {
        let bench = DeskBench()
        #expect(bench.run("\\open threat-report") == .wrongUse)
        #expect(bench.run("\\open threat-report 單位=north") == .notAllowed)
        bench.desk.ask = { _ in "是" }
        let line = "\\開案 threat-report 單位=north companion=lin count=2 獲知時間=\"115/11/24 08:30\""
        #expect(bench.run(line) == .done)
        let data =
            #""data":{"companion":"lin","count":2,"knownAt":{"$timestamp":"2026-11-24T08:30:00+08:00"}}"#
        let place = #""unit":"north","workflow":"threat-report"}"#
        #expect(
            bench.server.posted.suffix(2) == ["{\(data),\"dryRun\":true,\(place)", "{\(data),\(place)"]
        )
    }
}

@Suite struct `The registry` {
    @Test func `no name stands for two commands`() {
        let names = CommandRegistry.all.flatMap(\.allNames)
        #expect(Set(names).count == names.count)
    }

    @Test func `every command has both names, a summary and an example that names it`() {
        for command in CommandRegistry.all {
            #expect(!command.names.isEmpty && !command.chinese.isEmpty)
            #expect(!command.summary.zhHant.isEmpty && !command.summary.en.isEmpty)
            #expect(command.example.hasPrefix("\\" + command.names[0]))
        }
    }

    @Test func `the examples can be read`() throws {
        for command in CommandRegistry.all {
            let input = try CommandInput(words: CommandInput.words(of: command.example))
            #expect(CommandRegistry.command(named: input.name)?.names == command.names)
        }
    }
}
