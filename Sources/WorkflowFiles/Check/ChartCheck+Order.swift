import Statechart

extension ChartCheck {
    /// Transitions that are never taken, and those that give way without anybody having said so.
    mutating func checkOrder(_ exploration: Exploration) {
        let graph = exploration.graph
        for (conflict, edge) in graph.conflicts.sorted(by: { $0.key.loser < $1.key.loser }) {
            let from = graph.edges[edge].from
            guard !graph.nodes[from].isMerged, exploration.judges(exploration.source(of: conflict.loser))
            else { continue }
            let loser = exploration.transitions[conflict.loser]
            let name = loser.event?.text ?? "always"
            let states = (exploration.source(of: conflict.loser), exploration.source(of: conflict.winner))
            report(
                .conflict,
                at: loser.position,
                name,
                zh: "「\(states.0)」的「\(name)」會讓位給「\(states.1)」的轉移，只因後者寫在前面。",
                en:
                    "'\(name)' of '\(states.0)' gives way to a transition of '\(states.1)', which only stands first.",
                counterexample: example(
                    exploration,
                    to: from,
                    assuming: graph.edges[edge].choices,
                    then: graph.edges[edge].event
                )
            )
        }
    }

    /// Transitions that no case ever takes.
    mutating func checkTaken(_ main: Exploration) {
        guard explorations.allSatisfy(\.graph.isComplete) else { return }
        let taken = explorations.reduce(into: Set<TransitionPlace>()) { $0.formUnion($1.taken) }
        let reached = explorations.reduce(into: Set<String>()) { $0.formUnion($1.reached) }
        let blamed = Set(found.filter { $0.code == .neverTaken || $0.code == .nobodyMay }.map(\.position))
        for state in draft.chart.all where reached.contains(state.id.text) && state.kind != .final {
            for (number, transition) in state.transitions.enumerated()
            where !taken.contains(TransitionPlace(state: state.id.text, number: number))
                && !blamed.contains(transition.position)
            {
                reportUntaken(transition, of: state.id.text)
            }
        }
    }

    private mutating func reportUntaken(_ transition: TransitionDraft, of source: String) {
        let name = transition.event?.text ?? "always"
        let isCertain = transition.event == nil || !transition.form.by.isEmpty
        report(
            isCertain ? .shadowed : .neverTaken,
            at: transition.position,
            name,
            zh: "「\(source)」的「\(name)」永遠不會發生：條件不成立，或總是別的轉移先發生。",
            en: "'\(name)' of '\(source)' never happens: its condition never holds, or another comes first."
        )
    }

    /// How a case comes to a node; nil after the first hundred.
    mutating func example(
        _ exploration: Exploration,
        to node: Int,
        assuming choices: [Oracle.Choice] = [],
        then event: OutsideEvent? = nil
    ) -> Counterexample? {
        examplesLeft -= 1
        guard examplesLeft >= 0 else { return nil }
        return CounterexampleWriter(exploration).example(to: node, assuming: choices, then: event)
    }
}
