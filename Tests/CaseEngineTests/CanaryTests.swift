import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Foundation
import Testing
import Values

/// Nothing sensitive stands in clear anywhere in the database's files, whatever way it came in.
@Suite struct CanaryTests {
    private static let canary = "KANARIENVOGEL7f3a"

    private static func files(in folder: URL) throws -> [(String, Data)] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
    }

    private static func play(_ bench: Bench) async throws {
        var report = World.report
        report["narrative"] = .string("\(canary) 一")
        let number = try bench.open(report, key: "key \(canary)").number
        _ = try bench.act("describe", number, ["narrative": .string("\(canary) 二")], by: "lin").get()
        // Refused: as a field's name, as a value of the wrong kind, as an action, as a workflow, dry.
        _ = try bench.act("describe", number, ValueMap([(canary, .int(1))]), by: "lin")
        _ = try bench.act("describe", number, ["injured": .string(canary)], by: "lin")
        _ = try bench.act(
            "describe",
            number,
            ["harmers": .list([.map(ValueMap([(canary, .string("x"))]))])],
            by: "lin"
        )
        _ = try bench.act(canary, number, by: "lin")
        _ = try bench.act("describe", number, ["narrative": .string(canary)], by: "lin", isDryRun: true)
        _ = try bench.engine.perform(
            Request(account: "lin", command: .open(workflow: canary, unit: "north", data: report))
        )
        _ = try await bench.engine.view(number: number, as: "chen")
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        try bench.engine.fireDue()
        try bench.engine.issueToken(for: "lin", token: canary)
    }

    @Test func `No sensitive value stands in clear in the files of the database`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "anwei-canary-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bench = try Bench(storage: try SQLiteStorage(path: folder.appending(path: "case.db").path))
        try await CanaryTests.play(bench)
        for moment in ["open", "closed"] {
            if moment == "closed" { try bench.engine.stop() }
            let files = try CanaryTests.files(in: folder)
            // The search bites: what is not sensitive is found.
            #expect(files.contains { $0.1.range(of: Data("危-社工科-115-0001".utf8)) != nil })
            for (name, data) in files {
                let found = data.range(of: Data(CanaryTests.canary.utf8)).map { range in
                    String(decoding: data[max(0, range.lowerBound - 120)..<range.upperBound], as: UTF8.self)
                }
                #expect(found == nil, "\(moment): \(name)")
            }
        }
    }
}
