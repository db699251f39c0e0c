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
    let onEntry: [[Action]]
    let onExit: [[Action]]
    let doneData: Payload
    /// `done.state.ID`, ready made.
    let doneName: String

    var isCompound: Bool { kind == .state && !children.isEmpty }
    var isParallel: Bool { kind == .parallel }
    var isAtomic: Bool { kind == .final || (kind == .state && children.isEmpty) }

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
