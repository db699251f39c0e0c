import Values

// MARK: leaving and entering states

extension Interpreter {
    /// Leaves what is active inside the domains; gives what that was.
    mutating func exitStates(inside domains: [Int?]) -> BitSet {
        var left = BitSet()
        for case let domain? in domains {
            left.formUnion(state.configuration.intersection(tables.nodes[domain].descendants))
        }
        rememberHistory(of: left)
        leave(left)
        return left
    }

    /// Notes what history states stand for, before anything is left.
    private mutating func rememberHistory(of left: BitSet) {
        for index in left {
            for history in tables.nodes[index].histories {
                let inside = state.configuration.intersection(tables.nodes[index].descendants)
                if tables.nodes[history].kind == .deepHistory {
                    state.history[history] = inside.intersection(tables.atomic)
                } else {
                    state.history[history] = BitSet(inside.filter { tables.nodes[$0].parent == index })
                }
            }
        }
    }

    /// Runs the exit blocks in reverse document order; each state is active until its own have run.
    mutating func leave(_ states: BitSet) {
        for index in Array(states).reversed() {
            for block in tables.nodes[index].onExit { run(block, at: .exit(tables.nodes[index].id)) }
            state.configuration.remove(index)
            isModelBehind = true
            forgetComplaints(of: index)
        }
    }

    private mutating func forgetComplaints(of index: Int) {
        guard !complained.isEmpty else { return }
        for transition in tables.nodes[index].eventless { complained.remove(transition) }
        for transition in tables.nodes[index].eventful { complained.remove(transition) }
    }

    /// Enters in document order: blocks, then the actions of a default that is followed, then completion.
    ///
    /// The default actions of a history run after its parent's entry; when the parent stays active, first of
    /// all. (Appendix D forgets them then, against the text of 3.10.)
    mutating func enter(_ entry: EntrySet) {
        for history in entry.historyDefaults where !entry.states.contains(tables.nodes[history].parent) {
            run(tables.nodes[history].initial.actions, at: .historyDefault(tables.nodes[history].id))
        }
        for index in entry.states {
            state.configuration.insert(index)
            isModelBehind = true
            for block in tables.nodes[index].onEntry { run(block, at: .entry(tables.nodes[index].id)) }
            if entry.defaults.contains(index) {
                run(tables.nodes[index].initial.actions, at: .initial(tables.nodes[index].id))
            }
            for history in entry.historyDefaults where tables.nodes[history].parent == index {
                run(tables.nodes[history].initial.actions, at: .historyDefault(tables.nodes[history].id))
            }
            if tables.nodes[index].kind == .final { complete(index, in: tables.nodes[index].parent) }
        }
    }

    /// What entering a final state means for those around it.
    private mutating func complete(_ final: Int, in parent: Int) {
        guard parent != ChartTables.root else {
            endedBy = final
            return
        }
        let data = doneData(of: final)
        queue.append(Event(tables.nodes[parent].doneName, type: .platform, data: data))
        var outer = tables.nodes[parent].parent
        while tables.nodes[outer].isParallel, isFinal(outer) {
            queue.append(Event(tables.nodes[outer].doneName, type: .platform))
            outer = tables.nodes[outer].parent
        }
    }

    /// Whether a state is complete: in a final child, or all regions complete (`isInFinalState`).
    private func isFinal(_ index: Int) -> Bool {
        let node = tables.nodes[index]
        if node.isParallel { return node.children.allSatisfy { isFinal($0) } }
        return node.children.contains { tables.nodes[$0].kind == .final && state.configuration.contains($0) }
    }

    /// The data of a final state; an error is raised, and the completion does without what failed (5.6, 5.7).
    mutating func doneData(of final: Int) -> Value? {
        let node = tables.nodes[final]
        guard case .fields(let fields) = node.doneData else {
            var data: Value?
            attempt(at: .doneData(node.id)) { run throws(ExecutionError) in
                data = try run.value(of: node.doneData)
            }
            return data
        }
        var members = ValueMap()
        for field in fields {
            attempt(at: .doneData(node.id)) { run throws(ExecutionError) in
                members[field.name] = try run.value(of: field.value)
            }
        }
        return members.isEmpty && !fields.isEmpty ? nil : .map(members)
    }
}
