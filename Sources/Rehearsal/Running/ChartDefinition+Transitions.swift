import Statechart

extension ChartDefinition {
    /// All transitions of all states with the states they leave from, in document order.
    var sourcedTransitions: [(source: String, transition: TransitionDefinition)] {
        states.flatMap { $0.sourcedTransitions }
    }

    /// All transitions of all states, in document order.
    var transitions: [TransitionDefinition] { sourcedTransitions.map(\.transition) }
}

extension StateDefinition {
    fileprivate var sourcedTransitions: [(source: String, transition: TransitionDefinition)] {
        transitions.map { (id, $0) } + children.flatMap { $0.sourcedTransitions }
    }
}
