/// All ways that an abstract case can go, as far as they were followed.
struct ExploredGraph {
    /// One microstep, or an event from outside with the microstep that it enables.
    struct Edge {
        let from: Int
        let to: Int
        /// What came from outside; nil inside a step.
        let event: OutsideEvent?
        /// The transitions taken, by their places in the draft.
        let taken: [Int]
        let choices: [Oracle.Choice]
        let filled: Set<String>
        let emptied: Set<String>
    }

    /// A configuration with what is known of the data: between two microsteps, or stable.
    struct Node {
        /// The active states, by their places in the draft.
        let states: [Int]
        let masks: [UInt64]
        let isStable: Bool
        /// The outermost final state was entered.
        let isOver: Bool
        /// It, or one before it, stands for several valuations that no case need have together.
        let isMerged: Bool
        /// More events wait than can be followed.
        let isOverflow: Bool
        /// The edge by which it was first reached; none for the start.
        let arrival: Int?
    }

    /// A transition that gave way to one of another region.
    struct Conflict: Hashable {
        let loser: Int
        let winner: Int
    }

    /// A stable node, and what has to hold of its data for nothing to lead on.
    struct DeadEnd {
        let node: Int
        let choices: [Oracle.Choice]
    }

    var deadEnds: [DeadEnd] = []
    /// What each edge does to fields being filled, and how requirements came out; nothing where they were not
    /// looked at.
    var fillings: [EdgeFilling] = []
    var outcomes = RequirementOutcomes()
    var nodes: [Node] = []
    var edges: [Edge] = []
    /// The edges that leave each node.
    var exits: [[Int]] = []
    var conflicts: [Conflict: Int] = [:]
    /// The nodes behind which nothing was followed, because others with the same configuration were.
    var cuts: [Int] = []
    /// Whether everything else was followed.
    var isComplete = true

    /// The nodes from which one of some others can be reached, these included.
    func reaching(_ goals: [Int]) -> [Bool] {
        var entrances = [[Int]](repeating: [], count: nodes.count)
        for edge in edges { entrances[edge.to].append(edge.from) }
        var reached = [Bool](repeating: false, count: nodes.count)
        // What was not followed may lead anywhere.
        let goals = goals + cuts
        var open = goals
        for goal in goals { reached[goal] = true }
        while let node = open.popLast() {
            for before in entrances[node] where !reached[before] {
                reached[before] = true
                open.append(before)
            }
        }
        return reached
    }

    /// The last stable node on the way by which a node was first reached; nil for none.
    func settledBefore(_ node: Int) -> Int? {
        var current = node
        while let arrival = nodes[current].arrival {
            current = edges[arrival].from
            if nodes[current].isStable { return current }
        }
        return nil
    }

    /// The edges of a shortest way to a node.
    func path(to node: Int) -> [Edge] {
        var path: [Edge] = []
        var current = node
        while let arrival = nodes[current].arrival {
            path.append(edges[arrival])
            current = edges[arrival].from
        }
        return path.reversed()
    }
}
