import Statechart
import Values

/// Looks at what a workflow's chart means: what can be reached, who may act, who hears of a miss.
struct ChartCheck {
    let draft: WorkflowDraft
    let world: EventWorld
    let tree: StateTree
    let transitions: [TransitionDraft]
    let actions: [ActionDraft]
    /// All ways that a case can go, those of free regions behind the rest; none where the chart cannot be
    /// followed.
    let explorations: [Exploration]
    let events: RaisedEvents
    /// How many counterexamples may still be given: a hostile file has thousands of faults, with long ways.
    var examplesLeft = 100
    var found: [Finding] = []

    init(_ draft: WorkflowDraft, _ world: EventWorld, _ explorations: [Exploration] = []) {
        self.explorations = explorations
        self.draft = draft
        self.world = world
        tree = StateTree(draft.chart)
        transitions = draft.chart.all.flatMap(\.transitions)
        actions = draft.chart.actions
        events = RaisedEvents(draft, actions, transitions, world)
    }

    /// What is found in a workflow.
    ///
    /// A few valuations of each configuration are enough to show that nothing is wrong: every state is
    /// reached, every transition taken, an end in sight. Only where that fails all are followed.
    static func findings(in draft: WorkflowDraft, _ world: EventWorld, isSound: Bool) -> [Finding] {
        guard isSound else { return ChartCheck(draft, world).findings() }
        let first = Exploration.apart(draft, world, valuations: fewValuations)
        let found = ChartCheck(draft, world, first).findings()
        guard first.allSatisfy(\.graph.isComplete), first.contains(where: { !$0.graph.cuts.isEmpty }),
            !found.isEmpty
        else { return found }
        return ChartCheck(draft, world, Exploration.apart(draft, world)).findings()
    }

    private static let fewValuations = 3

    /// All that is found, states first.
    func findings() -> [Finding] {
        var check = self
        check.checkReach()
        for state in draft.chart.all {
            for transition in state.transitions { check.check(transition) }
            for deadline in state.deadlines { check.check(deadline) }
        }
        check.checkOpening()
        if let main = explorations.first {
            for exploration in explorations { check.checkSteps(exploration) }
            check.checkWays(main)
            for exploration in explorations { check.checkOrder(exploration) }
            check.checkTaken(main)
        } else {
            check.checkLoops()
        }
        check.checkFields()
        for exploration in explorations { check.checkFilled(exploration) }
        check.checkUse()
        return check.found
    }

    mutating func report(
        _ code: FindingCode,
        at position: SourcePosition,
        _ subject: String,
        zh: String,
        en: String,
        counterexample: Counterexample? = nil
    ) {
        let message = LocalizedText(zhHant: zh, en: en)
        found.append(
            Finding(code, message, at: position, subject: subject, counterexample: counterexample)
        )
    }

    private mutating func checkReach() {
        let isFollowed = !explorations.isEmpty && explorations.allSatisfy(\.graph.isComplete)
        let reached =
            isFollowed
            ? explorations.reduce(into: Set<String>()) { $0.formUnion($1.reached) } : tree.reachable
        for state in draft.chart.all where !reached.contains(state.id.text) {
            // A history state stands for others; nothing is ever in it.
            guard state.kind != .shallowHistory, state.kind != .deepHistory else { continue }
            report(
                .unreachable,
                at: state.id.position,
                state.id.text,
                zh: "沒有任何轉移能到達狀態「\(state.id.text)」。",
                en: "No transition leads to the state '\(state.id.text)'."
            )
        }
        let ends =
            draft.chart.states.filter { $0.kind == .final }.map(\.id.text)
            + draft.chart.all.filter(\.isClosed).map(\.id.text)
        guard !ends.contains(where: { reached.contains($0) }), !draft.chart.states.isEmpty else { return }
        report(
            .noEnd,
            at: draft.chart.states[0].id.position,
            draft.name.text,
            zh: "到不了任何結案：請將某狀態標為 closed: true，或設最外層的 type: final。",
            en: "No end can be reached: mark a state closed: true, or have a final state at the top."
        )
    }

    private mutating func check(_ deadline: DeadlineDraft) {
        guard deadline.tell.isEmpty else { return }
        let event = "deadline.missed.\(deadline.name.text)"
        guard !events.isHandled(event) else { return }
        var isStopwatch = false
        if case .literal(let text) = deadline.within { isStopwatch = text.text == "immediately" }
        guard !isStopwatch || deadline.remind != nil else { return }
        report(
            .unheardMiss,
            at: deadline.name.position,
            deadline.name.text,
            zh: "期限「\(deadline.name.text)」逾期或提醒時無人得知；請填 tell，或處理 \(event)。",
            en: "Nobody hears when '\(deadline.name.text)' is missed or due; write tell, or handle \(event)."
        )
    }

    private mutating func checkOpening() {
        guard draft.opening.by.isEmpty else { return }
        report(
            .nobodyMay,
            at: draft.openingPosition,
            "open",
            zh: "沒有角色可以開案；請填 by。",
            en: "No role may open a case; write by."
        )
    }
}
