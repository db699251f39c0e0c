import Casework
import Statechart
import Values

/// Turns the chart of a file into the statechart's definition, with a rule for each transition.
final class ChartBuilder {
    let pool: ExpressionPool
    private let profile: Profile?
    private(set) var rules: [TransitionRule] = []
    private(set) var states: [String: StateRule] = [:]
    private(set) var deadlines: [DeadlineRule] = []
    /// Where each transition stands, by label.
    private(set) var places: [SourcePosition] = []

    /// Builds with expressions of a pool; the clauses of a profile's own regulations are chosen, all without one.
    init(_ pool: ExpressionPool, for profile: Profile? = nil) {
        self.pool = pool
        self.profile = profile
    }

    /// The clauses to name, of several that demand the same in different jurisdictions.
    func own(_ clauses: [SourceText]) -> [String] {
        let ids = clauses.map(\.text)
        return profile?.ownClauses(among: ids) ?? ids
    }

    /// The definition of a chart; what cannot be used is reported to the pool and left out.
    func definition(_ chart: ChartDraft, data: [DatumDraft] = []) -> ChartDefinition {
        ChartDefinition(
            initial: initial(chart.initial),
            data: self.data(data + chart.data),
            states: chart.states.map { state($0) }
        )
    }

    private func state(_ draft: StateDraft) -> StateDefinition {
        let id = draft.id.text
        states[id] = StateRule(
            id: id,
            title: draft.title ?? LocalizedText(zhHant: id, en: id),
            isClosed: draft.isClosed,
            isTrack: draft.isTrack,
            clauses: own(draft.clauses)
        )
        for deadline in draft.deadlines { deadlines.append(contentsOf: rule(deadline, state: id)) }
        return StateDefinition(
            id,
            kind: draft.kind,
            initial: initial(draft.initial),
            transitions: draft.transitions.map { transition($0) },
            onEntry: draft.entry.map { actions($0) },
            onExit: draft.exit.map { actions($0) },
            data: data(draft.data),
            doneData: payload(draft.done) ?? .none,
            children: draft.children.map { state($0) }
        )
    }

    private func initial(_ draft: InitialDraft?) -> InitialDefinition? {
        draft.map { InitialDefinition($0.targets.map(\.text), actions: actions($0.actions)) }
    }

    private func data(_ drafts: [DatumDraft]) -> [DatumDefinition] {
        drafts.map { datum in
            if case .literal(.null) = datum.value { return DatumDefinition(datum.name.text) }
            return DatumDefinition(datum.name.text, value: operand(datum.value) ?? .expression(failing))
        }
    }

    private func transition(_ draft: TransitionDraft) -> TransitionDefinition {
        let label = rules.count
        let event = draft.event?.text ?? ""
        rules.append(rule(draft.form, event: event))
        places.append(draft.position)
        return TransitionDefinition(
            on: draft.descriptors,
            when: draft.condition.map { condition($0) },
            to: draft.targets.map(\.text),
            isInternal: draft.isInternal,
            actions: actions(draft.actions),
            label: label
        )
    }

    /// A condition; one that cannot be used stands as one that always fails.
    func condition(_ text: SourceText) -> ExpressionReference {
        pool.reference(text, as: .condition) ?? failing
    }

    /// An expression that always fails: what a bare chart runs in place of one that cannot be used.
    var failing: ExpressionReference {
        if let known = knownFailing { return known }
        guard case .success(let made) = ExpressionPool.compile("1 / 0 > 0", variables: [:]) else {
            preconditionFailure("Invalid state: the expression that always fails does not compile")
        }
        let reference = pool.add(made)
        knownFailing = reference
        return reference
    }

    private var knownFailing: ExpressionReference?

    func rule(_ form: FormDraft, event: String) -> TransitionRule {
        TransitionRule(
            event: event,
            title: form.title,
            by: form.by.map(\.text),
            asks: form.asks.map { .init(field: $0.field.text, isRequired: $0.isRequired) },
            requires: form.requires.map { requirement in
                Requirement(
                    condition: condition(requirement.condition),
                    sentence: requirement.sentence,
                    clause: own(requirement.clauses).first
                )
            },
            clauses: own(form.clauses)
        )
    }
}
