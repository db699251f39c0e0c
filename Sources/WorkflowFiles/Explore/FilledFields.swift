/// For each transition the fields that some way to it has filled.
struct FilledFields {
    /// By the transition's place in the draft; nothing for one that is never taken.
    private(set) var before: [Int: Set<String>] = [:]

    init(_ exploration: Exploration, _ opened: Set<String>) {
        let graph = exploration.graph
        var filled = [Set<String>?](repeating: nil, count: graph.nodes.count)
        filled[0] = opened
        var open = [0]
        while let node = open.popLast() {
            guard let here = filled[node] else { continue }
            for number in graph.exits[node] {
                let edge = graph.edges[number]
                let there = here.subtracting(edge.emptied).union(edge.filled)
                if let known = filled[edge.to], there.isSubset(of: known) { continue }
                filled[edge.to] = (filled[edge.to] ?? []).union(there)
                open.append(edge.to)
            }
        }
        // What was not followed has the same transitions as what was.
        let cut = graph.cuts.compactMap { filled[$0] }.reduce(into: Set<String>()) { $0.formUnion($1) }
        for edge in graph.edges {
            guard let here = filled[edge.from] else { continue }
            for label in edge.taken { before[label, default: cut].formUnion(here) }
        }
    }
}
