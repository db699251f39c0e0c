import Values

// MARK: one microstep at a time, for who looks at all ways that a chart can go

extension Interpreter {
    /// Begins a step: the chart's start when there is no event, else the microstep that the event enables.
    ///
    /// `advance` takes it on from there. What `deliver` and `start` do at once comes out the same.
    public mutating func open(_ event: Event?) -> Advance {
        guard let event else {
            begin()
            guard state.status == .new else { return Advance(event: nil, taken: [], displaced: []) }
            state.status = .running
            bindData(ValueMap())
            enterChart()
            return Advance(event: nil, taken: [], displaced: [])
        }
        begin()
        strikeOff(endedBy: event)
        return handle(event)
    }

    /// Takes the next microstep or event of the step that was begun; nil when the chart is stable or over.
    public mutating func advance() -> Advance? {
        actionCount = 0
        step.microsteps = []
        if let endedBy {
            guard state.status.isLive else { return nil }
            end(by: endedBy)
            return nil
        }
        let eventless = enabledWithoutEvent()
        if !eventless.isEmpty { return advance(eventless, event: nil) }
        guard let event = queue.removeFirst() else { return nil }
        return handle(event)
    }

    /// Takes the first send off that is due, as `deliverDue` does, and begins its step; nil without one.
    public mutating func openDue() -> Advance? {
        guard isDue else { return nil }
        return open(state.pending.removeFirst().event)
    }

    /// Whether a send of the chart to itself waits to be delivered now.
    public var isDue: Bool { state.status.isLive && state.pending.first.map { $0.due <= now } == true }

    /// Whether the top-level final state was entered and left nothing to do.
    public var isOver: Bool { endedBy != nil || !state.status.isLive }

    /// How many events wait inside the step and to be delivered at once.
    public var waitingCount: Int { queue.waiting.count + state.pending.count }

    /// The active states by their place in document order, history states counted, from 1.
    public var activePlaces: [Int] { Array(state.configuration) }

    /// Everything that decides how the chart goes on, beside its data, as numbers; `number` names events.
    ///
    /// Two interpreters of one chart with equal positions and data go the same ways.
    public func position(_ number: (String) -> Int) -> [Int] {
        var numbers = Array(state.configuration.intersection(tables.atomic))
        for (index, states) in state.history.sorted(by: { $0.key < $1.key }) {
            numbers += [-1, index] + Array(states)
        }
        numbers.append(-2)
        numbers += queue.waiting.map { number($0.name) }
        numbers.append(-3)
        numbers += state.pending.map { number($0.event.name) }
        numbers.append(endedBy ?? -4)
        return numbers
    }

    private mutating func handle(_ event: Event) -> Advance {
        current = event
        model.setEvent(event)
        return advance(enabled(on: event), event: event.name)
    }

    private mutating func advance(_ enabled: [Int], event: String?) -> Advance {
        let kept = withoutConflicts(enabled)
        var displaced: [Advance.Displaced] = []
        for loser in enabled where !kept.contains(loser) {
            guard let winner = rival(of: loser, in: kept) else { continue }
            displaced.append(Advance.Displaced(loser: tables.reference(loser), by: tables.reference(winner)))
        }
        if !kept.isEmpty { microstep(kept, event: event) }
        return Advance(event: event, taken: kept.map { tables.reference($0) }, displaced: displaced)
    }

    /// The transition of another branch that stays because it stands first in the document.
    private func rival(of loser: Int, in kept: [Int]) -> Int? {
        let exits = exitSet(of: loser)
        let source = tables.transitions[loser].source
        return kept.first { winner in
            let other = tables.transitions[winner].source
            return other != source && !tables.isDescendant(other, of: source)
                && !tables.isDescendant(source, of: other) && !exitSet(of: winner).isDisjoint(with: exits)
        }
    }
}
