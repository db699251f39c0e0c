@testable import Statechart

// MARK: which transitions are taken

extension AppendixD {
    // MARK: function selectEventlessTransitions()

    func selectEventlessTransitions() -> OrderedSet<Transition> {
        var enabledTransitions = OrderedSet<Transition>()
        knownConditions = OrderedSet()
        let atomicStates = configuration.toList().filter(\.isAtomic).sorted(by: documentOrder)
        for state in atomicStates {
            loop: for s in [state] + getProperAncestors(state, nil) {
                for t in s.transitions where t.events.isEmpty {
                    if conditionMatch(t, enabledTransitions, reportsOnce: true) {
                        enabledTransitions.add(t)
                        break loop
                    }
                }
            }
        }
        return removeConflictingTransitions(enabledTransitions)
    }

    // MARK: function selectTransitions(event)

    func selectTransitions(_ event: Event) -> OrderedSet<Transition> {
        var enabledTransitions = OrderedSet<Transition>()
        knownConditions = OrderedSet()
        let isError = nameMatch(["error"], event.name)
        let atomicStates = configuration.toList().filter(\.isAtomic).sorted(by: documentOrder)
        for state in atomicStates {
            loop: for s in [state] + getProperAncestors(state, nil) {
                for t in s.transitions where !t.events.isEmpty && nameMatch(t.events, event.name) {
                    if conditionMatch(t, enabledTransitions, reportsOnce: isError) {
                        enabledTransitions.add(t)
                        break loop
                    }
                }
            }
        }
        return removeConflictingTransitions(enabledTransitions)
    }

    // MARK: function removeConflictingTransitions(enabledTransitions)

    func removeConflictingTransitions(_ enabledTransitions: OrderedSet<Transition>) -> OrderedSet<Transition>
    {
        var filteredTransitions = OrderedSet<Transition>()
        for t1 in enabledTransitions.toList() {
            var t1Preempted = false
            var transitionsToRemove = OrderedSet<Transition>()
            for t2 in filteredTransitions.toList() {
                guard computeExitSet([t1]).hasIntersection(computeExitSet([t2])) else { continue }
                guard isDescendant(t1.source, t2.source) else {
                    t1Preempted = true
                    break
                }
                transitionsToRemove.add(t2)
            }
            if !t1Preempted {
                for t3 in transitionsToRemove.toList() { filteredTransitions.delete(t3) }
                filteredTransitions.add(t1)
            }
        }
        return filteredTransitions
    }

    // MARK: function computeExitSet(transitions)

    func computeExitSet(_ transitions: [Transition]) -> OrderedSet<Node> {
        var statesToExit = OrderedSet<Node>()
        for t in transitions where !t.target.isEmpty {
            guard let domain = getTransitionDomain(t) else { continue }
            for s in configuration.toList() where isDescendant(s, domain) { statesToExit.add(s) }
        }
        return statesToExit
    }

    /// Whether a descriptor's tokens are a prefix of the name's (3.12.1).
    func nameMatch(_ descriptors: [String], _ name: String) -> Bool {
        let tokens = name.split(separator: ".")
        return descriptors.contains { descriptor in
            if descriptor == "*" { return true }
            var prefix = descriptor.split(separator: ".", omittingEmptySubsequences: true)
            if prefix.last == "*" { prefix.removeLast() }
            return tokens.starts(with: prefix)
        }
    }

    /// An error counts as false and is put on the internal queue (5.9.1).
    func conditionMatch(
        _ t: Transition,
        _ enabled: OrderedSet<Transition>,
        reportsOnce: Bool
    ) -> Bool {
        guard let condition = t.condition else { return true }
        if departures.contains(.conditionOncePerSelection) {
            if knownConditions.isMember(t) { return enabled.isMember(t) }
            knownConditions.add(t)
        }
        switch evaluate(condition) {
        case .true: return true
        case .false, .unknown: return false
        case .error(let error):
            if reportsOnce, departures.contains(.errorOncePerMacrostep) {
                if reportedTransitions.isMember(t) { return false }
                reportedTransitions.add(t)
            }
            raise(error)
            return false
        }
    }
}
