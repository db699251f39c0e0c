import Values

extension Diagram {
    /// The chart as a tree of lines, for terminals and for reading aloud; ends with a line feed.
    public var text: String {
        var lines = [title, DiagramWords.legend[language], ""]
        if states.isEmpty { lines.append(DiagramWords.empty[language]) }
        let titles = byID.mapValues(\.title)
        for (index, state) in states.enumerated() {
            add(state, isFirst: initial.contains(state.id), "", index == states.count - 1, titles, to: &lines)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func add(
        _ state: State,
        isFirst: Bool,
        _ indent: String,
        _ isLast: Bool,
        _ titles: [String: String],
        to lines: inout [String]
    ) {
        let marks = (isFirst ? "▶ " : "") + Diagram.mark(state.shape)
        lines.append(indent + (isLast ? "└─ " : "├─ ") + marks + Diagram.name(state.id, state.title))
        let inner = indent + (isLast ? "   " : "│  ")
        let bar = state.children.isEmpty ? "   " : "│  "
        lines += state.deadlines.map { inner + bar + "◷ " + $0 }
        lines += state.arrows.map { inner + bar + line(for: $0, titles) }
        if state.shape == .history, let target = state.initial.first {
            lines.append(inner + bar + "→ " + Diagram.name(target, titles[target] ?? target))
        }
        for (index, child) in state.children.enumerated() {
            let begins = state.shape != .parallel && state.initial.contains(child.id)
            add(child, isFirst: begins, inner, index == state.children.count - 1, titles, to: &lines)
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
