/// What a definition may not say, after SCXML 3.3 to 3.10.
extension ChartCompiler {
    mutating func checkNesting(_ state: StateDefinition, _ index: Int) {
        let parent = nodes[index].parent
        switch state.kind {
        case .state: break
        case .parallel:
            if nodes[index].children.isEmpty { report(.parallelWithoutRegions, state.id) }
        case .final:
            if !state.children.isEmpty || !state.transitions.isEmpty { report(.finalWithContents, state.id) }
            if parent >= 0, nodes[parent].isParallel { report(.finalInParallel, state.id) }
        case .shallowHistory, .deepHistory:
            let isEmpty =
                state.children.isEmpty && state.transitions.isEmpty && state.onEntry.isEmpty
                && state.onExit.isEmpty
            if !isEmpty { report(.historyWithContents, state.id) }
            if parent == ChartTables.root { report(.misplacedHistory, state.id) }
        }
    }

    /// Fills in where a compound or history state leads by default.
    mutating func compileDefault(_ state: StateDefinition, _ index: Int) {
        guard let initial = state.initial else {
            if nodes[index].isCompound { nodes[index].initial.targets = [nodes[index].children[0]] }
            return
        }
        guard nodes[index].isCompound || state.kind.isHistory else {
            if index != ChartTables.root { report(.defaultWithoutChildren, state.id) }
            return
        }
        if initial.targets.isEmpty { report(.emptyDefault, state.id) }
        let targets = resolve(initial.targets, from: state.id)
        let home = state.kind.isHistory ? nodes[index].parent : index
        for target in targets where !isInside(target, home) {
            report(.defaultOutside(nodes[target].id), state.id)
        }
        checkOrthogonal(targets, state.id)
        nodes[index].initial = DefaultEntry(targets: targets, actions: initial.actions)
    }

    /// A default of a history state may name another one only deeper inside, or entering might never end;
    /// one that is not given is that of the parent.
    mutating func checkHistoryDefault(_ index: Int) {
        let parent = nodes[index].parent
        guard parent != ChartTables.root else { return }
        if nodes[index].initial.targets.isEmpty {
            nodes[index].initial.targets =
                nodes[parent].isParallel ? nodes[parent].children : nodes[parent].initial.targets
        }
        for target in nodes[index].initial.targets where nodes[target].kind.isHistory {
            if nodes[target].parent == parent || !isInside(target, parent) {
                report(.historyLoop, nodes[index].id)
            }
        }
    }

    /// Whether a state, possibly a history state, lies properly inside another.
    private func isInside(_ state: Int, _ ancestor: Int) -> Bool { nodes[state].ancestors.contains(ancestor) }

    /// Several targets must be able to be active together: each two meet first in a parallel state.
    mutating func checkOrthogonal(_ targets: [Int], _ state: String, label: Int? = nil) {
        for (position, one) in targets.enumerated() {
            for other in targets[(position + 1)...] where !areOrthogonal(one, other) {
                report(.targetsNotOrthogonal(nodes[one].id, nodes[other].id), state, label: label)
            }
        }
    }

    private func areOrthogonal(_ one: Int, _ other: Int) -> Bool {
        let left = standIn(one)
        let right = standIn(other)
        guard left != right, !isInside(left, right), !isInside(right, left) else { return false }
        guard let meeting = nodes[left].ancestors.first(where: { isInside(right, $0) }) else { return false }
        return nodes[meeting].isParallel
    }

    /// A history state may lead anywhere in its parent, so it counts as the parent here.
    private func standIn(_ state: Int) -> Int {
        nodes[state].kind.isHistory ? nodes[state].parent : state
    }
}
