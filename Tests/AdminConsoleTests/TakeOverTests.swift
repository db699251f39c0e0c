import CaseAPI
import Foundation
import TestFolders
import Testing

@testable import AdminConsole

/// Files for cases from paper.
enum PaperFile {
    static let text = """
        {"workflow": "threat-report", "unit": "north", "data": {"place": "某地"}, "at": "2026-11-20T10:00:00+08:00",
         "paper": {"reference": "簿冊第 12 號"},
         "steps": [{"action": "assign-companion", "data": {}, "at": "2026-11-20T11:00:00+08:00"}]}
        """

    /// A folder of its own with some files.
    static func folder(holding files: [String: String]) throws -> String {
        let folder = try TestFolder.make("paper")
        for (name, text) in files {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        return folder
    }
}

@Suite struct `Taking over a case from paper` {
    private func file(_ text: String = PaperFile.text) throws -> String {
        try PaperFile.folder(holding: ["p.json": text]) + "/p.json"
    }

    private func bench() -> DeskBench {
        let bench = DeskBench()
        bench.server.answers["POST /api/v1/cases dry"] = (
            200, WireValue(encoding: Samples.step(isDryRun: true))
        )
        return bench
    }

    @Test(arguments: ["takeover", "補登"]) func `a dry run shows the claimed steps and asks for nothing else`(
        name: String
    ) throws {
        let bench = bench()
        #expect(bench.run("\\\(name) \(try file()) --dry-run") == .done)
        #expect(bench.server.posted.count == 1)
        let sent = try WireValue(json: bench.server.posted[0])
        var expected = try WireValue(json: PaperFile.text)
        if case .object(let members) = expected {
            expected = .object(members.merging(["dryRun": true]) { $1 })
        }
        #expect(sent == expected)
        for part in ["補登", "試行", "簿冊第 12 號", "2026-11-20T11:00:00+08:00  assign-companion"] {
            #expect(bench.written.contains(part), "\(bench.written)")
        }
    }

    @Test func `it is entered once, with a key, when that is asked for`() throws {
        let bench = bench()
        #expect(bench.run("\\takeover \(try file()) --apply --idem k7") == .done)
        let request = try #require(bench.server.requests.first { $0.method == .post })
        #expect(bench.server.posted.count == 1 && request.key == "k7")
        #expect(try WireValue(json: request.body ?? "") == WireValue(json: PaperFile.text))
        #expect(bench.noted.contains("已補登:\(Samples.number)"))
    }

    @Test func `without somebody to confirm it nothing is entered`() throws {
        let bench = bench()
        #expect(bench.run("\\takeover \(try file())") == .notAllowed)
        #expect(bench.server.posted.count == 1 && bench.server.posted[0].contains("\"dryRun\":true"))
    }

    @Test(arguments: [("{", ExitCode.wrongUse), ("[]", .wrongUse), ("{\"workflow\":\"w\"}", .wrongUse)])
    func `what is no case from paper is not sent`(text: String, code: ExitCode) throws {
        let bench = bench()
        #expect(bench.run("\\takeover \(try file(text)) --apply") == code)
        #expect(bench.server.requests.isEmpty && !bench.noted.isEmpty)
    }

    @Test func `a file that is not there is said so`() {
        let bench = bench()
        #expect(bench.run("\\takeover /nowhere/p.json") == .unknown)
        #expect(bench.noted.contains("/nowhere/p.json"))
    }

    @Test func `a file cannot make a dry run of what is to be entered`() throws {
        let bench = bench()
        let text = PaperFile.text.replacing("{\"workflow\"", with: "{\"dryRun\": true, \"workflow\"")
        #expect(bench.run("\\takeover \(try file(text)) --apply") == .done)
        #expect(!bench.server.posted[0].contains("dryRun"))
    }

    @Test func `a refused step is named`() throws {
        let bench = bench()
        let refusal = WireRefusal(kind: .requirements, requirements: [Samples.requirement], step: 1)
        bench.desk.tell(refusal)
        #expect(bench.noted.contains("補登第2步驟") && bench.noted.contains("應填寫處理結果"))
    }

    @Test func `lists, the case and its history show both times`() {
        let bench = bench()
        let paper = WirePaper(reference: "簿冊第 12 號", reason: "停機", recordedAt: "2026-11-24T01:00:00Z")
        var summary = Samples.summary
        summary.paper = paper
        bench.server.answers["GET /api/v1/cases?closed=false&limit=200"] = (
            200, WireValue(encoding: WirePage(items: [summary]))
        )
        var file = Samples.file
        file.paper = paper
        bench.server.answers["GET /api/v1/cases/\(Samples.number)"] = (200, WireValue(encoding: file))
        var entry = Samples.entry
        entry.claimed = "2026-11-20T02:00:00Z"
        bench.server.answers["GET /api/v1/cases/\(Samples.number)/history"] = (
            200, WireValue(encoding: WirePage(items: [entry]))
        )
        #expect(bench.run("\\l") == .done)
        #expect(bench.written.contains("已受理 補登(簿冊第 12 號,登錄 115/11/24(二) 09:00)"))
        #expect(bench.run("\\show \(Samples.number)") == .done)
        #expect(bench.written.contains("停機"))
        #expect(bench.run("\\log \(Samples.number)") == .done)
        #expect(bench.written.contains("115/11/20(五) 10:00 補登 115/11/24(二) 09:00"), "\(bench.written)")
    }
}
