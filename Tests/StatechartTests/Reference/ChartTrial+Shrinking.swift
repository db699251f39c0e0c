import Values

@testable import Statechart

extension ChartTrial {
    /// The smallest trial found that still disagrees, by leaving out one thing after another.
    ///
    /// A step is kept when the chart is still sound and the two still differ, in whatever way.
    func shrunk(_ departures: Departures = .ours) -> ChartTrial {
        var smallest = self
        var position = 0
        while true {
            let smaller = smallest.smaller()
            // Goes on where the last success was: what could not be left out before seldom can be now.
            let order = smaller.indices.map { smaller[($0 + position) % smaller.count] }
            guard let found = order.firstIndex(where: { $0.differs(departures) }) else { return smallest }
            position = (position + found) % smaller.count
            smallest = order[found]
        }
    }

    private func differs(_ departures: Departures) -> Bool {
        do { return try disagreement(departures) != nil } catch { return false }
    }

    /// All trials that lack one thing of this one.
    private func smaller() -> [ChartTrial] {
        var trials = script.lacking().map { script in with { $0.script = script } }
        trials += definition.states.lacking { $0.smaller() }.map { states in
            with {
                $0.definition = ChartDefinition(
                    initial: definition.initial,
                    data: definition.data,
                    states: states
                )
            }
        }
        for initial in definition.initial?.smaller() ?? [] {
            trials.append(
                with {
                    $0.definition = ChartDefinition(
                        initial: initial,
                        data: definition.data,
                        states: definition.states
                    )
                }
            )
        }
        if given.count > 0 { trials.append(with { $0.given = [:] }) }
        if hasParent { trials.append(with { $0.hasParent = false }) }
        return trials
    }

    private func with(_ change: (inout ChartTrial) -> Void) -> ChartTrial {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Array {
    /// The list without one element, or with one made smaller.
    fileprivate func lacking(_ smaller: (Element) -> [Element] = { _ in [] }) -> [[Element]] {
        indices.flatMap { index -> [[Element]] in
            var without = self
            let element = without.remove(at: index)
            return [without]
                + smaller(element).map { one in
                    var list = self
                    list[index] = one
                    return list
                }
        }
    }
}

extension StateDefinition {
    fileprivate func smaller() -> [StateDefinition] {
        var all: [StateDefinition] = []
        for initial in initial?.smaller() ?? [] { all.append(with(initial: initial)) }
        all += transitions.lacking { $0.smaller() }.map { with(transitions: $0) }
        all += onEntry.lacking { $0.lacking { $0.smaller() } }.map { with(onEntry: $0) }
        all += onExit.lacking { $0.lacking { $0.smaller() } }.map { with(onExit: $0) }
        all += children.lacking { $0.smaller() }.map { with(children: $0) }
        if !data.isEmpty { all.append(with(data: [])) }
        if case .none = doneData { return all }
        all.append(with(doneData: Payload.none))
        return all
    }

    private func with(
        initial: InitialDefinition?? = nil,
        transitions: [TransitionDefinition]? = nil,
        onEntry: [[Action]]? = nil,
        onExit: [[Action]]? = nil,
        data: [DatumDefinition]? = nil,
        doneData: Payload? = nil,
        children: [StateDefinition]? = nil
    ) -> StateDefinition {
        StateDefinition(
            id,
            kind: kind,
            initial: initial ?? self.initial,
            transitions: transitions ?? self.transitions,
            onEntry: onEntry ?? self.onEntry,
            onExit: onExit ?? self.onExit,
            data: data ?? self.data,
            doneData: doneData ?? self.doneData,
            children: children ?? self.children
        )
    }
}

extension InitialDefinition {
    /// Nil stands for leaving it out.
    fileprivate func smaller() -> [InitialDefinition?] {
        [nil] + targets.lacking().map { InitialDefinition($0, actions: actions) }
            + actions.lacking { $0.smaller() }.map { InitialDefinition(targets, actions: $0) }
    }
}

extension TransitionDefinition {
    fileprivate func smaller() -> [TransitionDefinition] {
        var all = targets.lacking().map { with(to: $0) }
        all += actions.lacking { $0.smaller() }.map { with(actions: $0) }
        // The last descriptor stays: without any the transition would be another.
        if events.count > 1 { all += events.lacking().map { with(on: $0) } }
        if isInternal { all.append(with(isInternal: false)) }
        if condition != nil { all.append(with(when: .some(nil))) }
        return all
    }

    private func with(
        on events: [String]? = nil,
        when condition: ExpressionReference?? = nil,
        to targets: [String]? = nil,
        isInternal: Bool? = nil,
        actions: [Action]? = nil
    ) -> TransitionDefinition {
        TransitionDefinition(
            on: events ?? self.events,
            when: condition ?? self.condition,
            to: targets ?? self.targets,
            isInternal: isInternal ?? self.isInternal,
            actions: actions ?? self.actions,
            label: label
        )
    }
}

extension Action {
    fileprivate func smaller() -> [Action] {
        switch self {
        case .choose(let condition, let then, let otherwise):
            then.lacking().map { .choose(condition, then: $0, else: otherwise) }
                + otherwise.lacking().map { .choose(condition, then: then, else: $0) }
        case .forEach(let item, let index, let list, let body):
            body.lacking().map { .forEach(item: item, index: index, in: list, do: $0) }
        case .set, .raise, .send, .cancel, .start, .perform, .fail: []
        }
    }
}
