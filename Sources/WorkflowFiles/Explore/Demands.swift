import BitCollections

extension AbstractChart {
    /// The requirements of a workflow, with what has to be known to tell how they can come out.
    struct Demands {
        /// By transition, and those of the opening.
        let transitions: [[Formula]]
        let opening: [Formula]
        /// When each transition is chosen; nil for always.
        let conditions: [Formula?]
        /// The fields that each transition's form requires.
        let required: [[Int]]
        /// The variables that are fields.
        let fields: [Int]
        /// Those that nothing but the case changes.
        let kept: [Int]
        /// What a person can have filled in when they open a case.
        let opened: [UInt64]
        /// The requirements of which it is found out where they hold on every way.
        let watched: [Watched]
        /// Their numbers.
        let watchedNumbers: [RequirementOutcomes.Place: Int]
        let computed: [Computed]
    }

    /// A requirement over several variables.
    struct Watched {
        let place: RequirementOutcomes.Place
        let formula: Formula
        let variables: BitSet
    }

    /// A variable that only actions give a value, by expressions that are not looked into.
    struct Computed {
        let variable: Int
        let whole: AbstractVariable

        /// Whether more is taken to be known of it than whether it is empty.
        func isUsed(_ mask: UInt64) -> Bool {
            mask != whole.domain && (whole.isTruth || mask != whole.filled && mask != AbstractVariable.empty)
        }
    }
}

extension AbstractChartBuilder {
    /// What a workflow demands of people.
    ///
    /// - Parameter openings: the fields that an opening may fill; nil for all.
    func demands(_ draft: WorkflowDraft, openings: Set<String>?) -> AbstractChart.Demands {
        let conditions = draft.chart.all.flatMap(\.transitions).map { transition in
            transition.condition.map { pool.formula($0, locals: [], isDecisive: true) }
        }
        let transitions = draft.chart.all.flatMap(\.transitions).map(\.form)
        let roles = Set(draft.declarations.roles.map(\.name.text))
        let made = transitions.map { formulas($0, roles) }
        let opening = formulas(draft.opening, roles)
        let asked = transitions.map { form in
            form.asks.filter(\.isRequired).compactMap { pool.field($0.field.text) }
        }
        let fields = draft.declarations.fields.compactMap { pool.field($0.name.text) }
        let opened = draft.opening.asks.reduce(into: [:]) { $0[$1.field.text] = $1.isRequired }
        let free = Set(([draft.opening] + transitions).flatMap { $0.asks.map(\.field.text) })
        let computed = openings.map { self.computed(draft, outside: free.union($0)) } ?? []
        // All that is asked after is a variable by now.
        let variables = pool.variables
        let kept = variables.indices.filter { variables[$0].lifetime == .kept }
        let watched = self.watched(made, BitSet(kept))
        return AbstractChart.Demands(
            transitions: made,
            opening: opening,
            conditions: conditions,
            required: asked,
            fields: fields,
            kept: kept,
            opened: variables.map { $0.opened(opened) },
            watched: watched,
            watchedNumbers: Dictionary(
                uniqueKeysWithValues: watched.enumerated().map { ($0.element.place, $0.offset) }
            ),
            computed: computed
        )
    }

    private func formulas(_ form: FormDraft, _ roles: Set<String>) -> [Formula] {
        let by = form.by.map(\.text)
        // Whoever acts by a relation to the case may hold any role.
        let known = roles.isSuperset(of: by) ? by : []
        return form.requires.map { pool.formula($0.condition, locals: [], isDecisive: false, roles: known) }
    }

    private func watched(_ transitions: [[Formula]], _ kept: BitSet) -> [AbstractChart.Watched] {
        transitions.enumerated().flatMap { transition, formulas in
            formulas.enumerated().compactMap { number, formula in
                let variables = BitSet(formula.variables)
                guard variables.count > 1, variables.isSubset(of: kept), formula.settled == nil else {
                    return nil
                }
                return AbstractChart.Watched(
                    place: .init(transition: transition, number: number),
                    formula: formula,
                    variables: variables
                )
            }
        }
    }

    /// The variables that no form asks for and some action computes.
    private func computed(_ draft: WorkflowDraft, outside: Set<String>) -> [AbstractChart.Computed] {
        var names: Set<String> = []
        for action in draft.chart.actions {
            guard case .set(let assignments) = action.kind else { continue }
            for assignment in assignments where !assignment.value.expressions.isEmpty {
                names.insert(String(assignment.path.text.prefix { $0 != "." }))
            }
        }
        names.subtract(outside)
        var numbers = names.compactMap { pool.field($0) }
        var reads: [Int: Set<String>] = [:]
        for (name, readers) in pool.readers {
            for number in readers { reads[number, default: []].insert(name) }
        }
        for (number, read) in reads where pool.variables[number].lifetime == .kept {
            if names.isSuperset(of: read) { numbers.append(number) }
        }
        return Set(numbers).sorted().map { .init(variable: $0, whole: pool.variables[$0]) }
    }
}
