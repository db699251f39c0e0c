extension Diagram {
    /// The chart as a Mermaid flowchart: states are subgraphs, so that arrows may cross their frames.
    ///
    /// Mermaid's own state diagrams allow no transition between states of different composites.
    public var mermaid: String {
        let names = mermaidNames
        var lines = ["---", "title: \"\(Diagram.mermaidQuoted(title))\"", "---", "flowchart TB"]
        for state in states { add(state, "    ", names, to: &lines) }
        addStart(initial, "start", names, to: &lines)
        for state in states { addArrows(of: state, names, to: &lines) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Words that Mermaid understands: an id may clash with one of its own, or hold what it does not allow.
    private var mermaidNames: [String: String] {
        var names: [String: String] = [:]
        func add(_ states: [State]) {
            for state in states {
                names[state.id] = "s\(names.count + 1)"
                add(state.children)
            }
        }
        add(states)
        return names
    }

    private func add(_ state: State, _ indent: String, _ names: [String: String], to lines: inout [String]) {
        let name = names[state.id] ?? state.id
        let text = Diagram.mermaidQuoted(
            ([Diagram.mark(state.shape) + state.title] + state.deadlines.map { "◷ " + $0 }
                + stays(of: state).map { "↺ " + $0 }).joined(separator: "\n")
        )
        guard !state.children.isEmpty else {
            lines.append(indent + name + (state.shape == .final ? "([\"\(text)\"])" : "(\"\(text)\")"))
            return
        }
        lines.append("\(indent)subgraph \(name)[\"\(text)\"]")
        for child in state.children { add(child, indent + "    ", names, to: &lines) }
        lines.append("\(indent)end")
    }

    private func addArrows(of state: State, _ names: [String: String], to lines: inout [String]) {
        let from = names[state.id] ?? state.id
        if !state.children.isEmpty, state.shape != .parallel {
            addStart(state.initial, "\(from)_start", names, to: &lines)
        }
        for arrow in state.arrows {
            for target in arrow.targets {
                let label = Diagram.mermaidQuoted(arrow.title)
                lines.append("    \(from) -->|\"\(label)\"| \(names[target] ?? target)")
            }
        }
        for child in state.children { addArrows(of: child, names, to: &lines) }
    }

    private func addStart(
        _ targets: [String],
        _ name: String,
        _ names: [String: String],
        to lines: inout [String]
    ) {
        for target in targets { lines.append("    \(name)((\" \")) --> \(names[target] ?? target)") }
    }

    /// What happens in a state without leaving it: told in its box, because loops hide the rest.
    func stays(of state: State) -> [String] { state.arrows.filter(\.targets.isEmpty).map(\.title) }

    private static func mermaidQuoted(_ text: String) -> String {
        var quoted = ""
        for character in text {
            switch character {
            case "\"": quoted += "#quot;"
            case "#": quoted += "#35;"
            case "<": quoted += "#lt;"
            case ">": quoted += "#gt;"
            case "\n": quoted += "<br/>"
            default: quoted.append(character)
            }
        }
        return quoted
    }
}
