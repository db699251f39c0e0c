import CaseAPI
import LuaScripting
import Testing

@testable import AdminConsole

/// The commands of change sets: what is asked of the server, what is asked of a person, and what is shown.
@Suite struct `Change sets` {
    private static func view(_ state: String = "draft", operations: Int = 0) -> WireValue {
        let list = (0..<operations).map {
            WireValue.object(["number": .int(Int64($0 + 1)), "verb": "setfield"])
        }
        let one: WireValue = ["number": .string(Samples.number), "revision": 3, "operations": .list(list)]
        return [
            "id": "D-7", "text": "補正獲知時間", "state": .string(state), "author": "lin",
            "fingerprint": "7f3a91c2",
            "cases": operations == 0 ? .list([]) : .list([one]), "needsSecond": true,
        ]
    }

    private func bench(operations: Int = 1) -> DeskBench {
        let bench = DeskBench()
        let set = "/api/v1/change-sets/D-7"
        bench.server.answers["POST /api/v1/change-sets"] = (201, Self.view())
        bench.server.answers["POST /api/v1/migrations"] = (201, Self.view(operations: operations))
        bench.server.answers["GET \(set)"] = (200, Self.view(operations: operations))
        bench.server.answers["POST \(set)/operations"] = (200, Self.view(operations: 1))
        bench.server.answers["POST \(set)/drop"] = (200, Self.view())
        bench.server.answers["POST \(set)/propose"] = (200, Self.view("proposed", operations: 1))
        bench.server.answers["POST \(set)/approve"] = (200, Self.view("applied", operations: 1))
        bench.server.answers["POST \(set)/reject"] = (200, Self.view("rejected", operations: 1))
        bench.server.answers["POST \(set)/withdraw"] = (200, Self.view("withdrawn", operations: 1))
        return bench
    }

    static let asked: [(String, String)] = [
        (
            "\\add \(Samples.number) setfield place=公所",
            #"{"case":"危-社工科-115-0042","field":"place","value":"公所","verb":"setfield"}"#
        ),
        (
            "\\add \(Samples.number) retime v4 at=\"115/11/23 22:40\"",
            #"{"at":{"$timestamp":"2026-11-23T22:40:00+08:00"},"case":"危-社工科-115-0042","entry":4,"verb":"retime"}"#
        ),
        ("\\add \(Samples.number) void 4", #"{"case":"危-社工科-115-0042","entry":4,"verb":"void"}"#),
        (
            "\\add \(Samples.number) restate closed",
            #"{"case":"危-社工科-115-0042","state":"closed","verb":"restate"}"#
        ),
        (
            "\\add \(Samples.number) reassign from=lin to=chen",
            #"{"case":"危-社工科-115-0042","from":"lin","to":"chen","verb":"reassign"}"#
        ),
        ("\\add \(Samples.number) recompute", #"{"case":"危-社工科-115-0042","verb":"recompute"}"#),
        ("\\drop 1", #"{"operation":1}"#),
    ]

    @Test(arguments: asked) func `say exactly what is to be put right`(line: String, body: String) {
        let bench = bench()
        _ = bench.run("\\begin 補正獲知時間")
        #expect(bench.run(line) == .done, "\(bench.noted)")
        #expect(bench.server.posted.last == body)
        #expect(bench.written.contains("D-7「補正獲知時間」"))
    }

    @Test func `undo what a receipt names`() {
        let bench = bench()
        #expect(bench.run("\\begin 撤銷 --undo 更-115-0001") == .done)
        #expect(bench.server.posted.last == #"{"text":"撤銷","undo":"更-115-0001"}"#)
    }

    @Test func `are proposed once their cases were counted, with the fingerprint that was shown`() {
        let bench = bench()
        let line = "\\propose D-7 code=entry-error text=登錄錯誤 basis=電話紀錄"
        #expect(bench.run(line) == .notAllowed)
        #expect(bench.noted.contains("--apply"))
        var questions: [String] = []
        bench.desk.ask = { question in
            questions.append(question)
            return questions.count == 1 ? "2" : "1"
        }
        #expect(bench.run(line) == .notAllowed)
        #expect(bench.server.posted.isEmpty)
        #expect(bench.run(line) == .done)
        #expect(questions == Array(repeating: "請輸入案件數 (1) 以確認:", count: 2))
        #expect(
            bench.server.posted.last
                == #"{"basis":"電話紀錄","code":"entry-error","count":1,"fingerprint":"7f3a91c2","text":"登錄錯誤"}"#
        )
        #expect(bench.run(line + " --urgent 趙示十 --apply") == .done)
        #expect(bench.server.posted.last?.contains(#""consent":"趙示十""#) == true)
    }

    @Test func `are agreed to after a look, by the digits of the case`() {
        let bench = bench()
        bench.desk.ask = { _ in "0042" }
        #expect(bench.run("\\approve D-7") == .done)
        #expect(bench.server.posted.last == #"{"digits":"0042","fingerprint":"7f3a91c2"}"#)
        #expect(bench.written.contains("[已執行]"))
        #expect(bench.run("\\reject D-7 text=依據不符") == .done)
        #expect(bench.written.contains("[已退回]"))
        #expect(bench.run("\\withdraw D-7") == .done)
        #expect(bench.written.contains("[已撤回]"))
    }

    @Test func `stand in the prompt while they are drafts, and are said before somebody leaves`() {
        let bench = bench()
        bench.desk.ask = { _ in nil }
        _ = bench.run("\\begin 補正獲知時間")
        #expect(bench.desk.openChanges == 0)
        _ = bench.run("\\add \(Samples.number) recompute")
        #expect(bench.desk.openChanges == 1)
        #expect(bench.run("\\q") == .done)
        #expect(!bench.desk.isOver)
        #expect(bench.noted.contains("D-7 尚未提出"))
        #expect(bench.run("\\q") == .done)
        #expect(bench.desk.isOver)
        _ = bench.run("\\withdraw")
        #expect(bench.desk.openChanges == nil)
    }

    @Test func `take over all cases of a workflow, or those that are named`() {
        let bench = bench()
        #expect(bench.run("\\migrate 修正 --workflow threat-report a=b") == .done)
        #expect(bench.server.posted.last == #"{"states":{"a":"b"},"text":"修正","workflow":"threat-report"}"#)
        #expect(bench.run("\\migrate 修正 \(Samples.number)") == .done)
        #expect(bench.server.posted.last == #"{"cases":["危-社工科-115-0042"],"states":{},"text":"修正"}"#)
        #expect(bench.run("\\migrate 修正") == .wrongUse)
    }

    @Test func `hand over the cases in whose data somebody stands, and no others`() {
        let bench = bench()
        #expect(bench.run("\\handover lin chen") == .unknown)
        #expect(bench.noted.contains("查無此人員「lin」"))
        #expect(bench.run("\\handover li chen") == .done)
        #expect(bench.noted.contains("查無 li 承辦之未結案件"))
        // Whoever reads less is told that there may be more.
        #expect(bench.noted.contains("另有 1 件含遮蔽欄位") == !Samples.file.masked.isEmpty)
        var file = Samples.file
        file.data["companion"] = .list([["person": "li"]])
        bench.server.answers["GET /api/v1/cases/\(Samples.number)"] = (200, WireValue(encoding: file))
        #expect(bench.run("\\handover li chen 離職") == .done)
        #expect(
            bench.server.posted.suffix(2) == [
                #"{"text":"離職"}"#,
                #"{"case":"危-社工科-115-0042","from":"li","to":"chen","verb":"reassign"}"#,
            ]
        )
        #expect(bench.noted.contains("列入 1 件"))
        // Somebody who has left is listed no more, and has cases all the same.
        file.data["companion"] = "gone"
        bench.server.answers["GET /api/v1/cases/\(Samples.number)"] = (200, WireValue(encoding: file))
        #expect(bench.run("\\handover gone chen") == .done)
        #expect(bench.run("\\handover chen gone") == .unknown)
    }

    @Test func `offer their verbs, a case's fields and people`() {
        let bench = bench()
        let completer = Completer(client: bench.desk.client, session: nil) { 0 }
        func candidates(_ line: String) -> [String] {
            let bytes = Array(line.utf8)
            let start = (bytes.lastIndex { $0 == 32 || $0 == 61 } ?? -1) + 1
            return completer.proposal(line: line, start: start, end: bytes.count)?.candidates ?? []
        }
        #expect(candidates("\\add \(Samples.number) re") == ["retime", "restate", "reassign", "recompute"])
        #expect(candidates("\\add \(Samples.number) setfield pl") == ["place="])
        #expect(candidates("\\add \(Samples.number) reassign to=ch") == ["chen"])
    }
}

@Suite struct `Actions in few words` {
    @Test func `somebody is assigned by the one action that does it`() {
        let bench = DeskBench()
        #expect(bench.run("\\assign \(Samples.number) chen --dry-run") == .done, "\(bench.noted)")
        #expect(bench.server.posted.last == #"{"data":{"companion":"chen"},"dryRun":true}"#)
    }

    @Test func `where no action takes a note that is said with what is possible`() {
        let bench = DeskBench()
        #expect(bench.run("\\note \(Samples.number) 已聯繫") == .refused)
        #expect(bench.noted.contains("沒有可登錄註記的動作"))
        #expect(bench.noted.contains("assign-companion"))
    }

    @Test func `a day off is shown, then asked, then registered`() {
        let bench = DeskBench()
        let moved: WireValue = [
            "number": .string(Samples.number), "name": "review", "title": ["zh-Hant": "複查", "en": "Review"],
            "before": "2026-12-01T16:00:00Z", "after": "2026-12-02T16:00:00Z",
        ]
        func answer(_ isDryRun: Bool) -> WireValue {
            ["date": "2026-12-01", "name": "颱風停止上班", "dryRun": .bool(isDryRun), "moved": .list([moved])]
        }
        bench.server.answers["POST /api/v1/calendar dry"] = (200, answer(true))
        bench.server.answers["POST /api/v1/calendar"] = (200, answer(false))
        #expect(bench.run("\\停班 115/12/01 颱風停止上班") == .done)
        #expect(bench.server.posted == [#"{"date":"2026-12-01","dryRun":true,"name":"颱風停止上班"}"#])
        #expect(bench.written.contains("複查"))
        bench.desk.ask = { _ in "是" }
        #expect(bench.run("\\dayoff 115/12/01 颱風停止上班") == .done)
        #expect(bench.server.posted.last == #"{"date":"2026-12-01","dryRun":false,"name":"颱風停止上班"}"#)
        #expect(bench.run("\\dayoff 115/12/01") == .wrongUse)
        #expect(bench.run("\\dayoff 後年 x") == .wrongUse)
    }
}
