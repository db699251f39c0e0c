import CaseEngine
import Casework
import CaseworkSamples
import Statechart
import Synchronization
import Testing
import Values

/// Cases go over to another version of their workflow: all of a batch or none, previewed first.
@Suite struct MigrationTests {
    private static func renewed(_ store: CorrectingStore = .memory, cases: Int) throws -> (Bench, [String]) {
        let bench = try store.bench()
        let numbers = try (0..<cases).map { _ in try bench.open().number }
        bench.source.isRenewed.withLock { $0 = true }
        return (bench, numbers)
    }

    @Test(arguments: CorrectingStore.allCases)
    func `forty cases go over in one act, each with an entry that names both versions`(store: CorrectingStore)
        async throws
    {
        let (bench, numbers) = try Self.renewed(store, cases: 40)
        let begin = ChangeRequest.migrate(title: "流程修正", numbers: numbers, states: ["received": "intake"])
        let id = try #require(try bench.change(begin).get().change?.set.id)
        let view = try #require(try bench.preview(id))
        #expect(view.cases.count == 40 && view.needsSecond && view.traits.contains(.migrate))
        let shown = try #require(view.cases.first?.difference)
        #expect(shown.left == ["received"] && shown.entered == ["intake"] && shown.data.isEmpty)
        #expect(try bench.file(numbers[0]).bundleHash == SampleSource.hash)
        _ = try bench.propose(id).get()
        _ = try bench.approve(id).get()
        for number in numbers {
            let file = try bench.file(number)
            #expect(file.bundleHash == SampleSource.newHash && file.chart.configuration.contains("intake"))
            #expect(file.deadlines.map(\.status) == [.running] && file.data["narrative"] == nil)
        }
        let history = try await bench.engine.history(number: numbers[0], cursor: nil, limit: 9, as: "chen")
        #expect(history.items.first?.kind == .open && history.items.last?.kind == .migration)
        // The case goes on under the new version, its sealed values are still there, and it can be corrected.
        _ = try bench.assign(numbers[0])
        let opened = try await bench.engine.view(number: numbers[0], as: "chen")
        #expect(opened.fields.first { $0.field.name == "narrative" }?.value == "當面恐嚇")
        _ = try bench.correct([(numbers[0], .setField("injured", 0))])
        #expect(try bench.file(numbers[0]).data["injured"] == 0)
        #expect(try await bench.verified().findings == [])
        let keyless = try bench.verifiedWithoutKey()
        #expect(keyless.findings == [])
    }

    @Test func `a state that the new version lacks is to be mapped, or none of the batch goes over`() throws {
        let (bench, numbers) = try Self.renewed(cases: 2)
        let begun = try bench.change(.migrate(title: "流程修正", numbers: numbers, states: [:])).get()
        let id = try #require(begun.change?.set.id)
        guard
            case .failure(.notPossible("correct", [], let because?)) = try bench.change(
                .preview(set: id, reveals: false),
                isDryRun: true
            )
        else {
            Issue.record("not refused")
            return
        }
        #expect(because.en.contains("received"))
        #expect(try bench.file(numbers[0]).bundleHash == SampleSource.hash)
    }

    @Test func `a case that follows the version in force has nowhere to go`() throws {
        let bench = try CorrectingStore.memory.bench()
        let number = try bench.open().number
        #expect(throws: Refusal.self) {
            try bench.change(.migrate(title: "流程修正", numbers: [number], states: [:])).get()
        }
        #expect(throws: Refusal.notPermitted(action: "begin", by: ["administrator"]).kindOnly) {
            do {
                _ = try bench.change(.migrate(title: "流程修正", numbers: [number], states: [:]), by: "lin").get()
            } catch let refusal as Refusal { throw refusal.kindOnly }
        }
    }
}

extension Refusal {
    /// The kind as an error of its own.
    struct Kind: Error, Equatable { let kind: String }

    var kindOnly: Kind { Kind(kind: kind) }
}
