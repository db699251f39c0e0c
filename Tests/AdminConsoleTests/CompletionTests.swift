import CaseAPI
import LuaScripting
import Testing

@testable import AdminConsole

@Suite struct `Completion` {
    private let bench = DeskBench()

    private func complete(_ line: String, _ completer: Completer? = nil) -> Completer.Proposal? {
        let breaks = Set(" \t\n\"'=,(){}[];<>+*/~|&".utf8)
        let bytes = Array(line.utf8)
        let start = (bytes.lastIndex { breaks.contains($0) } ?? -1) + 1
        let completer = completer ?? Completer(client: bench.desk.client, session: nil) { 0 }
        return completer.proposal(line: line, start: start, end: bytes.count)
    }

    @Test func `offers commands in the script that was begun`() {
        #expect(complete("\\adv")?.candidates == ["\\advance"])
        #expect(complete("\\下")?.candidates == ["\\下一步"])
        #expect(complete("\\zzz") == nil)
    }

    @Test func `finds a case by any part, and stops where the numbers part`() {
        #expect(complete("\\show 0042")?.shared == Samples.number)
        #expect(complete("\\show 危")?.shared == "危-社工科-115-004")
        #expect(complete("case\"0042")?.shared == Samples.number + "\"")
    }

    @Test func `offers possible actions only`() {
        #expect(complete("\\advance \(Samples.number) ")?.candidates == ["assign-companion"])
        #expect(complete("\\why \(Samples.number) cl") == nil)
    }

    @Test func `offers fields, required and missing ones first, then their values`() {
        let line = "\\advance \(Samples.number) assign-companion "
        #expect(complete(line)?.candidates.first == "companion=")
        #expect(complete(line)?.appends == false)
        #expect(complete(line + "companion=lin ")?.candidates.contains("companion=") == false)
        #expect(complete(line + "kind=")?.candidates == ["threat"])
        #expect(complete(line + "urgent=")?.candidates == ["是", "否"])
    }

    @Test func `offers words of filters, formats and settings`() {
        #expect(complete("\\due 逾")?.candidates == ["逾期"])
        #expect(complete("\\f js")?.shared == "json")
        #expect(complete("\\pset amb")?.candidates == ["ambiguous"])
        #expect(complete("\\pset ambiguous ")?.candidates == ["1", "2", "auto"])
        #expect(complete("\\l 狀")?.candidates == ["狀態="])
        #expect(complete("\\開案 thr")?.candidates == ["threat-report"])
        #expect(complete("\\open threat-report kn")?.candidates == ["knownAt="])
    }

    @Test func `offers people by their accounts, and words behind the names of filters`() {
        let line = "\\advance \(Samples.number) assign-companion "
        #expect(complete(line + "companion=")?.candidates == ["chen", "li"])
        #expect(complete("\\l 承辦=")?.candidates == ["我", "me"])
        #expect(complete("\\l 單位=n")?.shared == "north")
        #expect(complete("\\l 期限=逾")?.shared == "逾期")
        #expect(complete("\\x o")?.candidates == ["on", "off"])
    }

    @Test func `offers folders and files of JSON where a file is asked for`() throws {
        let folder = try PaperFile.folder(holding: ["paper-12.json": "{}", "notes.txt": ""])
        #expect(complete("\\takeover \(folder)/pa")?.candidates == ["paper-12.json"])
        #expect(complete("\\補登 \(folder)/no") == nil)
        #expect(complete("\\takeover \(folder)/pa")?.appends == false)
    }

    @Test func `is silent when the server fails, and waits no longer than 150 ms`() {
        #expect(complete("\\show 0042") != nil)
        #expect(bench.server.requests.last?.milliseconds == 150)
        bench.server.failure = .cancelled
        #expect(complete("\\show 0042") == nil)
    }

    @Test func `remembers answers for 30 seconds`() {
        var now: Int64 = 0
        let completer = Completer(client: bench.desk.client, session: nil) { now }
        for moment: Int64 in [0, 29_999, 30_001] {
            now = moment
            _ = complete("\\show 0042", completer)
        }
        #expect(bench.server.requests.count == 2)
    }

    @Test func `offers cases that were looked at first, even without the server`() {
        let completer = Completer(client: bench.desk.client, session: nil) { 0 }
        completer.remember("\\show 案-9")
        completer.remember("\\l 狀態=x")
        bench.server.failure = .cancelled
        #expect(complete("\\log ", completer)?.candidates == ["案-9"])
    }

    @Test func `never offers what could steer the terminal`() {
        bench.server.answers["GET /api/v1/complete?kind=case&text=x"] = (
            200, ["items": ["x\u{1B}[2J", "x\u{202E}"], "next": .null]
        )
        #expect(complete("\\show x") == nil)
    }
}
