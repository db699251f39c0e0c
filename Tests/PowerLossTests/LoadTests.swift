import CaseEngine
import Casework
import Testing

@Suite
struct `A load for the cuts` {
    @Test
    func `does all that the store has to survive`() throws {
        let load = try Load(Load.Plan(seed: 4, turns: 40))
        let answers = load.batches.flatMap(\.answers)
        let receipts = answers.compactMap { try? $0.get() }
        #expect(answers.count > receipts.count, "some are refused")
        #expect(receipts.contains { $0.isRepeated } && receipts.contains { $0.isDryRun })
        #expect(receipts.contains { $0.entered.contains("closed") })
        #expect(!load.destroyed.isEmpty, "keys are destroyed")
        #expect(
            load.batches.contains { $0.requests.count > 1 }
                && load.batches.contains { $0.requests.count == 1 }
        )
        #expect(load.states.count > 20, "nearly every batch leaves another content")
        #expect(starts(in: load) > 3, "the log starts over again and again")
        #expect(load.records.contains { if case .deleted("anwei.db-wal", _) = $0 { true } else { false } })
        #expect(load.records.contains { if case .cut(_, 0) = $0 { true } else { false } })
    }

    /// How many times the log got a new header: a write of its 32 bytes at its beginning.
    private func starts(in load: Load) -> Int {
        load.records.count { record in
            guard case .written(_, 0, let bytes) = record else { return false }
            return bytes.count == 32
        }
    }
}
