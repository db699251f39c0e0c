import Values

/// A workflow with all ways that its cases can go.
struct Exploration {
    let draft: WorkflowDraft
    let abstract: AbstractChart
    /// All states and transitions of the draft, in its order, and the state that each transition leaves.
    let states: [StateDraft]
    let transitions: [TransitionDraft]
    private let sources: [Int]
    /// The first transition of each state.
    private let firstTransitions: [Int]
    let graph: ExploredGraph
    /// The fields that may be filled when a case opens, with whether they have to; nil for all of them.
    let openings: [String: Bool]?
    /// What rehearsals follow.
    let profile: (name: String, day: String)?
    /// The ids of the states that it is to be judged by, nil for all: those of a free region.
    private(set) var own: Set<String>?
    /// The ids of the regions that do nothing here, because they are followed alone.
    private(set) var idle: Set<String> = []

    /// Follows a workflow among others; nil where its chart cannot be run at all.
    ///
    /// - Parameter values: the profile's values under which requirements are looked at too; nil for any, and no
    ///   requirements.
    init?(
        _ draft: WorkflowDraft,
        _ world: EventWorld,
        bound: Int = Explorer.bound,
        valuations: Int? = nil,
        under values: ValueMap? = nil
    ) {
        let builder =
            values.map { AbstractChartBuilder(draft, under: $0) }
            ?? AbstractChartBuilder(
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
        firstTransitions = states.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.transitions.count) }
        profile = world.profile
        openings = Exploration.openings(draft, world)
        self.abstract = abstract
        graph = explorer.explore()
    }

    /// Follows a workflow with its free regions apart, the rest first; empty where its chart cannot be run.
    static func apart(
        _ draft: WorkflowDraft,
        _ world: EventWorld,
        valuations: Int? = nil,
        under values: ValueMap? = nil
    ) -> [Exploration] {
        let split = RegionSplit(draft.chart)
        var piece = draft
        piece.chart = split.main
        guard var main = Exploration(piece, world, valuations: valuations, under: values) else { return [] }
        main.idle = split.idle
        return [main]
            + split.parts.compactMap { part in
                piece.chart = part.chart
                var exploration = Exploration(piece, world, valuations: valuations, under: values)
                exploration?.own = part.own
                return exploration
            }
    }

    /// The fields that may be filled when a case opens, with whether they have to; nil for all of them.
    static func openings(_ draft: WorkflowDraft, _ world: EventWorld) -> [String: Bool]? {
        guard !world.openlyStarted.contains(draft.name.text) else { return nil }
        let given = world.given[draft.name.text]
        var openings: [String: Bool] = [:]
        for ask in draft.opening.asks {
            let isGiven = given == nil || world.surelyGiven[draft.name.text]?.contains(ask.field.text) == true
            openings[ask.field.text] = ask.isRequired && isGiven
        }
        for name in given ?? [] where openings[name] == nil { openings[name] = false }
        return openings
    }

    /// The state that a transition leaves from.
    func state(of label: Int) -> StateDraft { states[sources[label]] }

    /// Whether what is found at a state is to be reported.
    func judges(_ state: String) -> Bool { own?.contains(state) ?? true }

    /// Whether a configuration has regions that are followed elsewhere.
    func hasIdle(_ node: ExploredGraph.Node) -> Bool {
        !idle.isEmpty && node.states.contains { idle.contains(states[$0].id.text) }
    }

    /// The transitions that are taken at some time, by their state and their place among those of it.
    var taken: Set<TransitionPlace> {
        let taken = graph.edges.reduce(into: Set<Int>()) { $0.formUnion($1.taken) }
        return Set(taken.map { place(ofTransition: $0) })
    }

    /// What a transition is known by in every exploration of a workflow.
    func place(ofTransition label: Int) -> TransitionPlace {
        TransitionPlace(state: source(of: label), number: label - firstTransitions[sources[label]])
    }

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

/// A transition by the state that it leaves and its number among those of the state.
struct TransitionPlace: Hashable {
    let state: String
    let number: Int
}
