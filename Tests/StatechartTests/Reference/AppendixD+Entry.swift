import Values

@testable import Statechart

// MARK: which states are entered, and how

extension AppendixD {
    /// What `computeEntrySet` fills in.
    struct Entry {
        var statesToEnter = OrderedSet<Node>()
        var statesForDefaultEntry = OrderedSet<Node>()
        /// By the id of the parent, as the pseudo-code has it.
        var defaultHistoryContent: [String: [Action]] = [:]
        /// The same in the order found, for those whose parent stays active.
        var histories = OrderedSet<Node>()
        /// Where the transition at hand enters; ancestors are not followed beyond it.
        var domain: Node?
    }

    // MARK: procedure enterStates(enabledTransitions)

    func enterStates(_ enabledTransitions: [Transition], domains: [Node?]) {
        var entry = Entry()
        computeEntrySet(enabledTransitions, domains, &entry)
        if departures.contains(.historyContentAlways) {
            for h in entry.histories.toList() where !entry.statesToEnter.some({ $0 === h.parent }) {
                executeContent(h.definition.initial?.actions ?? [])
            }
        }
        let entered = entry.statesToEnter.toList().sorted(by: documentOrder)
        for s in entered {
            configuration.add(s)
            for content in s.definition.onEntry { executeContent(content) }
            if entry.statesForDefaultEntry.isMember(s) {
                executeContent(s.definition.initial?.actions ?? [])
            }
            if let content = entry.defaultHistoryContent[s.id] { executeContent(content) }
            if s.isFinal { completed(by: s) }
        }
        report.microstep.entered = entered.map(\.id)
    }

    private func completed(by s: Node) {
        guard let parent = s.parent, parent !== document.root else {
            running = false
            return
        }
        let data = evaluateDoneData(s)
        internalQueue.append(Event("done.state." + parent.id, type: .platform, data: data))
        var grandparent = parent.parent
        while let outer = grandparent, outer.isParallel, outer.getChildStates().allSatisfy(isInFinalState) {
            internalQueue.append(Event("done.state." + outer.id, type: .platform))
            if !departures.contains(.parallelCompletesParallel) { return }
            grandparent = outer.parent
        }
    }

    // MARK: procedure computeEntrySet(transitions, ...)

    func computeEntrySet(_ transitions: [Transition], _ domains: [Node?], _ entry: inout Entry) {
        for (t, ancestor) in zip(transitions, domains) {
            entry.domain = departures.contains(.onlyInsideDomain) ? ancestor : nil
            for s in t.target { addDescendantStatesToEnter(s, &entry) }
            for s in getEffectiveTargetStates(t.target).toList() {
                addAncestorStatesToEnter(s, ancestor, &entry)
            }
        }
    }

    // MARK: procedure addDescendantStatesToEnter(state, ...)

    func addDescendantStatesToEnter(_ state: Node, _ entry: inout Entry) {
        if state.isHistory {
            if let value = historyValue[state.id] {
                for s in value { addDescendantStatesToEnter(s, &entry) }
                for s in value { addAncestorStatesToEnter(s, state.parent, &entry) }
            } else {
                entry.defaultHistoryContent[state.parent?.id ?? ""] = state.definition.initial?.actions ?? []
                entry.histories.add(state)
                for s in state.initialTarget { addDescendantStatesToEnter(s, &entry) }
                for s in state.initialTarget { addAncestorStatesToEnter(s, state.parent, &entry) }
            }
        } else {
            entry.statesToEnter.add(state)
            if state.isCompound {
                entry.statesForDefaultEntry.add(state)
                for s in state.initialTarget { addDescendantStatesToEnter(s, &entry) }
                for s in state.initialTarget { addAncestorStatesToEnter(s, state, &entry) }
            } else if state.isParallel {
                addRegions(state, &entry)
            }
        }
    }

    // MARK: procedure addAncestorStatesToEnter(state, ancestor, ...)

    func addAncestorStatesToEnter(_ state: Node, _ ancestor: Node?, _ entry: inout Entry) {
        for anc in getProperAncestors(state, ancestor) {
            if anc === entry.domain || anc === document.root { return }
            entry.statesToEnter.add(anc)
            if anc.isParallel { addRegions(anc, &entry) }
        }
    }

    private func addRegions(_ parallel: Node, _ entry: inout Entry) {
        for child in parallel.getChildStates()
        where !entry.statesToEnter.some({ isDescendant($0, child) }) {
            addDescendantStatesToEnter(child, &entry)
        }
    }

    // MARK: function isInFinalState(s)

    func isInFinalState(_ s: Node) -> Bool {
        if s.isCompound {
            return s.getChildStates().contains { $0.isFinal && configuration.isMember($0) }
        } else if s.isParallel {
            return s.getChildStates().allSatisfy(isInFinalState)
        } else {
            return false
        }
    }

    // MARK: function getTransitionDomain(t)

    func getTransitionDomain(_ t: Transition) -> Node? {
        let tstates = getEffectiveTargetStates(t.target).toList()
        if tstates.isEmpty {
            return nil
        } else if t.isInternal, t.source.isCompound, tstates.allSatisfy({ isDescendant($0, t.source) }) {
            return t.source
        } else {
            return findLCCA(t.source, tstates)
        }
    }

    // MARK: function findLCCA(stateList)

    func findLCCA(_ head: Node, _ tail: [Node]) -> Node? {
        getProperAncestors(head, nil).filter { $0.isCompound || $0 === document.root }
            .first { anc in tail.allSatisfy { isDescendant($0, anc) } }
    }

    // MARK: function getEffectiveTargetStates(transition)

    func getEffectiveTargetStates(_ target: [Node]) -> OrderedSet<Node> {
        var targets = OrderedSet<Node>()
        for s in target {
            if s.isHistory {
                if let value = historyValue[s.id] {
                    targets.union(value)
                } else {
                    targets.union(getEffectiveTargetStates(s.initialTarget).toList())
                }
            } else {
                targets.add(s)
            }
        }
        return targets
    }

    // MARK: function getProperAncestors(state1, state2)

    func getProperAncestors(_ state1: Node, _ state2: Node?) -> [Node] {
        guard let state2 else { return state1.ancestors }
        return Array(state1.ancestors.prefix { $0 !== state2 })
    }

    // MARK: function isDescendant(state1, state2)

    func isDescendant(_ state1: Node, _ state2: Node) -> Bool {
        var outer = state1.parent
        while let state = outer {
            if state === state2 { return true }
            outer = state.parent
        }
        return false
    }
}
