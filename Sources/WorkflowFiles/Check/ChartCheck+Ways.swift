extension ChartCheck {
    /// Whether cases get stuck: states that no end can be reached from, and configurations without a way out.
    mutating func checkWays(_ exploration: Exploration) {
        let graph = exploration.graph
        guard graph.isComplete else { return }
        let ends = graph.nodes.indices.filter { exploration.isEnd(graph.nodes[$0]) }
        guard !ends.isEmpty else { return }
        let canEnd = graph.reaching(ends)
        let settled = graph.reaching(
            graph.nodes.indices.filter { graph.nodes[$0].isStable || graph.nodes[$0].isOver }
        )
        let stranded = strandedStates(graph, canEnd, settled)
        for (state, node) in stranded { reportStranded(state, node, exploration) }
        let silent = Set(stranded.map(\.state))
        let dead = reportDeadEnds(exploration, ends: Set(ends), silent)
        reportOutOfReach(exploration, canEnd, settled, graph.reaching(dead), silent)
    }

    /// The states in which no case can come to an end, the largest of each sort.
    private func strandedStates(_ graph: ExploredGraph, _ canEnd: [Bool], _ settled: [Bool])
        -> [(state: Int, node: Int?)]
    {
        var nodes: [Int: Set<Int>] = [:]
        var good: Set<Int> = []
        for (number, node) in graph.nodes.enumerated() {
            for state in node.states {
                if canEnd[number] { good.insert(state) }
                nodes[state, default: []].insert(number)
            }
        }
        // What never settles is reported as a loop.
        for number in graph.nodes.indices where !settled[number] {
            good.formUnion(graph.nodes[number].states)
        }
        let bad = nodes.filter { !good.contains($0.key) }.sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }
        var kept: [(state: Int, nodes: Set<Int>)] = []
        // One that holds another holds each node of it.
        var holders: [Int: [Int]] = [:]
        for (state, inside) in bad {
            let rivals = inside.first.flatMap { holders[$0] } ?? []
            guard !rivals.contains(where: { inside.isSubset(of: kept[$0].nodes) }) else { continue }
            for node in inside { holders[node, default: []].append(kept.count) }
            kept.append((state: state, nodes: inside))
        }
        return kept.map { kept in
            (state: kept.state, node: kept.nodes.filter { graph.nodes[$0].isStable }.min())
        }
        .sorted { $0.state < $1.state }
    }

    private mutating func reportStranded(_ state: Int, _ node: Int?, _ exploration: Exploration) {
        let name = exploration.states[state].id
        report(
            .stranded,
            at: name.position,
            name.text,
            zh: "案件進入「\(name.text)」後，無論如何都無法結案。",
            en: "A case that has come to '\(name.text)' can never be closed, whatever happens.",
            counterexample: node.flatMap { example(exploration, to: $0) }
        )
    }

    /// Reports configurations in which nothing leads on; gives their nodes.
    private mutating func reportDeadEnds(
        _ exploration: Exploration,
        ends: Set<Int>,
        _ silent: Set<Int>
    ) -> [Int] {
        let graph = exploration.graph
        var reported: Set<String> = []
        var dead: [Int] = []
        for end in graph.deadEnds where !ends.contains(end.node) {
            dead.append(end.node)
            let node = graph.nodes[end.node]
            guard !node.isMerged, silent.isDisjoint(with: node.states) else { continue }
            let place = exploration.place(of: node)
            guard reported.insert(place.name).inserted else { continue }
            guard !exploration.hasIdle(node) else {
                // Its free regions may go on, but to no end.
                reportOutOfReach(place, example(exploration, to: end.node, assuming: end.choices))
                continue
            }
            report(
                .deadlock,
                at: place.state.id.position,
                place.name,
                zh: "案件可能停在「\(place.name)」：沒有任何動作、期限或事件能讓它繼續。",
                en: "A case can get stuck in '\(place.name)': no action, deadline or event leads on.",
                counterexample: example(exploration, to: end.node, assuming: end.choices)
            )
        }
        return dead
    }

    /// Reports the entrances to where something still happens but nothing leads to an end.
    private mutating func reportOutOfReach(
        _ exploration: Exploration,
        _ canEnd: [Bool],
        _ settled: [Bool],
        _ leadsToDeadEnd: [Bool],
        _ silent: Set<Int>
    ) {
        let graph = exploration.graph
        var reported: Set<String> = []
        for (number, node) in graph.nodes.enumerated() {
            guard node.isStable, !node.isMerged, !canEnd[number], !leadsToDeadEnd[number], settled[number],
                silent.isDisjoint(with: node.states),
                graph.settledBefore(number).map({ canEnd[$0] }) ?? true
            else { continue }
            let place = exploration.place(of: node)
            guard reported.insert(place.name).inserted else { continue }
            reportOutOfReach(place, example(exploration, to: number))
        }
    }

    private mutating func reportOutOfReach(
        _ place: (name: String, state: StateDraft),
        _ example: Counterexample?
    ) {
        report(
            .endOutOfReach,
            at: place.state.id.position,
            place.name,
            zh: "在某些資料下，案件到了「\(place.name)」就無法結案。",
            en: "With some data a case that has come to '\(place.name)' can no longer be closed.",
            counterexample: example
        )
    }
}
