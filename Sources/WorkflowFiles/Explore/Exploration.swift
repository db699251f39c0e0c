/// A workflow with all ways that its cases can go.
struct Exploration {
    let draft: WorkflowDraft
    let abstract: AbstractChart
    /// All states and transitions of the draft, in its order, and the state that each transition leaves.
    let states: [StateDraft]
    let transitions: [TransitionDraft]
    private let sources: [Int]
    let graph: ExploredGraph
    /// The fields that may be filled when a case opens, with whether they have to; nil for all of them.
    let openings: [String: Bool]?
    /// What rehearsals follow.
    let profile: (name: String, day: String)?

    /// Follows a workflow among others; nil where its chart cannot be run at all.
    init?(_ draft: WorkflowDraft, _ world: EventWorld, bound: Int = Explorer.bound, valuations: Int? = nil) {
        let builder = AbstractChartBuilder(
            draft.chart,
            data: draft.declarations.data,
            fields: draft.declarations.fields.map(\.field)
        )
        guard let abstract = builder.build(openings: Exploration.openings(draft, world)) else { return nil }
        let messages = world.sent.filter { $0.workflow != draft.name.text }.map(\.event)
        let outside = OutsideWorld(draft.chart, abstract, messages: messages, isOpen: false)
        var explorer = Explorer(abstract, outside, bound: bound, valuations: valuations)
        self.draft = draft
        states = draft.chart.all
        transitions = states.flatMap(\.transitions)
        sources = states.indices.flatMap { [states] state in states[state].transitions.map { _ in state } }
        profile = world.profile
        openings = Exploration.openings(draft, world)
        self.abstract = abstract
        graph = explorer.explore()
    }

    private static func openings(_ draft: WorkflowDraft, _ world: EventWorld) -> [String: Bool]? {
        guard !world.openlyStarted.contains(draft.name.text) else { return nil }
        let given = world.given[draft.name.text]
        var openings: [String: Bool] = [:]
        for ask in draft.opening.asks { openings[ask.field.text] = ask.isRequired && given == nil }
        for name in given ?? [] where openings[name] == nil { openings[name] = false }
        return openings
    }

    /// The state that a transition leaves from.
    func state(of label: Int) -> StateDraft { states[sources[label]] }

    /// The ids of the states that some case is in at some time.
    var reached: Set<String> {
        var places: Set<Int> = []
        for node in graph.nodes { places.formUnion(node.states) }
        return Set(places.map { states[$0].id.text })
    }

    /// Whether a case that stands there is over, or closed for people.
    func isEnd(_ node: ExploredGraph.Node) -> Bool {
        node.isOver || (node.isStable && node.states.contains { states[$0].isClosed })
    }
}
