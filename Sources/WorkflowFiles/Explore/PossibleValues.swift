import BitCollections

/// For each node what the variables can hold there, over all ways to it.
///
/// The explorer forgets at every stable node what no transition depends on, so that nodes stay few; here it
/// is found again along the edges. Of requirements over several variables it is found whether they hold on
/// every way, because what several fields hold together is more than what each can hold.
struct PossibleValues {
    private let demands: AbstractChart.Demands
    private var at: [[UInt64]?]
    private var holding: [BitSet]
    /// The edges that some case can go.
    private(set) var isOpen: [Bool]

    init(_ graph: ExploredGraph, _ demands: AbstractChart.Demands) {
        self.demands = demands
        at = [[UInt64]?](repeating: nil, count: graph.nodes.count)
        holding = [BitSet](repeating: BitSet(demands.watched.indices), count: graph.nodes.count)
        isOpen = [Bool](repeating: false, count: graph.edges.count)
        guard let first = graph.nodes.first else { return }
        at[0] = first.masks
        holding[0] = BitSet(
            demands.watched.indices.filter { demands.watched[$0].formula.isSurelyTrue(first.masks) }
        )
        let kept = BitSet(demands.kept)
        var open = [0]
        while let node = open.popLast() {
            guard let here = at[node] else { continue }
            for number in graph.exits[node] {
                let change = graph.changes[number]
                // As more becomes possible more ways open; none closes again.
                guard change.isOpen(here, kept) else { continue }
                isOpen[number] = true
                let held = holding[node].subtracting(change.touched).union(change.holding)
                if add(change.behind(here, demands), held, to: graph.edges[number].to) {
                    open.append(graph.edges[number].to)
                }
            }
        }
    }

    /// Adds what is possible at a node; false if that was known.
    private mutating func add(_ masks: [UInt64], _ held: BitSet, to node: Int) -> Bool {
        let both = at[node].map { known in zip(known, masks).map { $0 | $1 } } ?? masks
        let left = holding[node].intersection(held)
        guard both != at[node] || left != holding[node] else { return false }
        at[node] = both
        holding[node] = left
        return true
    }

    /// Whether what was assumed of a case at a node can be.
    func allow(_ assumed: RequirementOutcomes.Assumed, at node: Int) -> Bool {
        guard let here = at[node] else { return false }
        if let broken = assumed.broken, holding[node].contains(broken) { return false }
        return assumed.values.allSatisfy { here[$0.key] & $0.value != 0 }
    }
}
