import Casework
import CaseworkSamples
import Testing
import Values

/// What folding keeps of the deadlines that are over.
@Suite struct SettledDeadlineTests {
    private func folded(_ rounds: [Deadline]) throws -> CaseFile {
        var file = try World().open(World.report).get().after
        file.deadlines = []
        let entry = try World().open(World.report).get().entry
        for deadline in rounds {
            var round = entry
            round.outcome.deadlines = [deadline]
            file.fold(round)
        }
        return file
    }

    @Test func `Of the rounds that a case went, only the last settled deadline of each rule stays`() throws {
        let rounds = (0..<20).flatMap { round in
            [
                Deadline(name: "a", occasion: round, status: .running),
                Deadline(name: "a", occasion: round, status: .met),
                Deadline(name: "b", occasion: round, status: .cancelled),
            ]
        }
        let file = try folded(rounds)
        #expect(file.deadlines.map { "\($0.name)\($0.occasion)" } == ["a19", "b19"])
    }

    @Test func `What runs, waits, is missed or was met late stays`() throws {
        let late = Deadline(name: "a", occasion: 3, status: .met, missedAt: World.start)
        let rounds = [
            Deadline(name: "a", occasion: 0, status: .missed, missedAt: World.start),
            Deadline(name: "a", occasion: 1, status: .waiting),
            Deadline(name: "a", occasion: 2, status: .running), late,
            Deadline(name: "a", occasion: 4, status: .met), Deadline(name: "a", occasion: 5, status: .met),
        ]
        #expect(try folded(rounds).deadlines.map(\.occasion) == [0, 1, 2, 3, 5])
    }
}
