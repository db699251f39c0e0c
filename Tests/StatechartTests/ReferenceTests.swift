import Testing
import Values

@testable import Statechart

/// Random charts and events, held against the plain reference; every failure names its seed.
@Suite
struct ReferenceTests {
    private struct Tally {
        var events = 0
        var moves = 0
        var faults = 0
        var ends = 0
        var histories = 0
    }

    @Test
    func `random charts run as the plain reference does, also when put to sleep after every step`() throws {
        var tally = Tally()
        for seed in 1...1_200 as ClosedRange<UInt64> { try compare(seed, &tally) }
        // The draw must reach the interesting places, or agreement would mean little.
        #expect(tally.events > 5_000)
        #expect(tally.moves > 2_500)
        #expect(tally.faults > 50)
        #expect(tally.ends > 10)
        #expect(tally.histories > 500, "\(tally)")
    }

    private func compare(_ seed: UInt64, _ tally: inout Tally) throws {
        var lottery = ChartLottery(seed: seed)
        let definition = lottery.draw()
        let chart = try Chart(definition)
        let reference = ReferenceChart(definition, conditions: lottery.conditions)
        var talk = try Dialogue(chart, limits: StepLimits(microsteps: 20))
        var random = Lottery(seed: seed ^ 0xABCD)
        var expected = reference.start()
        var heard = talk.heard()
        for _ in 0..<12 {
            let place = Comment("seed \(seed)")
            try #require((talk.status.isFaulted) == reference.isFaulted, place)
            if reference.isFaulted {
                tally.faults += 1
                return
            }
            try #require(heard == expected, place)
            try #require(talk.active == reference.configuration.joined(separator: " "), place)
            try #require(talk.status == (reference.isEnded ? .ended(nil) : .running), place)
            if reference.isEnded {
                tally.ends += 1
                return
            }
            try talk.sleep(in: chart)
            let event = random.pick(ChartLottery.events)
            expected = reference.say(event)
            heard = talk.say(event)
            tally.events += 1
            tally.moves += heard.isEmpty ? 0 : 1
            tally.histories += talk.interpreter.snapshot.history.isEmpty ? 0 : 1
        }
    }

    @Test
    func `the same chart and events give the same steps`() throws {
        for seed in 1...50 as ClosedRange<UInt64> {
            var lottery = ChartLottery(seed: seed)
            let chart = try Chart(lottery.draw())
            var talks = [
                try Dialogue(chart, limits: StepLimits(microsteps: 20)),
                try Dialogue(chart, limits: StepLimits(microsteps: 20)),
            ]
            for event in ChartLottery.events {
                let one = talks[0].say(event)
                let two = talks[1].say(event)
                #expect(one == two)
                #expect(talks[0].interpreter.snapshot == talks[1].interpreter.snapshot)
            }
        }
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

extension Dialogue {
    /// Keeps only the snapshot and the model, as a store would, and wakes from them.
    mutating func sleep(in chart: Chart) throws {
        interpreter = try Interpreter(
            chart,
            model: interpreter.model,
            snapshot: interpreter.snapshot,
            now: interpreter.now,
            limits: StepLimits(microsteps: 20)
        )
    }
}
