extension Exploration {
    /// The id of the state that a transition leaves from.
    func source(of label: Int) -> String { state(of: label).id.text }

    /// How a configuration is called: its innermost states, and the last of them.
    func place(of node: ExploredGraph.Node) -> (name: String, state: StateDraft) {
        let inner = node.states.map { states[$0] }.filter { $0.children.isEmpty }
        return (inner.map(\.id.text).joined(separator: "+"), inner.last ?? states[0])
    }
}
