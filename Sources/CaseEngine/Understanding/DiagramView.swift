public import Casework
import Statechart
public import Values

/// Where a case stands in its chart.
public struct DiagramView: Sendable, Hashable {
    /// The case's number.
    public let number: String
    /// What is marked.
    public let marks: Diagram.Marks
    /// The chart as a tree of lines with the marks, in both languages.
    public let text: LocalizedText

    /// A view from its parts.
    public init(number: String, marks: Diagram.Marks, text: LocalizedText) {
        self.number = number
        self.marks = marks
        self.text = text
    }
}

extension Engine {
    /// The chart of a case with its place, its way and what can and cannot be done marked in it.
    public func diagram(number: String, as account: String) async throws -> DiagramView {
        try read(as: account, masked: true) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            let past = try reading.past(seen) { _ in true }
            let actions = reading.actions(seen, file)
            let current = Set(file.chart.configuration)
            let marks = Diagram.Marks(
                current: current,
                visited: (past?.visited ?? []).subtracting(current),
                possible: Set(actions.filter(\.isPossible).map(\.name)),
                refused: Set(actions.filter { !$0.isPossible }.map(\.name))
            )
            let text = LocalizedText(
                zhHant: Diagram(seen.workflow, in: .zhHant).text(marking: marks),
                en: Diagram(seen.workflow, in: .en).text(marking: marks)
            )
            return DiagramView(number: file.number, marks: marks, text: text)
        }
    }
}
