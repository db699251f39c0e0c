extension Exploration {
    /// The state that a transition leaves from.
    func state(of label: Int) -> StateDraft {
        var next = label
        for state in draft.chart.all {
            if next < state.transitions.count { return state }
            next -= state.transitions.count
        }
        preconditionFailure("Invalid state: transition \(label) belongs to no state")
    }

    /// The id of the state that a transition leaves from.
    func source(of label: Int) -> String { state(of: label).id.text }

    /// How a configuration is called: its innermost states, and the last of them.
    func place(of node: ExploredGraph.Node) -> (name: String, state: StateDraft) {
        let states = draft.chart.all
        let inner = node.states.map { states[$0] }.filter { $0.children.isEmpty }
        return (inner.map(\.id.text).joined(separator: "+"), inner.last ?? states[0])
    }
}
