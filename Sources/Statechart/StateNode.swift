/// A state of a compiled chart: the tree around it as indices, and what happens there.
struct StateNode: Sendable {
    let id: String
    let kind: StateKind
    /// The index of the parent; -1 for the root.
    let parent: Int
    /// The states inside that can be active, in document order: no history states.
    var children: [Int] = []
    /// The history states inside.
    var histories: [Int] = []
    /// The proper ancestors from the inside out; the root is the last.
    var ancestors: [Int] = []
    /// All states inside at any depth, without history states.
    var descendants = BitSet()
    /// The default entry of a compound state, the default of a history state; else without targets.
    var initial = DefaultEntry()
    /// The transitions with and without events, in document order.
    var eventful: [Int] = []
    var eventless: [Int] = []
    /// Where there are many with events: those that listen to each descriptor by its number, `*` under -1.
    private(set) var listeners: [Int: [Int]] = [:]
    let onEntry: [[Action]]
    let onExit: [[Action]]
    let doneData: Payload
    /// `done.state.ID`, ready made.
    let doneName: String

    var isCompound: Bool { kind == .state && !children.isEmpty }
    var isParallel: Bool { kind == .parallel }
    var isAtomic: Bool { kind == .final || (kind == .state && children.isEmpty) }

    /// So many transitions are asked one by one, whether an event is theirs.
    private static let few = 16

    /// Sorts the transitions with events by what they listen to; nothing where they are few.
    mutating func sortListeners(_ transitions: [TransitionNode]) {
        guard eventful.count > StateNode.few else { return }
        for index in eventful {
            let transition = transitions[index]
            for descriptor in transition.descriptors { listeners[descriptor, default: []].append(index) }
            if transition.matchesAll { listeners[-1, default: []].append(index) }
        }
    }

    /// The transitions with events, in document order: where there are many, those alone that an event matches.
    func eventful(matching descriptors: BitSet) -> [Int] {
        guard !listeners.isEmpty else { return eventful }
        var found = listeners[-1] ?? []
        for descriptor in descriptors { found += listeners[descriptor] ?? [] }
        guard found.count > 1 else { return found }
        return Set(found).sorted()
    }

    init(_ definition: StateDefinition, parent: Int) {
        id = definition.id
        kind = definition.kind
        self.parent = parent
        onEntry = definition.onEntry
        onExit = definition.onExit
        doneData = definition.doneData
        doneName = "done.state." + definition.id
    }
}
