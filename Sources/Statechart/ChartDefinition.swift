/// A chart as its file gives it: a tree in document order, not yet checked; `Chart` is the checked form.
public struct ChartDefinition: Sendable {
    /// What is entered first; nil stands for the first state.
    public let initial: InitialDefinition?
    let data: [DatumDefinition]
    /// The outermost states, in document order.
    public let states: [StateDefinition]

    /// A chart from its parts; data are those of the whole workflow.
    public init(initial: InitialDefinition? = nil, data: [DatumDefinition] = [], states: [StateDefinition]) {
        self.initial = initial
        self.data = data
        self.states = states
    }
}
