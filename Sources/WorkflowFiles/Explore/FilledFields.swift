import BitCollections

/// For each transition the fields that some way to it has filled.
struct FilledFields {
    /// By the transition's place in the draft; nothing for one that is never taken.
    private(set) var before: [Int: Set<String>] = [:]

    init(_ exploration: Exploration, _ opened: Set<String>) {
        let graph = exploration.graph
        var names = NameNumbers()
        let start = names.members(opened)
        let changes = graph.edges.map {
            (emptied: names.members($0.emptied), filled: names.members($0.filled))
        }
        var filled = [BitSet?](repeating: nil, count: graph.nodes.count)
        filled[0] = start
        var open = [0]
        while let node = open.popLast() {
            guard let here = filled[node] else { continue }
            for number in graph.exits[node] {
                let there = here.subtracting(changes[number].emptied).union(changes[number].filled)
                let target = graph.edges[number].to
                if let known = filled[target], there.isSubset(of: known) { continue }
                filled[target] = filled[target]?.union(there) ?? there
                open.append(target)
            }
        }
        // What was not followed has the same transitions as what was.
        let cut = graph.cuts.compactMap { filled[$0] }.reduce(BitSet()) { $0.union($1) }
        var found: [Int: BitSet] = [:]
        for edge in graph.edges {
            guard let here = filled[edge.from] else { continue }
            for label in edge.taken { found[label] = (found[label] ?? cut).union(here) }
        }
        before = found.mapValues { names.names(of: $0) }
    }
}

/// Gives names numbers, so that sets of them are bits.
private struct NameNumbers {
    private var numbers: [String: Int] = [:]
    private var all: [String] = []

    mutating func members(_ names: Set<String>) -> BitSet {
        var members = BitSet()
        for name in names {
            let number = numbers[name] ?? all.count
            if number == all.count {
                numbers[name] = number
                all.append(name)
            }
            members.insert(number)
        }
        return members
    }

    func names(of members: BitSet) -> Set<String> {
        Set(members.map { all[$0] })
    }
}
