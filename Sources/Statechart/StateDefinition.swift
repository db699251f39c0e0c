/// A state as the file gives it: compound when it has children, atomic when it has none.
public struct StateDefinition: Sendable {
    /// The name by which transitions and people know the state; unique in the chart.
    public let id: String
    /// What sort of state it is.
    public let kind: StateKind
    /// The default entry of a compound state, or the default transition of a history state.
    public let initial: InitialDefinition?
    /// The transitions that leave from here, in document order: the first that matches wins.
    public let transitions: [TransitionDefinition]
    let onEntry: [[Action]]
    let onExit: [[Action]]
    let data: [DatumDefinition]
    let doneData: Payload
    /// The states inside, in document order.
    public let children: [StateDefinition]

    /// A state from its parts; `onEntry` and `onExit` hold blocks, and an error ends its own block only.
    ///
    /// - Parameters:
    ///   - initial: for a compound state what is entered by default (nil: the first child), for a
    ///     history state what is entered while nothing is remembered (nil: the default of its parent).
    ///   - doneData: for a final state what `done.state.ID` of its parent carries.
    public init(
        _ id: String,
        kind: StateKind = .state,
        initial: InitialDefinition? = nil,
        transitions: [TransitionDefinition] = [],
        onEntry: [[Action]] = [],
        onExit: [[Action]] = [],
        data: [DatumDefinition] = [],
        doneData: Payload = .none,
        children: [StateDefinition] = []
    ) {
        self.id = id
        self.kind = kind
        self.initial = initial
        self.transitions = transitions
        self.onEntry = onEntry
        self.onExit = onExit
        self.data = data
        self.doneData = doneData
        self.children = children
    }
}
