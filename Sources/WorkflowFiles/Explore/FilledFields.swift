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
        var filled = [Members?](repeating: nil, count: graph.nodes.count)
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
        let cut = graph.cuts.compactMap { filled[$0] }.reduce(Members()) { $0.union($1) }
        var found: [Int: Members] = [:]
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

    mutating func members(_ names: Set<String>) -> Members {
        var members = Members()
        for name in names {
            if numbers[name] == nil {
                numbers[name] = all.count
                all.append(name)
            }
            numbers[name].map { members.insert($0) }
        }
        return members
    }

    func names(of members: Members) -> Set<String> {
        Set(all.indices.filter { members.contains($0) }.map { all[$0] })
    }
}

/// A set of small numbers as bits.
private struct Members {
    private var words: [UInt64] = []

    mutating func insert(_ number: Int) {
        while words.count <= number / 64 { words.append(0) }
        words[number / 64] |= 1 << UInt64(number % 64)
    }

    func contains(_ number: Int) -> Bool {
        number / 64 < words.count && words[number / 64] >> UInt64(number % 64) & 1 == 1
    }

    func union(_ other: Members) -> Members {
        var longer = words.count >= other.words.count ? self : other
        let shorter = words.count >= other.words.count ? other : self
        for index in shorter.words.indices { longer.words[index] |= shorter.words[index] }
        return longer
    }

    func subtracting(_ other: Members) -> Members {
        var rest = self
        for index in 0..<min(words.count, other.words.count) { rest.words[index] &= ~other.words[index] }
        return rest
    }

    func isSubset(of other: Members) -> Bool {
        words.indices.allSatisfy { words[$0] & ~(($0 < other.words.count) ? other.words[$0] : 0) == 0 }
    }
}
