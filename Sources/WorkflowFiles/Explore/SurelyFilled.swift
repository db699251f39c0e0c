import BitCollections

/// What an edge does to fields being filled.
struct EdgeFilling {
    /// The variables that are filled behind it, whatever was before.
    let surely: BitSet
    /// Those that may be empty behind it, whatever was before.
    let unsure: BitSet
    /// Those that were given a value which is none if others are empty.
    let pending: [Int: AbstractWriting]
    /// The fields that have to be empty before it.
    let assumed: BitSet

    init(_ model: AbstractModel, _ demands: AbstractChart.Demands) {
        let written = model.written
        var (surely, unsure, assumed) = (BitSet(), BitSet(), BitSet())
        for (variable, mask) in model.masks.enumerated() {
            if let writing = model.pending[variable] {
                if writing.canBeNull { unsure.insert(variable) }
            } else if mask & AbstractVariable.empty == 0 {
                surely.insert(variable)
            } else if written.contains(variable) {
                unsure.insert(variable)
            }
        }
        for field in demands.fields
        where model.masks[field] == AbstractVariable.empty && !written.contains(field) {
            assumed.insert(field)
        }
        pending = model.pending.filter { !$0.value.canBeNull }
        (self.surely, self.unsure, self.assumed) = (surely, unsure, assumed)
    }

    /// What is filled behind the edge.
    func behind(_ before: BitSet, _ fields: BitSet) -> BitSet {
        var behind = before.subtracting(unsure).union(surely)
        for (variable, writing) in pending {
            let missing = writing.needs.filter { !before.contains($0) }
            if missing.isEmpty {
                behind.insert(variable)
            } else if !missing.allSatisfy({ fields.contains($0) }) {
                // A datum that is null gives null; with an empty field nothing is set.
                behind.remove(variable)
            }
        }
        return behind
    }
}

/// For each node the fields that are filled on every way to it.
struct SurelyFilled {
    private var at: [BitSet?]
    /// The edges that some case can go.
    private(set) var isOpen: [Bool]

    init(_ graph: ExploredGraph, _ demands: AbstractChart.Demands) {
        let fields = BitSet(demands.fields)
        at = [BitSet?](repeating: nil, count: graph.nodes.count)
        isOpen = [Bool](repeating: false, count: graph.edges.count)
        guard let first = graph.nodes.first else { return }
        at[0] = BitSet(first.masks.indices.filter { first.masks[$0] & AbstractVariable.empty == 0 })
        var open = [0]
        while let node = open.popLast() {
            guard let here = at[node] else { continue }
            for number in graph.exits[node] {
                let filling = graph.fillings[number]
                // As less is known to be filled, more ways open; none closes again.
                guard filling.assumed.isDisjoint(with: here) else { continue }
                isOpen[number] = true
                let target = graph.edges[number].to
                let there = filling.behind(here, fields)
                let met = at[target].map { $0.intersection(there) } ?? there
                guard met != at[target] else { continue }
                at[target] = met
                open.append(target)
            }
        }
    }

    /// Whether some fields can be empty at a node to which a case can come.
    func allows(_ empty: [Int], at node: Int) -> Bool {
        guard let filled = at[node] else { return false }
        return !empty.contains { filled.contains($0) }
    }
}
