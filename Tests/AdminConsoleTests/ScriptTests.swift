import CaseAPI
import LuaScripting
import Testing

@testable import AdminConsole

/// Scripts over the console's own prelude and a fake server.
private final class ScriptBench {
    let bench = DeskBench()
    let scripts: ScriptDesk
    let session: LuaSession

    init?() {
        scripts = ScriptDesk(desk: bench.desk)
        guard let session = LuaSession(host: scripts), session.loadPrelude(LuaPrelude.source) == .done else {
            return nil
        }
        self.session = session
    }

    /// What a script wrote, or how it ended.
    func run(_ source: String) -> String {
        let before = bench.written.count
        switch session.evaluate(source) {
        case .done: return String(bench.written.dropFirst(before))
        case .incomplete: return "incomplete"
        case .exited(let code): return "exit \(code)"
        case .failed(let failure):
            let error = ConsoleError(failure, source: source)
            return "\(error.code): \(error.text.zhHant)"
        }
    }
}

@Suite(.enabled(if: LuaSession.release != nil)) struct `Scripts` {
    static let expressions: [(String, String)] = [
        ("1 + 1", "2\n"),
        ("c.state", "received\n"),
        ("c.ver", "3\n"),
        ("c['受傷人數'] + c.injured", "2\n"),
        ("tostring(c)", "case 危-社工科-115-0042 v3\n"),
        ("c.parent", ""),
        ("c.narrative", ""),
        ("#c:next()", "2\n"),
        ("c:next()[1].name", "close\n"),
        ("#c:history()", "1\n"),
        ("#cases{limit = 200}", "1\n"),
        ("cases{limit = 200}:limit(0):count()", "0\n"),
        ("for x in cases{limit = 200} do print(x.number) end", "危-社工科-115-0042\n"),
        ("(case.try('none'))", ""),
        ("select(2, case.try('none')).code", "unknown\n"),
        ("select(2, pcall(case, 'none')).zh", "查無此案件\n"),
        ("print((c:can('close')))", "false\n"),
        ("select(2, c:can('close'))[1].clause", "K-16.0\n"),
        ("print((c:can('assign-companion', {companion = 'lin'})))", "true\n"),
        ("me().name", "林示例\n"),
        ("confirm('x')", "false\n"),
        ("printf('%s|%d\\n', '甲', 3)", "甲|3\n"),
        ("os.date('%F %T', 1795482000)", "2026-11-24 09:00:00\n"),
        ("os.date('%Y', -86400 * 365)", "1969\n"),
        ("os.time()", "1795482000\n"),
        ("roc('2026-11-24T01:00:00Z')", "115/11/24(二) 09:00\n"),
        ("text.trim('  甲 乙\\n') .. '|' .. text.trim('') .. '|' .. text.trim('   ')", "甲 乙||\n"),
        ("table.concat(text.split('a--b--', '--'), '|')", "a|b|\n"),
        ("out.json({a = {1, 2}})", "{\"a\":[1,2]}\n"),
        ("p(7)", "7\n"),
        ("#cases{['承辦'] = '我', limit = 200}", "0\n"),
        ("#people('*測*')", "1\n"), ("people()[1].name", "陳測二\n"), ("units()[1].id", "north\n"),
        ("count({{a = 1}, {a = 2}, {a = 1}}, 'a')['1']", "2\n"), ("count{1, 2}", "2\n"),
        ("group({{a = 'x'}, {a = 'y'}}, 'a').x[1].a", "x\n"),
        ("mask.name('王小明') .. mask.name('李四') .. mask.name('歐')", "王○明李○歐\n"),
        ("date.roc('2026-11-24')", "115/11/24(二)\n"), ("date.iso('115/11/24')", "2026-11-24\n"),
        ("date.add('115/11/30', 2)", "2026-12-02\n"), ("date.diff('115/11/24', '明日')", "1\n"),
        ("p(workflow('threat-report').deadlines[1].name)", "companion\n"),
        ("rules('threat-report')[1].clause", "K-15.1b\n"),
    ]

    @Test(arguments: expressions) func `see cases as they are`(source: String, output: String) throws {
        let bench = try #require(ScriptBench())
        _ = bench.run("c = case '\(Samples.number)'")
        #expect(bench.run(source) == output)
    }

    static let shown: [(String, String)] = [
        ("c", "危-社工科-115-0042  危害事件通報  v3"), ("c:history()", "115/11/24(二) 09:00  lin"),
        ("c:next()", "可    assign-companion"), ("c:form('assign-companion')", "companion  *"),
        ("c:why 'close'", "[未定] 應填寫處理結果"), ("c:deadlines()", "進行中"), ("deadlines()", "進行中"),
        ("cases{limit = 200}", "剩 3 小時"), ("c:advance('assign-companion', {companion = 'lin'})", "[試行]"),
        ("out.table({{a = 1, b = '甲'}}, {cols = {'b', 'a'}})", "b   a\n--  -\n甲  1"), ("{}", "(無結果)"),
        ("out.csv({{a = '=1'}})", "a\r\n'=1\r\n"),
    ]

    @Test(arguments: shown) func `show what they have as the commands do`(source: String, part: String) throws
    {
        let bench = try #require(ScriptBench())
        _ = bench.run("c = case '\(Samples.number)'")
        let output = bench.run(source)
        #expect(output.contains(part), "\(output)")
    }

    static let errors: [(String, String)] = [
        ("c.stat", "wrongUse: 案件沒有「stat」;是否為 state"), ("c.x = 1", "wrongUse: 案件不可改寫"),
        ("case('none')", "unknown: 查無此案件"), ("c.next()", "wrongUse: 請用冒號呼叫"),
        ("c:advance('assign-companion', {companon = 'x'})", "wrongUse: 表單無欄位「companon」"),
        ("c:why()", "wrongUse: 請指定動作名稱"), ("case(7)", "wrongUse: 案號須為字串"),
        ("cases{stat = 'x'}", "wrongUse: 無此篩選「stat」"), ("open()", "wrongUse: 用法"),
        ("error('自己的')", "failed: 輸入:1: 自己的"), ("exit(7)", "exit 7"), ("print(“x”)", "請改用半形引號"),
        ("date.add('115/11/30', 2, '週')", "wrongUse: date.add 的單位為 日 或 工作日"), ("date.roc('後年')", "wrongUse"),
        ("takeover{workflow = 'x'}", "wrongUse: takeover 須有"), ("workflow('none')", "unknown"),
        ("setmetatable(c, {})", "cannot change a protected metatable"),
    ]

    @Test(arguments: errors) func `hear what is wrong`(source: String, part: String) throws {
        let bench = try #require(ScriptBench())
        _ = bench.run("c = case '\(Samples.number)'")
        let output = bench.run(source)
        #expect(output.contains(part), "\(output)")
    }

    @Test func `cannot apply what nobody confirmed`() throws {
        let bench = try #require(ScriptBench())
        _ = bench.run("d = case('\(Samples.number)'):advance('assign-companion', {companion = 'lin'})")
        #expect(bench.run("d:apply()").hasPrefix("notAllowed"))
        #expect(bench.run("d:apply('other')").hasPrefix("notAllowed"))
        #expect(bench.bench.server.posted.allSatisfy { $0.contains("\"dryRun\":true") })
        #expect(bench.run("d:apply(d.sha)").contains("已辦理"))
        let last = try #require(bench.bench.server.requests.last)
        #expect(last.revision == 3)
        #expect(last.body == #"{"data":{"companion":"lin"},"dryRun":false}"#)
    }

    @Test func `a case from paper is tried, and entered after a yes`() throws {
        let bench = try #require(ScriptBench())
        let what =
            "workflow = 'threat-report', unit = 'north', at = '2026-11-20T01:00:00Z',"
            + " paper = {reference = '紙-12'}, data = {knownAt = '2026-11-20T01:00:00Z'}"
        #expect(bench.run("takeover{\(what)}").hasPrefix("notAllowed"))
        #expect(bench.run("takeover{\(what), apply = true}.number") == "\(Samples.number)\n")
        #expect(bench.bench.server.posted.count == 3)
        #expect(
            bench.bench.server.posted.last?.contains(#""knownAt":{"$timestamp":"2026-11-20T01:00:00Z"}"#)
                == true
        )
        #expect(bench.bench.server.posted.last?.contains("apply") == false)
    }

    @Test func `opening a case wants a yes, or apply in so many words`() throws {
        let bench = try #require(ScriptBench())
        let what = "workflow = 'threat-report', unit = 'north', data = {injured = 1}"
        #expect(bench.run("open{\(what)}").hasPrefix("notAllowed"))
        #expect(bench.bench.server.posted.isEmpty)
        #expect(bench.run("open{\(what), apply = true}.number") == "\(Samples.number)\n")
        #expect(
            bench.bench.server.posted == [
                #"{"data":{"injured":1},"unit":"north","workflow":"threat-report"}"#
            ]
        )
    }

    @Test func `a person's yes applies, anything else does not`() throws {
        let bench = try #require(ScriptBench())
        bench.bench.desk.ask = { _ in "否" }
        _ = bench.run("d = case('\(Samples.number)'):advance('assign-companion', {companion = 'lin'})")
        #expect(bench.run("d:apply()").hasPrefix("notAllowed"))
        bench.bench.desk.ask = { _ in "是" }
        #expect(bench.run("d:apply()").contains("已辦理"))
    }

    @Test func `the types of values survive the way through a script`() throws {
        let bench = try #require(ScriptBench())
        _ = bench.run(
            "d = case('\(Samples.number)'):advance('assign-companion', {count = 2, weight = 2.0, "
                + "knownAt = '115/11/24 09:00', urgent = true}) d:apply(d.sha)"
        )
        #expect(
            bench.bench.server.posted.last
                == #"{"data":{"count":2,"knownAt":{"$timestamp":"2026-11-24T09:00:00+08:00"},"#
                + #""urgent":true,"weight":2.0},"dryRun":false}"#
        )
    }

    @Test func `a refused trial says so, and its requirements can be read`() throws {
        let bench = try #require(ScriptBench())
        _ = bench.run("d = case('\(Samples.number)'):advance('close')")
        #expect(bench.run("print(d.ok, d.refusals[1].clause)") == "false\tK-16.0\n")
        _ = bench.run("d")
        #expect(bench.bench.noted.contains("應填寫處理結果 (K-16.0)"))
    }

    @Test func `text of a case that is printed cannot steer the terminal`() throws {
        let bench = try #require(ScriptBench())
        #expect(bench.run("print(case('\(Samples.number)').place)") == "某某公所␛[2J\n")
        #expect(bench.run("case('\(Samples.number)').place") == "某某公所␛[2J\n")
    }

    @Test func `what a script overwrites harms only itself`() throws {
        let bench = try #require(ScriptBench())
        _ = bench.run("table.sort = nil string.find = nil pairs = nil type = nil table.concat = nil")
        #expect(bench.run("case('\(Samples.number)').stat").hasPrefix("wrongUse"))
        #expect(bench.run("case '\(Samples.number)'").contains("危害事件通報"))
    }

    @Test func `earlier values have names`() throws {
        let bench = try #require(ScriptBench())
        _ = bench.run("41")
        _ = bench.run("42")
        #expect(bench.run("_ .. _1") == "4241\n")
    }

    @Test func `proxies complete their members`() throws {
        let bench = try #require(ScriptBench())
        _ = bench.run("c = case '\(Samples.number)'")
        #expect(bench.session.completions(of: "c:hi") == ["history"])
        #expect(bench.session.completions(of: "c.發生") == ["發生地點"])
    }
}
