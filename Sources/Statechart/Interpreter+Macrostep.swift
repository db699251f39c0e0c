import Values

// MARK: the macrostep, from the start or an event until nothing moves any more

extension Interpreter {
    /// Makes an event the one that is read, and takes the transitions it enables.
    mutating func take(_ event: Event) {
        current = event
        model.setEvent(event)
        let enabled = select(on: event)
        if !enabled.isEmpty { microstep(enabled, event: event.name) }
    }

    mutating func completeMacrostep() {
        while endedBy == nil, excess == nil {
            let enabled = selectEventless()
            if !enabled.isEmpty {
                microstep(enabled, event: nil)
            } else if let event = queue.removeFirst() {
                if countAction() { take(event) }
            } else {
                return
            }
        }
        if let endedBy, excess == nil { end(by: endedBy) }
    }

    mutating func microstep(_ enabled: [Int], event: String?) {
        guard step.microsteps.count < limits.microsteps else {
            excess = "more than \(limits.microsteps) microsteps in one step"
            return
        }
        // Before anything is left: what a history remembers of this very leaving must not move the domain.
        let domains = enabled.map { tables.domain(of: $0, history: state.history) }
        let left = exitStates(inside: domains)
        for transition in enabled {
            guard !tables.transitions[transition].actions.isEmpty else { continue }
            let node = tables.transitions[transition]
            run(node.actions, at: .transition(source: tables.nodes[node.source].id, label: node.label))
        }
        var entry = EntrySet(tables, history: state.history)
        for (transition, domain) in zip(enabled, domains) {
            guard let domain else { continue }
            entry.add(tables.transitions[transition].targets, domain: domain)
        }
        enter(entry)
        step.microsteps.append(
            Microstep(tables: tables, taken: enabled, left: left, reached: entry.states, event: event)
        )
    }

    /// Counts an action or an internal event; false when there have been too many for one step.
    mutating func countAction() -> Bool {
        actionCount += 1
        guard actionCount > limits.actions else { return true }
        excess = "more than \(limits.actions) actions in one step"
        return false
    }

    /// Takes the chart's own default entry.
    mutating func enterChart() {
        let initial = tables.nodes[ChartTables.root].initial
        run(initial.actions, at: .initial(""))
        var entry = EntrySet(tables, history: state.history)
        entry.add(initial.targets, domain: ChartTables.root)
        enter(entry)
        step.microsteps.append(
            Microstep(tables: tables, taken: [], left: BitSet(), reached: entry.states, event: nil)
        )
    }

    /// Binds all data early: all are there, empty, before the first value is computed.
    mutating func bindData(_ given: ValueMap) {
        for (datum, _) in tables.data {
            attempt(at: .datum(datum.name)) { run throws(ExecutionError) in try run.model.declare(datum.name)
            }
        }
        for (datum, isOutermost) in tables.data {
            attempt(at: .datum(datum.name)) { run throws(ExecutionError) in
                if isOutermost, let value = given[datum.name] {
                    try run.model.assign(datum.name, value)
                } else if let operand = datum.value {
                    try run.model.assign(datum.name, run.value(of: operand))
                }
            }
        }
    }

    /// Leaves everything in order and stops; the configuration stays readable as it was at the end.
    mutating func end(by final: Int) {
        let last = state.configuration
        leave(last)
        let data = doneData(of: final)
        state.configuration = last
        isModelBehind = true
        state.pending = []
        queue.removeAll()
        state.status = .ended(data)
    }

    /// A started case whose end arrives can no longer be sent to.
    mutating func strikeOff(endedBy event: Event) {
        let prefix = "done.case."
        guard !state.children.isEmpty, event.name.hasPrefix(prefix) else { return }
        let name = event.name.dropFirst(prefix.count)
        if let position = state.children.firstIndex(where: { $0 == name }) {
            state.children.remove(at: position)
        }
    }
}
