extension Diagram {
    /// The chart in Graphviz's language, to be drawn by `dot`.
    ///
    /// Labels are tables of a width that is reckoned here: a machine without Chinese fonts would draw frames
    /// that are too narrow for their titles.
    public var graphviz: String {
        var lines = [
            "digraph chart {",
            "  graph [compound=true, rankdir=TB, newrank=true, nodesep=0.35, ranksep=0.45,",
            "    fontname=\"\(Diagram.fonts)\", fontsize=12, labelloc=t, labeljust=l, label=\(box([(title, 16)]))];",
            "  node [shape=box, style=\"rounded,filled\", fillcolor=white, color=\"#555555\", margin=\"0.06,0.04\",",
            "    fontname=\"\(Diagram.fonts)\", fontsize=12];",
            "  edge [fontname=\"\(Diagram.fonts)\", fontsize=11, color=\"#333333\", arrowsize=0.7];",
        ]
        for state in states { add(state, "  ", depth: 0, to: &lines) }
        addStart(initial, "start", "  ", to: &lines)
        let all = byID
        for state in states { addArrows(of: state, all, to: &lines) }
        lines.append("}")
        return lines.joined(separator: "\n") + "\n"
    }

    private static let fonts = "Noto Sans TC,Noto Sans CJK TC,PingFang TC,Microsoft JhengHei,sans-serif"
    private static let shades = ["#f4f6f8", "#eaeff4", "#e0e8f0", "#d6e0ea"]

    private func add(_ state: State, _ indent: String, depth: Int, to lines: inout [String]) {
        let texts =
            [(Diagram.mark(state.shape) + state.title, state.children.isEmpty ? 12 : 13)]
            + (state.deadlines.map { "◷ " + $0 } + stays(of: state).map { "↺ " + $0 }).map { ($0, 10) }
        let tip = Diagram.quoted(state.id)
        guard !state.children.isEmpty else {
            let frame =
                switch state.shape {
                case .final, .closed: ", peripheries=2"
                case .history: ", style=\"rounded,dashed\""
                case .plain, .parallel: ""
                }
            lines.append("\(indent)\(tip) [label=\(box(texts)), tooltip=\(tip)\(frame)];")
            return
        }
        let shade = Diagram.shades[min(depth, Diagram.shades.count - 1)]
        lines.append("\(indent)subgraph \(Diagram.quoted("cluster_" + state.id)) {")
        lines.append(
            "\(indent)  graph [style=\"rounded,filled\(state.shape == .parallel ? ",dashed" : "")\", "
                + "color=\"#8899aa\", fillcolor=\"\(shade)\", label=\(box(texts)), tooltip=\(tip)];"
        )
        if Diagram.leadsInside(state) {
            lines.append(
                "\(indent)  \(Diagram.quoted("in " + state.id)) "
                    + "[shape=point, width=0.07, color=\"#8899aa\", tooltip=\"\"];"
            )
        }
        if state.shape != .parallel {
            addStart(state.initial, "start of " + state.id, indent + "  ", to: &lines)
        }
        for child in state.children { add(child, indent + "  ", depth: depth + 1, to: &lines) }
        lines.append("\(indent)}")
    }

    private func addStart(_ targets: [String], _ name: String, _ indent: String, to lines: inout [String]) {
        guard !targets.isEmpty else { return }
        let all = byID
        let dot = Diagram.quoted(name)
        lines.append(
            "\(indent)\(dot) [shape=circle, style=filled, fillcolor=\"#333333\", label=\"\", width=0.13, tooltip=\"\"];"
        )
        for target in targets {
            guard let state = all[target] else { continue }
            let end = Diagram.leaf(of: state)
            let head = state.children.isEmpty ? "" : " [lhead=\(Diagram.quoted("cluster_" + target))]"
            lines.append("\(indent)\(dot) -> \(Diagram.quoted(end))\(head);")
        }
    }

    private func addArrows(of state: State, _ all: [String: State], to lines: inout [String]) {
        for arrow in state.arrows {
            for target in arrow.targets {
                guard let target = all[target] else { continue }
                lines.append("  " + edge(from: state, to: target, arrow))
            }
        }
        for child in state.children { addArrows(of: child, all, to: &lines) }
    }

    private func edge(from source: State, to target: State, _ arrow: Arrow) -> String {
        var attributes = ["label=\(box([(arrow.title, 11)]))"]
        let tip = (arrow.events + [arrow.condition.map { "[\($0)]" }].compactMap(\.self)).joined(
            separator: " "
        )
        attributes.append("tooltip=\(Diagram.quoted(tip)), labeltooltip=\(Diagram.quoted(tip))")
        // A frame cannot be an end of an edge; the edge goes to a state inside and is cut at the frame.
        let holds = Diagram.holds(source, target.id)
        if !source.children.isEmpty, !holds {
            attributes.append("ltail=\(Diagram.quoted("cluster_" + source.id))")
        }
        if !target.children.isEmpty, !Diagram.holds(target, source.id), source.id != target.id {
            attributes.append("lhead=\(Diagram.quoted("cluster_" + target.id))")
        }
        // From a frame to what it holds: the edge begins at a point of its own, or it would look like a loop.
        let from = Diagram.quoted(holds ? "in " + source.id : Diagram.leaf(of: source, leadingOut: true))
        return
            "\(from) -> \(Diagram.quoted(Diagram.leaf(of: target))) [\(attributes.joined(separator: ", "))];"
    }

    /// The state that stands for another as an end of an edge: itself, or the first (last) one inside.
    private static func leaf(of state: State, leadingOut: Bool = false) -> String {
        var state = state
        while let next = leadingOut ? state.children.last : state.children.first { state = next }
        return state.id
    }

    /// Whether one of a frame's own transitions leads to what it holds.
    private static func leadsInside(_ state: State) -> Bool {
        state.arrows.contains { $0.targets.contains { holds(state, $0) } }
    }

    private static func holds(_ state: State, _ id: String) -> Bool {
        state.children.contains { $0.id == id || holds($0, id) }
    }

    /// A label as a table with one line of text a row, as wide as its longest line will be.
    private func box(_ lines: [(text: String, size: Int)]) -> String {
        let width = lines.map { Diagram.width(of: $0.text) * Double($0.size) }.max() ?? 0
        let rows = lines.enumerated().map { index, line in
            let least = index == 0 ? " WIDTH=\"\(Int(width.rounded(.up)) + 8)\"" : ""
            return "<TR><TD ALIGN=\"LEFT\"\(least)><FONT POINT-SIZE=\"\(line.size)\">"
                + "\(Diagram.escaped(line.text))</FONT></TD></TR>"
        }
        return
            "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">\(rows.joined())</TABLE>>"
    }

    /// The width of a text in units of its size: Chinese is square, the rest a little over half of it.
    private static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 1 : 0.58) }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            switch character {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += " "
            default: quoted.append(character)
            }
        }
        return quoted + "\""
    }
}
