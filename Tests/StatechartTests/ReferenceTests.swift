import Foundation
import Testing
import Values

@testable import Statechart

/// Random charts, held against the pseudo-code of Appendix D.
///
/// A disagreement is shrunk and printed with its seed. `ops/soak charts` runs more charts, with new seeds.
@Suite
struct ReferenceTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["ANWEI_SOAK_COUNT"].flatMap(UInt64.init) ?? 5_000
    private static let seed = environment["ANWEI_SOAK_SEED"].flatMap(UInt64.init) ?? 1
    private static let shares = 4

    /// No two seeds share a chart.
    private static func trial(_ number: UInt64) -> ChartTrial {
        var lottery = ChartLottery(seed: seed << 32 + number)
        return lottery.draw()
    }

    @Test(arguments: 0..<ReferenceTests.shares)
    func `random charts run as the pseudo-code does, also when put to sleep between events`(
        share: Int
    ) throws {
        var tally = ChartTrial.Tally()
        for number in stride(from: UInt64(share), to: Self.count, by: Self.shares) {
            let trial = Self.trial(number)
            guard try trial.disagreement(.ours, &tally) != nil else { continue }
            Issue.record("chart \(number) of seed \(Self.seed)\n\(trial.shrunk().description)")
            return
        }
        expectReach(tally)
    }

    /// The draw must reach the interesting places, or agreement would mean little.
    private func expectReach(_ tally: ChartTrial.Tally) {
        let charts = Int(Self.count) / Self.shares
        guard charts >= 1_000 else { return }
        let comment = Comment("\(charts) charts: \(tally)")
        #expect(tally.events > charts * 3, comment)
        #expect(tally.microsteps > charts * 3, comment)
        #expect(tally.errors > charts, comment)
        #expect(tally.histories > charts, comment)
        #expect(tally.sends > charts, comment)
        #expect(tally.ends > charts / 50, comment)
        #expect(tally.faults < charts / 2, comment)
    }

    /// A departure that few charts are needed to reach; the soak looks for all of them.
    private static let found = count > 5_000 ? Departures.all : [.historyContentAlways]

    @Test(arguments: ReferenceTests.found)
    func `random charts tell the letter of a departure from our way, and shrink to a few states`(
        departure: Departures
    ) throws {
        let letter = Departures.ours.subtracting(departure)
        for number in 0..<Self.count {
            let trial = Self.trial(number)
            guard try trial.disagreement(letter) != nil else { continue }
            let small = trial.shrunk(letter)
            let size = Document(small.definition).states.count
            #expect(size <= 14, "\(small)")
            #expect(try small.disagreement(letter) != nil)
            #expect(try small.disagreement() == nil)
            return
        }
        Issue.record("no chart tells them apart")
    }
}

extension ChartStatus {
    var isFaulted: Bool {
        switch self {
        case .faulted: true
        case .new, .running, .ended: false
        }
    }
}
