@testable import Statechart

/// A chart as the pseudo-code sees it: states that know their parents, transitions that know their states.
final class Document {
    let definition: ChartDefinition
    let root: Node
    private(set) var states: [Node] = []
    let initial: Transition

    init(_ definition: ChartDefinition) {
        self.definition = definition
        let outermost = StateDefinition("", initial: definition.initial, children: definition.states)
        root = Node(outermost, order: -1, parent: nil)
        initial = Transition(TransitionDefinition(actions: definition.initial?.actions ?? []), root)
        grow(root)
        var byID: [String: Node] = [:]
        for state in states { byID[state.id] = state }
        for state in [root] + states {
            state.initialTarget = initialTarget(state, byID)
            for transition in state.transitions {
                transition.target = transition.definition.targets.compactMap { byID[$0] }
            }
        }
        initial.target = root.initialTarget
    }

    /// States and transitions know each other: without this they would never be freed.
    deinit {
        for state in [root] + states { state.unlink() }
    }

    private func grow(_ node: Node) {
        for child in node.definition.children {
            let next = Node(child, order: states.count, parent: node)
            states.append(next)
            node.add(next)
            grow(next)
        }
    }

    /// Without an initial the first child, without a default that of the parent.
    private func initialTarget(_ state: Node, _ byID: [String: Node]) -> [Node] {
        if let initial = state.definition.initial { return initial.targets.compactMap { byID[$0] } }
        if state.isHistory, let parent = state.parent {
            return parent.isParallel ? parent.getChildStates() : initialTarget(parent, byID)
        }
        return Array(state.getChildStates().prefix(1))
    }
}
