import CaseStore
import Casework
import Foundation
import Values

/// Whether a case that has lived long goes on as fast as a young one.
///
/// ```
///   advance   nothing grows but the journal            add   a list in the data grows with each
///   5 entries │ 500 entries │ ratio                     5 entries │ 500 entries │ ratio
/// ```
struct HistoryBench {
    private static let young = 5
    private static let old = 500
    /// How many cases of each age, and how often each is advanced while the time is taken.
    private static let cases = 20
    private static let rounds = 5

    private let database: String
    private let workflows: String

    init(database: String, workflows: String) {
        self.database = database
        self.workflows = workflows
    }

    /// Prints a line an action and age, the ratio, and what each part of a step costs at both ages.
    func measure(_ repetitions: Int) throws {
        for action in ["advance", "add"] {
            let path = database + "-" + action
            var run = try BenchRun(database: path, workflows: workflows)
            try run.register()
            try run.open(2 * HistoryBench.cases, of: "diary")
            run = try BenchRun(database: path, workflows: workflows, numbers: run.numbers)
            let (young, old) = (
                run.numbers.prefix(HistoryBench.cases), run.numbers.suffix(HistoryBench.cases)
            )
            for number in young { try run.act(action, on: number, times: HistoryBench.young - 1) }
            for number in old { try run.act(action, on: number, times: HistoryBench.old - 1) }
            // Interleaved, so that what else the machine does meets both.
            var used = [0.0, 0.0]
            for _ in 0..<HistoryBench.rounds {
                for (age, numbers) in [young, old].enumerated() {
                    let begun = EngineBench.microseconds(CLOCK_PROCESS_CPUTIME_ID)
                    for number in numbers { try run.act(action, on: number, times: 1) }
                    used[age] += EngineBench.microseconds(CLOCK_PROCESS_CPUTIME_ID) - begun
                }
            }
            try run.stop()
            let steps = Double(HistoryBench.rounds * HistoryBench.cases)
            print("\(action) after \(HistoryBench.young) entries: \(figure(used[0] / steps)) us CPU a step")
            print("\(action) after \(HistoryBench.old) entries: \(figure(used[1] / steps)) us CPU a step")
            print("\(action), ratio: \(figure(used[1] / used[0]))")
            guard repetitions > 0 else { continue }
            for (age, place) in [(HistoryBench.young, 1), (HistoryBench.old, 2 * HistoryBench.cases)] {
                print("parts of \(action) after \(age) entries:")
                let parts = try StepParts(
                    database: path,
                    workflows: workflows,
                    repetitions,
                    action: action,
                    on: CaseID(Int64(place))
                )
                try parts.measure()
            }
        }
    }

    private func figure(_ number: Double) -> String { String(format: "%.2f", number) }
}
