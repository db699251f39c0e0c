import Values

extension Diagram {
    /// The chart as a tree of lines, for terminals and for reading aloud; ends with a line feed.
    public var text: String { text(marking: .none) }

    /// The same with the place of a case marked in it.
    public func text(marking marks: Marks) -> String {
        var lines = [title, DiagramWords.legend[language]]
        if !marks.isEmpty { lines.append(Marks.legend[language]) }
        lines.append("")
        if states.isEmpty { lines.append(DiagramWords.empty[language]) }
        let tree = Tree(titles: byID.mapValues(\.title), marks: marks)
        for (index, state) in states.enumerated() {
            add(state, isFirst: initial.contains(state.id), "", index == states.count - 1, tree, to: &lines)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What every line of the tree may need.
    private struct Tree {
        let titles: [String: String]
        let marks: Marks
    }

    private func add(
        _ state: State,
        isFirst: Bool,
        _ indent: String,
        _ isLast: Bool,
        _ tree: Tree,
        to lines: inout [String]
    ) {
        let titles = tree.titles
        let marks = tree.marks.mark(of: state.id) + (isFirst ? "▶ " : "") + Diagram.mark(state.shape)
        lines.append(indent + (isLast ? "└─ " : "├─ ") + marks + Diagram.name(state.id, state.title))
        let inner = indent + (isLast ? "   " : "│  ")
        let bar = state.children.isEmpty ? "   " : "│  "
        lines += state.deadlines.map { inner + bar + "◷ " + $0 }
        lines += state.arrows.map {
            inner + bar + tree.marks.mark(of: $0, in: state.id) + line(for: $0, titles)
        }
        if state.shape == .history, let target = state.initial.first {
            lines.append(inner + bar + "→ " + Diagram.name(target, titles[target] ?? target))
        }
        for (index, child) in state.children.enumerated() {
            let begins = state.shape != .parallel && state.initial.contains(child.id)
            add(child, isFirst: begins, inner, index == state.children.count - 1, tree, to: &lines)
        }
    }

    private func line(for arrow: Arrow, _ titles: [String: String]) -> String {
        let event = arrow.events.joined(separator: " ")
        var text = arrow.title
        if !event.isEmpty, event != arrow.title { text += " \(event)" }
        if let condition = arrow.condition { text += " [\(condition)]" }
        guard !arrow.targets.isEmpty else { return "↺ " + text }
        return "→ " + text + " → "
            + arrow.targets.map { Diagram.name($0, titles[$0] ?? $0) }.joined(separator: " + ")
    }

    private static func name(_ id: String, _ title: String) -> String { title == id ? id : "\(title) \(id)" }

    static func mark(_ shape: Shape) -> String {
        switch shape {
        case .plain: ""
        case .parallel: "∥ "
        case .closed: "◉ "
        case .final: "■ "
        case .history: "↶ "
        }
    }
}
