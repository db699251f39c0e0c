// MARK: which transitions an event enables, and which of them give way

extension Interpreter {
    /// The transitions that an event would take now, by event and condition alone; changes nothing.
    ///
    /// For a person's action, whose requirements are weighed before anything is left.
    public mutating func selected(for event: Event) -> [TransitionReference] {
        guard state.status.isLive else { return [] }
        // What a failing condition leaves in queue and report is swept away when the next step begins.
        bringModelUp()
        model.setEvent(event)
        let enabled = select(on: event)
        model.setEvent(current)
        return enabled.map { tables.reference($0) }
    }

    /// The transitions with events of all active states, whatever their conditions say, in document order.
    public var candidates: [TransitionReference] {
        guard state.status.isLive else { return [] }
        return state.configuration.flatMap { tables.nodes[$0].eventful }.map { tables.reference($0) }
    }

    mutating func select(on event: Event) -> [Int] { withoutConflicts(enabled(on: event)) }

    mutating func selectEventless() -> [Int] { withoutConflicts(enabledWithoutEvent()) }

    /// The transitions that an event enables, those among them that will give way included.
    mutating func enabled(on event: Event) -> [Int] {
        let matching = tables.descriptors(matching: event.name)
        let isError = event.name == "error" || event.name.hasPrefix("error.")
        var search = Search(complainsOnce: isError)
        for atomic in state.configuration.intersection(tables.atomic) {
            search.state = atomic
            while search.state >= 0 {
                for transition in tables.nodes[search.state].eventful {
                    guard tables.transitions[transition].listens(to: matching) else { continue }
                    if isEnabled(transition, from: atomic, &search) { break }
                }
                search.moveOut(tables)
            }
        }
        return search.enabled
    }

    /// The eventless transitions that are enabled, those among them that will give way included.
    mutating func enabledWithoutEvent() -> [Int] {
        guard !state.configuration.isDisjoint(with: tables.eventless) else { return [] }
        var search = Search(complainsOnce: true)
        for atomic in state.configuration.intersection(tables.atomic) where tables.eventless.contains(atomic)
        {
            search.state = atomic
            while search.state >= 0 {
                for transition in tables.nodes[search.state].eventless {
                    if isEnabled(transition, from: atomic, &search) { break }
                }
                search.moveOut(tables)
            }
        }
        return search.enabled
    }

    /// Evaluates a transition's condition unless another region did, and notes the transition if it holds.
    private mutating func isEnabled(_ transition: Int, from atomic: Int, _ search: inout Search) -> Bool {
        let isShared = search.state != atomic
        if isShared, search.known.contains(transition) {
            search.found = search.enabled.contains(transition)
            return search.found
        }
        if isShared { search.known.insert(transition) }
        guard holds(transition, complainsOnce: search.complainsOnce) else { return false }
        search.enabled.append(transition)
        search.found = true
        return true
    }

    private mutating func holds(_ transition: Int, complainsOnce: Bool) -> Bool {
        guard let condition = tables.transitions[transition].condition else { return true }
        bringModelUp()
        switch model.condition(condition) {
        case .true: return true
        case .false, .unknown: return false
        case .error(let error):
            complain(error, transition, once: complainsOnce)
            return false
        }
    }

    private mutating func complain(_ error: ExecutionError, _ transition: Int, once: Bool) {
        if once {
            guard !complained.contains(transition) else { return }
            complained.insert(transition)
        }
        let node = tables.transitions[transition]
        raise(error, at: .condition(source: tables.nodes[node.source].id, label: node.label))
    }

    /// Of transitions that would leave the same state the innermost stays, else the first
    /// (`removeConflictingTransitions`).
    func withoutConflicts(_ enabled: [Int]) -> [Int] {
        guard enabled.count > 1 else { return enabled }
        var kept: [(transition: Int, exits: BitSet)] = []
        for transition in enabled {
            let exits = exitSet(of: transition)
            let source = tables.transitions[transition].source
            let rivals = kept.filter { !$0.exits.isDisjoint(with: exits) }
            let yields = rivals.contains { rival in
                !tables.isDescendant(source, of: tables.transitions[rival.transition].source)
            }
            if yields { continue }
            kept.removeAll { kept in rivals.contains { $0.transition == kept.transition } }
            kept.append((transition, exits))
        }
        return kept.map(\.transition)
    }

    /// The active states that a transition leaves.
    func exitSet(of transition: Int) -> BitSet {
        guard let domain = tables.domain(of: transition, history: state.history) else { return BitSet() }
        return state.configuration.intersection(tables.nodes[domain].descendants)
    }
}

/// The walk from each active atomic state outwards until a transition is found.
private struct Search {
    let complainsOnce: Bool
    var state = -1
    var found = false
    /// The transitions of outer states whose condition was evaluated already.
    var known = BitSet()
    var enabled: [Int] = []

    init(complainsOnce: Bool) { self.complainsOnce = complainsOnce }

    mutating func moveOut(_ tables: ChartTables) {
        state = found ? -1 : tables.nodes[state].parent
        found = false
    }
}
