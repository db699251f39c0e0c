import Casework
import Expressions
import Statechart
import Values

/// Turns a chart as its file gives it into an abstract one.
///
/// Labels of transitions are their places among all transitions of the draft.
final class AbstractChartBuilder {
    let pool: VariablePool
    private let chart: ChartDraft
    private let data: [DatumDraft]
    private(set) var formulas: [Formula] = []
    private(set) var effects: [AbstractEffect] = []
    private(set) var delayed: [AbstractChart.Delayed] = []
    private(set) var started: [String] = []
    private(set) var sendsAny = false
    private(set) var startsAny = false
    private var locals: [String] = []
    private var labels = 0
    /// The workflow, where its requirements are looked at.
    private let demanding: WorkflowDraft?

    init(_ chart: ChartDraft, data: [DatumDraft], fields: [Field]) {
        self.chart = chart
        self.data = data
        demanding = nil
        pool = VariablePool(fields: fields, data: Set((data + chart.allData).map(\.name.text)))
    }

    /// A builder that looks at requirements too, under a profile's values.
    init(_ draft: WorkflowDraft, under profile: ValueMap) {
        chart = draft.chart
        data = draft.declarations.data
        demanding = draft
        pool = VariablePool(
            fields: draft.declarations.fields.map(\.field),
            data: Set((data + draft.chart.allData).map(\.name.text)),
            profile: profile,
            facts: draft.declarations.facts
        )
    }

    /// The abstract chart; nil where the chart itself is wrong.
    ///
    /// - Parameter openings: the fields that an opening may fill, with whether it has to; nil for all.
    func build(openings: [String: Bool]?) -> AbstractChart? {
        announce()
        let definition = ChartDefinition(
            initial: initial(chart.initial),
            data: bindings(data + chart.data),
            states: chart.states.map { state($0) }
        )
        guard let built = try? Chart(definition) else { return nil }
        let demands = demanding.map { self.demands($0) }
        let variables = pool.variables
        return AbstractChart(
            chart: built,
            pool: pool,
            formulas: formulas,
            effects: effects,
            delayed: delayed,
            started: started,
            sendsAny: sendsAny,
            startsAny: startsAny,
            initial: variables.map { $0.opened(openings) },
            variables: variables,
            forgotten: variables.indices.filter {
                variables[$0].lifetime != .kept || !pool.decisive.contains($0)
            },
            demands: demands
        )
    }

    private func demands(_ draft: WorkflowDraft) -> AbstractChart.Demands {
        let transitions = draft.chart.all.flatMap(\.transitions)
        func formulas(_ form: FormDraft) -> [Formula] {
            form.requires.map { pool.formula($0.condition, locals: [], isDecisive: false) }
        }
        func required(_ form: FormDraft) -> [Int] {
            form.asks.filter(\.isRequired).compactMap { pool.field($0.field.text) }
        }
        let (made, opening) = (transitions.map { formulas($0.form) }, formulas(draft.opening))
        let asked = transitions.map { required($0.form) }
        let openings = draft.opening.asks.reduce(into: [:]) { $0[$1.field.text] = $1.isRequired }
        return AbstractChart.Demands(
            transitions: made,
            opening: opening,
            fields: draft.declarations.fields.compactMap { pool.field($0.name.text) },
            opened: pool.variables.map { $0.opened(openings) },
            required: asked
        )
    }

    private func announce() {
        for state in chart.all {
            for transition in state.transitions {
                if let condition = transition.condition { pool.announce(condition) }
            }
        }
        for action in chart.actions { announce(action) }
        if let demanding { announceDemands(demanding) }
        for datum in data + chart.allData {
            if case .literal(let value) = datum.value { pool.announce(value, of: datum.name.text) }
        }
    }

    private func announceDemands(_ draft: WorkflowDraft) {
        for form in [draft.opening] + draft.chart.all.flatMap({ $0.transitions.map(\.form) }) {
            for requirement in form.requires { pool.announce(requirement.condition) }
        }
        let written = chart.actions.flatMap { action -> [SourceText] in
            guard case .set(let assignments) = action.kind else { return [] }
            return assignments.flatMap(\.value.expressions)
        }
        for text in written + (data + chart.allData).flatMap(\.value.expressions) {
            pool.mention(pool.parsed(text)?.needs ?? [])
        }
    }

    private func announce(_ action: ActionDraft) {
        switch action.kind {
        case .set(let assignments):
            for assignment in assignments {
                if case .literal(let value) = assignment.value {
                    pool.announce(value, of: assignment.path.text)
                }
            }
        case .choose(let branches, _): for branch in branches { pool.announce(branch.condition) }
        case .raise, .send, .cancel, .forEach, .start, .notify, .document: break
        }
    }

    private func state(_ draft: StateDraft) -> StateDefinition {
        let transitions = draft.transitions.map { transition($0) }
        return StateDefinition(
            draft.id.text,
            kind: draft.kind,
            initial: initial(draft.initial),
            transitions: transitions,
            onEntry: draft.entry.map { actions($0) },
            onExit: draft.exit.map { actions($0) },
            data: bindings(draft.data),
            children: draft.children.map { state($0) }
        )
    }

    private func initial(_ draft: InitialDraft?) -> InitialDefinition? {
        draft.map { InitialDefinition($0.targets.map(\.text), actions: actions($0.actions)) }
    }

    private func transition(_ draft: TransitionDraft) -> TransitionDefinition {
        defer { labels += 1 }
        return TransitionDefinition(
            on: draft.descriptors,
            when: draft.condition.map { condition($0, isDecisive: true) },
            to: draft.targets.map(\.text),
            isInternal: draft.isInternal,
            actions: actions(draft.actions),
            label: labels
        )
    }

    /// A datum of the chart is bound by an effect, as a `set` is.
    private func bindings(_ drafts: [DatumDraft]) -> [DatumDefinition] {
        drafts.map { datum in
            let number = note(write(datum.name.text, datum.value))
            return DatumDefinition("datum:\(number)", value: .literal(.null))
        }
    }

    // MARK: actions

    func actions(_ drafts: [ActionDraft]) -> [Action] { drafts.flatMap { action($0) } }

    private func action(_ draft: ActionDraft) -> [Action] {
        switch draft.kind {
        case .set(let assignments): assignments.map { effect(write($0.path.text, $0.value)) }
        case .raise(let event, _): [.raise(event.text, payload: .none)]
        case .send(let send): self.send(send)
        case .cancel(let id): cancel(id)
        case .choose(let branches, let other): choose(branches[...], other)
        case .forEach(let item, let index, let list, let body): forEach(item, index, list, body)
        case .start(let name, _, _): start(name)
        case .notify, .document: []
        }
    }

    private func write(_ path: String, _ value: ValueDraft, isGiven: Bool = false) -> AbstractEffect {
        let name = String(path.prefix { $0 != "." })
        let number = pool.field(name)
        var mask: UInt64 = 0
        var fills = true
        if let number {
            mask = pool.variables[number].filled
            if case .literal(let literal) = value, path == name { mask = pool.mask(of: literal, in: number) }
        }
        if case .literal(.null) = value { fills = false }
        var writing = AbstractWriting(name: name, variable: number, mask: mask, fills: fills)
        if demanding != nil, !isGiven, case .expression(let text) = value, path == name {
            let parsed = pool.parsed(text)
            writing.needs = parsed?.needs.compactMap { pool.field($0) } ?? []
            writing.canBeNull = parsed?.canBeNull ?? true
        }
        return .write(writing)
    }

    private func send(_ draft: SendDraft) -> [Action] {
        var made: [Action] = []
        if let store = draft.store { made.append(effect(write(store.text, .expression(store), isGiven: true))) }
        guard draft.returns else { return made }
        guard case .literal(let event) = draft.event else {
            sendsAny = true
            return made
        }
        var sending: [Action]
        if let after = draft.after {
            var id: String?
            if case .literal(let text) = draft.id { id = text.text }
            var delay: String?
            if case .literal(let text) = after { delay = text.text }
            delayed.append(AbstractChart.Delayed(event: event.text, id: id, delay: delay))
            sending = [effect(.delay(delayed.count - 1))]
        } else if case .literal(let text) = draft.to, text.text == "internal" {
            sending = [.raise(event.text, payload: .none)]
        } else {
            sending = [.send(SendAction(.literal(.string(event.text))))]
        }
        if case .computed(let text) = draft.to {
            sending = [.choose(reference(VariablePool.free(text.text)), then: sending, else: [])]
        }
        return made + sending
    }

    /// A computed id may be that of any delayed event, or of none.
    private func cancel(_ draft: NameDraft) -> [Action] {
        switch draft {
        case .literal(let id): [.set("cancel:" + id.text, .literal(.null))]
        case .computed(let text):
            [
                .choose(
                    reference(VariablePool.free(text.text)),
                    then: [.set("cancel:*", .literal(.null))],
                    else: []
                )
            ]
        }
    }

    private func choose(_ branches: ArraySlice<ActionDraft.Branch>, _ other: [ActionDraft]) -> [Action] {
        guard let first = branches.first else { return actions(other) }
        let condition = condition(first.condition)
        return [.choose(condition, then: actions(first.actions), else: choose(branches.dropFirst(), other))]
    }

    /// A list may be empty or not; what one round does stands for all.
    private func forEach(
        _ item: SourceText,
        _ index: SourceText?,
        _ list: SourceText,
        _ body: [ActionDraft]
    ) -> [Action] {
        let outer = locals
        locals += [item.text] + (index.map { [$0.text] } ?? [])
        let round = actions(body)
        locals = outer
        guard !round.isEmpty else { return [] }
        return [.choose(reference(VariablePool.free("size(\(list.text)) > 0")), then: round, else: [])]
    }

    private func start(_ name: NameDraft) -> [Action] {
        guard case .literal(let text) = name else {
            startsAny = true
            return []
        }
        if !started.contains(text.text) { started.append(text.text) }
        guard let number = started.firstIndex(of: text.text), number < 64 else {
            startsAny = true
            return []
        }
        return [effect(.start(number))]
    }

    // MARK: numbering

    private func condition(_ text: SourceText, isDecisive: Bool = false) -> ExpressionReference {
        reference(pool.formula(text, locals: locals, isDecisive: isDecisive))
    }

    private func reference(_ formula: Formula) -> ExpressionReference {
        formulas.append(formula)
        return ExpressionReference(formulas.count - 1)
    }

    private func effect(_ effect: AbstractEffect) -> Action {
        .set("effect:\(note(effect))", .literal(.null))
    }

    private func note(_ effect: AbstractEffect) -> Int {
        effects.append(effect)
        return effects.count - 1
    }
}
