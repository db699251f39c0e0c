import Statechart
import Values

/// Gives the problems of a chart their places in the file.
struct ChartFindings {
    private let states: [String: SourcePosition]
    /// The last place of each id: of two states with one id the second is the one to rename.
    private let lastStates: [String: SourcePosition]
    private let transitions: [SourcePosition]
    private let start: SourcePosition

    init(_ chart: ChartDraft, _ transitions: [SourcePosition], _ start: SourcePosition) {
        states = Dictionary(chart.all.map { ($0.id.text, $0.id.position) }) { first, _ in first }
        lastStates = Dictionary(chart.all.map { ($0.id.text, $0.id.position) }) { $1 }
        self.transitions = transitions
        self.start = start
    }

    func of(_ problems: ChartProblems) -> [Finding] {
        problems.problems.map { problem in
            let place = problem.label.flatMap { transitions.indices.contains($0) ? transitions[$0] : nil }
            let states = problem.kind == .duplicateID ? lastStates : states
            return Finding(
                .chart,
                problem.text,
                at: place ?? states[problem.state] ?? start,
                subject: problem.state
            )
        }
    }
}
