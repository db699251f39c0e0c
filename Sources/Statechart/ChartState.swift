import Values

/// What a chart remembers between steps, in the indices of its tables: `ChartSnapshot` is the form for disk.
struct ChartState: Sendable {
    var configuration = BitSet()
    var history: [Int: BitSet] = [:]
    /// Ordered by due time; those due together in the order in which they were sent.
    var pending: [PendingSend]
    var children: [String]
    var generatedIDCount: Int
    var hasParent: Bool
    var status: ChartStatus

    /// Reads a snapshot; throws what does not fit the chart.
    init(_ snapshot: ChartSnapshot, _ tables: ChartTables) throws(ChartProblems) {
        pending = snapshot.pending
        children = snapshot.children
        generatedIDCount = snapshot.generatedIDCount
        hasParent = snapshot.hasParent
        status = snapshot.status
        var unknown: [String] = []
        configuration = tables.states(snapshot.configuration, &unknown)
        for (id, remembered) in snapshot.history {
            guard let index = tables.indices[id], tables.nodes[index].kind.isHistory else {
                unknown.append(id)
                continue
            }
            history[index] = tables.states(remembered, &unknown)
        }
        guard unknown.isEmpty else {
            let problems = unknown.sorted()
                .map { ChartProblem(kind: .unknownState($0), state: $0, label: nil) }
            throw ChartProblems(problems: problems)
        }
        guard tables.isLegal(configuration, isLive: status.isLive) else {
            throw ChartProblems(problems: [ChartProblem(kind: .illegalConfiguration, state: "", label: nil)])
        }
    }

    func snapshot(_ tables: ChartTables) -> ChartSnapshot {
        var remembered: [String: [String]] = [:]
        for (index, states) in history { remembered[tables.nodes[index].id] = tables.ids(of: states) }
        return ChartSnapshot(
            configuration: tables.ids(of: configuration),
            history: remembered,
            pending: pending,
            children: children,
            generatedIDCount: generatedIDCount,
            hasParent: hasParent,
            status: status
        )
    }

    /// Puts a send behind all those that fall due no later.
    mutating func enqueue(_ send: PendingSend) {
        let position = pending.firstIndex { $0.due > send.due } ?? pending.endIndex
        pending.insert(send, at: position)
    }
}

extension ChartTables {
    fileprivate func states(_ ids: [String], _ unknown: inout [String]) -> BitSet {
        var states = BitSet()
        for id in ids {
            if let index = indices[id], !nodes[index].kind.isHistory {
                states.insert(index)
            } else {
                unknown.append(id)
            }
        }
        return states
    }

    /// Whether states can be active together (SCXML 3.11): one child of every active compound state, all
    /// regions of every active parallel one, and no state without its parent.
    ///
    /// Nothing at all is legal only for a chart that is not running.
    fileprivate func isLegal(_ configuration: BitSet, isLive: Bool) -> Bool {
        if configuration.isEmpty { return !isLive }
        var active = configuration
        active.insert(ChartTables.root)
        for state in active {
            if state != ChartTables.root, !active.contains(nodes[state].parent) { return false }
            let inside = nodes[state].children.count { active.contains($0) }
            if nodes[state].isCompound, inside != 1 { return false }
            if nodes[state].isParallel, inside != nodes[state].children.count { return false }
        }
        return true
    }
}
