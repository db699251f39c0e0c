import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Foundation
import Testing
import Values

/// Random lives under a clock that jumps; `ops/soak clocks` lives many.
@Suite struct ClockTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["ANWEI_SOAK_COUNT"].flatMap(UInt64.init) ?? 40
    private static let seed = environment["ANWEI_SOAK_SEED"].flatMap(UInt64.init) ?? 1
    private static let shares: UInt64 = 4

    @Test(arguments: 0..<ClockTests.shares)
    func `Under a clock that jumps nothing is lost, fired twice or early, through closing and new calendars`(
        share: UInt64
    ) throws {
        var tally: [String: Int] = [:]
        for number in stride(from: share, to: ClockTests.count, by: Int(ClockTests.shares)) {
            let seed = ClockTests.seed << 32 + number
            var run = try ClockRun(seed: seed)
            try run.live(60)
            tally.merge(run.tally) { $0 + $1 }
            let wrong = run.wrong.prefix(3).joined(separator: "\n")
            #expect(wrong.isEmpty, "seed \(seed): \(wrong)")
        }
        for kind in [
            "deadline", "deadline late", "reminder", "reminder late", "tick", "tick late", "calendar.changed",
        ] {
            #expect(tally[kind, default: 0] > 0, "never \(kind): \(tally)")
        }
    }

    @Test(arguments: [ClockTests.seed << 32 + 1_000_001, ClockTests.seed << 32 + 1_000_002])
    func `The same holds on a file that is closed and opened again`(seed: UInt64) throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: "clock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var run = try ClockRun(seed: seed, file: folder.appending(component: "clock.db").path)
        try run.live(60)
        try run.close()
        let wrong = run.wrong.prefix(3).joined(separator: "\n")
        #expect(wrong.isEmpty && run.tally["deadline late", default: 0] > 0, "seed \(seed): \(wrong)")
    }
}
