import CaseAPI
import Foundation
import Testing

@testable import AdminConsole

@Suite struct `Commands of output` {
    @Test func `the last result is shown again without asking again`() {
        let bench = DeskBench()
        #expect(bench.run("\\again") == .failed)
        _ = bench.run("\\due")
        let asked = bench.server.requests.count
        #expect(bench.run("\\again csv") == .done)
        #expect(bench.server.requests.count == asked)
        #expect(bench.written.contains("number,title,state"))
        #expect(bench.desk.renderer.format == .table)
    }

    @Test func `results go into a file of one's own, and never over another`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "anwei-o-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = DeskBench()
        #expect(bench.run("\\o \(path)") == .done)
        _ = bench.run("\\due")
        #expect(bench.written.isEmpty)
        #expect(bench.run("\\o") == .done)
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        #expect(text.contains("初報"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(bench.run("\\o \(path)") == .conflict)
        #expect(bench.run("\\o! \(path)") == .done)
        let link = path + ".link"
        defer { try? FileManager.default.removeItem(atPath: link) }
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(bench.run("\\o! \(link)") == .failed)
    }

    @Test func `watching marks the lines that were not there before`() {
        let bench = DeskBench()
        var round = 0
        bench.desk.surroundings.evaluate = { _ in
            round += 1
            bench.desk.emit("same\nround \(round)\n")
        }
        var waits: [Int] = []
        bench.desk.surroundings.wait = {
            waits.append($0)
            return waits.count < 2
        }
        #expect(bench.run("\\watch 5 f()") == .done)
        #expect(waits == [5_000, 5_000])
        #expect(bench.written.contains("same\n» round 2\n"))
        #expect(!bench.written.contains("» same"))
        #expect(bench.run("\\watch 0 f()") == .wrongUse)
        bench.desk.surroundings.wait = nil
        #expect(bench.run("\\watch 1 f()") == .wrongUse)
        #expect(bench.run("\\watch 1 -n 2 f()") == .done)
    }

    @Test func `a long text goes to the pager, but not while it is captured or written to a file`() {
        let bench = DeskBench()
        var paged = 0
        bench.desk.page = { _ in
            paged += 1
            return true
        }
        _ = bench.run("\\due")
        #expect(paged == 1)
        #expect(bench.written.isEmpty)
        _ = bench.run("\\pager off")
        _ = bench.run("\\due")
        #expect(paged == 1)
        #expect(bench.written.contains("初報"))
    }

    @Test func `timing tells the wire from the rest`() {
        let bench = DeskBench()
        bench.desk.surroundings.meter = { (bench.server.requests.count, 1.5) }
        _ = bench.run("\\timing on")
        _ = bench.run("\\due")
        #expect(bench.noted.contains("其中伺服器往返 0.0 ms(1 次請求)"))
    }

    @Test func `conditions and echo`() {
        let bench = DeskBench()
        bench.desk.surroundings.holds = { $0 == "yes" }
        #expect(bench.run("\\if yes \\echo 有  空白") == .done)
        #expect(bench.run("\\if no \\echo 沒有") == .done)
        #expect(bench.run("\\if yes") == .wrongUse)
        #expect(bench.written == "有  空白\n")
    }

    @Test func `a file of Lua cannot smuggle commands in, unless they are asked for`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "anwei-i-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("a = 1\n\\due\nb = 2\n".utf8).write(to: URL(filePath: folder + "/x.lua"))
        let bench = DeskBench()
        var ran: [String] = []
        bench.desk.surroundings.evaluate = { ran.append($0) }
        #expect(bench.run("\\i \(folder)/x.lua") == .done)
        #expect(ran == ["a = 1\n\\due\nb = 2\n"])
        #expect(bench.written.isEmpty)
        ran = []
        #expect(bench.run("\\i \(folder)/x.lua --meta") == .done)
        #expect(ran == ["a = 1\n", "b = 2\n\n"])
        #expect(bench.written.contains("初報"))
        bench.desk.surroundings.snippets = SnippetFolder(path: folder + "/s")
        #expect(bench.run("\\save mine") == .done)
        #expect(bench.run("\\snip mine") == .done)
        #expect(ran.count == 3)
        #expect(bench.run("\\snip ../x") == .wrongUse)
        #expect(bench.run("\\snip none") == .unknown)
    }
}

@Suite struct `Lists of cases` {
    @Test func `take one's own cases and what is due within days`() {
        let bench = DeskBench()
        // Three days are a window of the server's; other numbers are sifted here.
        for window in ["3d", "7d"] {
            bench.server.answers["GET /api/v1/cases?closed=false&party=me&due=\(window)&limit=200"] = (
                200, WireValue(encoding: WirePage(items: [Samples.summary], next: nil))
            )
        }
        #expect(bench.run("\\l 期限<3日 承辦=我 --sort 期限") == .done)
        #expect(bench.written.contains(Samples.number))
        #expect(bench.run("\\l 期限<0日 承辦=我") == .done)
        #expect(bench.run("\\l 承辦=wang") == .wrongUse)
        #expect(bench.run("\\l --sort 顏色") == .wrongUse)
        #expect(bench.run("\\l 期限<很久") == .wrongUse)
    }

    @Test func `stream page after page, with the names of columns once`() {
        let bench = DeskBench(format: .csv)
        let page = WirePage(items: [Samples.summary], next: "c2")
        let last = WirePage(items: [Samples.summary], next: nil)
        bench.server.answers["GET /api/v1/cases?closed=false&limit=200"] = (200, WireValue(encoding: page))
        bench.server.answers["GET /api/v1/cases?closed=false&cursor=c2&limit=200"] = (
            200, WireValue(encoding: last)
        )
        #expect(bench.run("\\l") == .done)
        let lines = bench.written.split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("number,"))
        #expect(bench.desk.renderer.continues == false)
    }

    @Test func `a count that a script expects is held against what is found`() {
        let bench = DeskBench()
        bench.desk.demands.count = 2
        #expect(bench.run("\\l") == .conflict)
        bench.desk.demands.count = 1
        #expect(bench.run("\\l") == .done)
    }

    static let patterns: [(String, String, Bool)] = [
        ("wang", "wang", true), ("wa", "wang", true), ("ang", "wang", false), ("*ang", "wang", true),
        ("w?ng", "wang", true), ("*範*", "王範三", true), ("*", "", true), ("a*b*c", "aXbYc", true),
        ("a*b*c", "aXbY", false), ("**a", "bba", true), ("?", "", false),
    ]

    @Test(arguments: patterns) func `patterns fit`(pattern: String, text: String, fits: Bool) {
        #expect(Glob.fits(pattern, text) == fits)
    }
}

@Suite struct `What a script demands of a write` {
    let line = "\\advance \(Samples.number) assign-companion companion=lin"

    @Test func `the fingerprint of the trial lets the change through, another one does not`() throws {
        let bench = DeskBench()
        #expect(bench.run(line) == .done)
        let shown = try #require(bench.written.split(separator: "\n").first { $0.hasPrefix("指紋") })
        let sha = try #require(shown.split(separator: " ").last)
        #expect(bench.run(line + " --apply --expect-diff 0000-0000-0000-0000") == .conflict)
        #expect(bench.server.posted.allSatisfy { $0.contains("\"dryRun\":true") })
        #expect(bench.run(line + " --apply --expect-diff \(sha)") == .done)
        #expect(bench.server.posted.last?.contains("\"dryRun\":false") == true)
    }

    @Test func `a dry run for all writes nothing, whatever a line says`() {
        let bench = DeskBench()
        bench.desk.demands.isDryRun = true
        bench.desk.applies = true
        #expect(bench.run(line + " --apply") == .done)
        #expect(bench.server.posted.allSatisfy { $0.contains("\"dryRun\":true") })
    }

    @Test func `the number of cases is held against what is touched`() {
        let bench = DeskBench()
        #expect(bench.run(line + " --expect-count 9") == .conflict)
    }
}

@Suite struct `News before the prompt` {
    private func overdue(_ name: String) -> WirePage<WireDeadline> {
        var deadline = Samples.deadline
        deadline.name = name
        return WirePage(items: [deadline], next: nil)
    }

    @Test func `are deadlines missed since the last look, and a server that went and came`() {
        let bench = DeskBench()
        let watch = NewsWatch(client: bench.desk.client, desk: bench.desk)
        let target = "GET /api/v1/deadlines?due=overdue&limit=200"
        bench.server.answers[target] = (200, WireValue(encoding: overdue("first")))
        #expect(watch.news().isEmpty)
        bench.server.answers[target] = (200, WireValue(encoding: overdue("second")))
        #expect(watch.news().map(\.zhHant) == ["※ 逾期:\(Samples.number) 初報"])
        #expect(watch.news().isEmpty)
        bench.server.failure = ConsoleError(.unreachable, "x", "x")
        #expect(watch.news().count == 1)
        #expect(watch.news().isEmpty)
        bench.server.failure = nil
        #expect(watch.news().map(\.zhHant) == ["※ 已恢復連線"])
        #expect(bench.server.requests.allSatisfy { $0.milliseconds <= 150 })
    }
}
