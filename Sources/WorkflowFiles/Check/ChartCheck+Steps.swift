extension ChartCheck {
    /// Steps that never end: eventless transitions and raised events that lead round in a circle.
    mutating func checkSteps(_ exploration: Exploration) {
        let graph = exploration.graph
        if !graph.isComplete { reportBound() }
        let settled = graph.reaching(
            graph.nodes.indices.filter { graph.nodes[$0].isStable || graph.nodes[$0].isOver }
        )
        // Where the exploration was given up, what follows is not known.
        let followed = Set(graph.edges.map(\.from))
        var seen: Set<Int> = []
        var reported: Set<Int> = []
        for node in graph.nodes.indices where !settled[node] && !seen.contains(node) {
            guard let circle = circle(from: node, graph, &seen, followed) else { continue }
            let taken = Set(circle.flatMap { graph.edges[$0].taken })
            guard reported.isDisjoint(with: taken), let first = taken.min(),
                exploration.judges(exploration.source(of: first))
            else { continue }
            reported.formUnion(taken)
            report(circle, first, taken, exploration)
        }
    }

    /// The edges of the circle that a walk from a node ends in; nil if it comes to what was seen before.
    private func circle(
        from node: Int,
        _ graph: ExploredGraph,
        _ seen: inout Set<Int>,
        _ followed: Set<Int>
    ) -> [Int]? {
        var walk: [Int] = []
        var places: [Int: Int] = [:]
        var current = node
        while let edge = graph.exits[current].first {
            if let start = places[current] { return Array(walk[start...]) }
            guard seen.insert(current).inserted else { return nil }
            places[current] = walk.count
            walk.append(edge)
            current = graph.edges[edge].to
        }
        seen.insert(current)
        guard graph.nodes[current].isOverflow, followed.contains(node) || walk.isEmpty else { return nil }
        return walk.isEmpty ? graph.nodes[current].arrival.map { [$0] } : walk
    }

    private mutating func report(_ circle: [Int], _ first: Int, _ taken: Set<Int>, _ exploration: Exploration)
    {
        let graph = exploration.graph
        let edges = circle.map { graph.edges[$0] }
        let isUnconditional = taken.allSatisfy { label in
            exploration.transitions[label].condition.map { ChartCheck.names(in: $0).isEmpty } ?? true
        }
        let path = edges.flatMap(\.taken).map { "\(exploration.source(of: $0))" }
        let names = (path + [path.first ?? ""]).joined(separator: " → ")
        let subject = exploration.source(of: first)
        guard !isUnconditional else {
            report(
                .endlessLoop,
                at: exploration.transitions[first].position,
                subject,
                zh: "無條件的 always 轉移或內部事件循環不止：\(names)。",
                en: "These unconditional eventless transitions or raised events never end: \(names)."
            )
            return
        }
        report(
            .livelock,
            at: exploration.transitions[first].position,
            subject,
            zh: "在某些資料下，這些轉移循環不止：\(names)。",
            en: "With some data these transitions never end: \(names).",
            counterexample: example(exploration, to: edges[0].from)
        )
    }

    private mutating func reportBound() {
        report(
            .boundReached,
            at: draft.name.position,
            draft.name.text,
            zh: "狀態組合過多，未能全部檢查；請將不相干的部分分成不同流程。",
            en:
                "There are too many configurations to look at all; put what is unrelated into other workflows."
        )
    }
}
