/// The compiled form of a chart: states and transitions in document order, addressed by index.
///
/// State 0 is the root, the chart itself: a compound state without an id.
final class ChartTables: Sendable {
    static let root = 0

    let nodes: [StateNode]
    let transitions: [TransitionNode]
    /// Every id with its index; the root has none.
    let indices: [String: Int]
    /// Every distinct event descriptor with its number; `*` is not among them.
    let descriptors: [String: Int]
    /// The states without states inside.
    let atomic: BitSet
    /// The states that themselves, or an ancestor of which, have eventless transitions.
    let eventless: BitSet
    /// The data of the workflow and then of the states, in document order, with whether it is the workflow's.
    let data: [(datum: DatumDefinition, isOutermost: Bool)]

    init(
        nodes: [StateNode],
        transitions: [TransitionNode],
        indices: [String: Int],
        descriptors: [String: Int],
        data: [(datum: DatumDefinition, isOutermost: Bool)]
    ) {
        var nodes = nodes
        for index in nodes.indices { nodes[index].sortListeners(transitions) }
        self.nodes = nodes
        self.transitions = transitions
        self.indices = indices
        self.descriptors = descriptors
        self.data = data
        atomic = BitSet(nodes.indices.filter { nodes[$0].isAtomic })
        eventless = BitSet(
            nodes.indices.filter { index in
                !nodes[index].eventless.isEmpty
                    || nodes[index].ancestors.contains { !nodes[$0].eventless.isEmpty }
            }
        )
    }

    /// The ids of some states in document order; the root is left out.
    func ids(of states: BitSet) -> [String] {
        states.compactMap { $0 == ChartTables.root ? nil : nodes[$0].id }
    }

    func isDescendant(_ state: Int, of ancestor: Int) -> Bool { nodes[ancestor].descendants.contains(state) }

    func reference(_ transition: Int) -> TransitionReference {
        let node = transitions[transition]
        return TransitionReference(source: nodes[node.source].id, label: node.label, events: node.events)
    }

    /// The descriptors that an event's name matches: each of its token prefixes that the chart mentions.
    func descriptors(matching name: String) -> BitSet {
        var matching = BitSet()
        let bytes = name.utf8
        var end = bytes.startIndex
        while end < bytes.endIndex {
            if bytes[end] == UInt8(ascii: "."), let number = descriptors[String(name[..<end])] {
                matching.insert(number)
            }
            bytes.formIndex(after: &end)
        }
        if let number = descriptors[name] { matching.insert(number) }
        return matching
    }
}
