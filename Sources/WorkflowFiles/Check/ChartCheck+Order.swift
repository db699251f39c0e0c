import Statechart

extension ChartCheck {
    /// Transitions that are never taken, and those that give way without anybody having said so.
    mutating func checkOrder(_ exploration: Exploration) {
        let graph = exploration.graph
        if graph.isComplete { checkTaken(exploration) }
        for (conflict, edge) in graph.conflicts.sorted(by: { $0.key.loser < $1.key.loser }) {
            let from = graph.edges[edge].from
            guard !graph.nodes[from].isMerged else { continue }
            let loser = transitions[conflict.loser]
            let name = loser.event?.text ?? "always"
            let states = (exploration.source(of: conflict.loser), exploration.source(of: conflict.winner))
            report(
                .conflict,
                at: loser.position,
                name,
                zh: "「\(states.0)」的「\(name)」會讓位給「\(states.1)」的轉移，只因後者寫在前面。",
                en:
                    "'\(name)' of '\(states.0)' gives way to a transition of '\(states.1)', which only stands first.",
                counterexample: CounterexampleWriter(exploration).example(
                    to: from,
                    assuming: graph.edges[edge].choices,
                    then: graph.edges[edge].event
                )
            )
        }
    }

    private mutating func checkTaken(_ exploration: Exploration) {
        var taken: Set<Int> = []
        for edge in exploration.graph.edges { taken.formUnion(edge.taken) }
        let reached = exploration.reached
        let blamed = Set(found.filter { $0.code == .neverTaken || $0.code == .nobodyMay }.map(\.position))
        for (label, transition) in transitions.enumerated() where !taken.contains(label) {
            let source = exploration.source(of: label)
            guard reached.contains(source), !blamed.contains(transition.position),
                exploration.state(of: label).kind != .final
            else { continue }
            let name = transition.event?.text ?? "always"
            let isCertain = transition.event == nil || !transition.form.by.isEmpty
            report(
                isCertain ? .shadowed : .neverTaken,
                at: transition.position,
                name,
                zh: "「\(source)」的「\(name)」永遠不會發生：條件不成立，或總是別的轉移先發生。",
                en:
                    "'\(name)' of '\(source)' never happens: its condition never holds, or another comes first."
            )
        }
    }
}
