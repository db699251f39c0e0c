import Statechart

/// The states of a chart with their places in the tree, for questions about what leads where.
struct StateTree {
    private(set) var states: [String: StateDraft] = [:]
    private(set) var parents: [String: String] = [:]
    private let chart: ChartDraft

    init(_ chart: ChartDraft) {
        self.chart = chart
        for state in chart.states { add(state, parent: nil) }
    }

    private mutating func add(_ state: StateDraft, parent: String?) {
        states[state.id.text] = state
        parents[state.id.text] = parent
        for child in state.children { add(child, parent: state.id.text) }
    }

    /// The states that some sequence of transitions enters, whatever the conditions say.
    var reachable: Set<String> {
        var reached: Set<String> = []
        var open = initialTargets
        while let id = open.popLast() {
            guard let state = states[id], reached.insert(id).inserted else { continue }
            open += successors(of: state)
            // Entering a region enters its siblings too.
            if let parent = parents[id] {
                open.append(parent)
                if states[parent]?.kind == .parallel { open += states[parent]?.children.map(\.id.text) ?? [] }
            }
        }
        return reached
    }

    /// What is entered when a case opens.
    private var initialTargets: [String] {
        chart.initial?.targets.map(\.text) ?? Array(firstChild(of: chart.states))
    }

    private func firstChild(of states: [StateDraft]) -> [String] {
        states.first { $0.kind != .shallowHistory && $0.kind != .deepHistory }.map { [$0.id.text] } ?? []
    }

    /// What being in a state leads to: its default, its regions, the targets of its transitions.
    private func successors(of state: StateDraft) -> [String] {
        let targets = state.transitions.flatMap { $0.targets.map(\.text) }
        switch state.kind {
        case .parallel: return targets + state.children.map(\.id.text)
        case .state:
            // A compound state reached through a target inside it is not entered by default, but whether it
            // is cannot be told here; its default counts as reached.
            return targets + (state.initial?.targets.map(\.text) ?? firstChild(of: state.children))
        case .final: return []
        case .shallowHistory, .deepHistory: return state.initial?.targets.map(\.text) ?? []
        }
    }

    /// The atomic states that are entered by default in a state.
    func leaves(of id: String, depth: Int = 0) -> [String] {
        guard let state = states[id], depth < 64 else { return [] }
        let inner: [String] =
            switch state.kind {
            case .parallel: state.children.map(\.id.text)
            case .state: state.initial?.targets.map(\.text) ?? firstChild(of: state.children)
            case .final, .shallowHistory, .deepHistory: []
            }
        return inner.isEmpty ? [id] : inner.flatMap { leaves(of: $0, depth: depth + 1) }
    }

    /// A state and those around it, from the inside out.
    func lineage(of id: String) -> [StateDraft] {
        var line: [StateDraft] = []
        var next: String? = id
        while let current = next, let state = states[current], line.count < 64 {
            line.append(state)
            next = parents[current]
        }
        return line
    }
}
