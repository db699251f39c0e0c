import Values

extension Possibilities {
    /// Follows a workflow through everything that can happen under a profile's values.
    ///
    /// - Parameters:
    ///   - isBegun: whether a case can be opened at all, by people or by other cases.
    ///   - isFollowed: whether the chart is followed, or only asked what its conditions rule out.
    init(
        _ draft: WorkflowDraft,
        _ world: EventWorld,
        under profile: ValueMap,
        _ ceiling: Ceiling?,
        isBegun: Bool,
        isFollowed: Bool
    ) {
        let places = Possibilities.places(draft)
        let seen =
            isBegun && isFollowed ? Exploration.apart(draft, world, under: profile).map { Seen($0) } : []
        let isWhole = !isBegun || !seen.isEmpty && seen.allSatisfy(\.isWhole)
        func answer(_ isSeen: (Seen) -> Bool, doubted isDoubted: (Seen) -> Bool = { _ in false }) -> Answer {
            if seen.contains(where: isSeen) { return .yes }
            return isWhole && !seen.contains(where: isDoubted) ? .no : .unknown
        }
        transitions = places.enumerated().map { number, found in
            let (place, state, transition) = found
            let isNever = ceiling?.never.contains(number) ?? false
            return Transition(
                position: transition.position,
                source: state.id.text,
                event: transition.event?.text ?? "",
                targets: transition.targets.map(\.text),
                taken: isNever ? .no : answer { $0.taken.contains(place) }
            )
        }
        requirements = Possibilities.forms(draft, places).flatMap { form in
            form.form.requires.enumerated().map { index, requirement in
                func outcome(_ outcome: RequirementOutcomes.Outcome) -> Answer {
                    if let ceiling, !ceiling.allows(outcome, form.number, index) { return .no }
                    // Of a case that nobody can open it is asked that the rule against it refuses.
                    if !isBegun, form.number == nil, ceiling?.allows(.held, nil, index) == false {
                        return .yes
                    }
                    return answer {
                        $0.canBe(outcome, form.place, index, isDoubtful: false)
                    } doubted: {
                        $0.canBe(outcome, form.place, index, isDoubtful: true)
                    }
                }
                return Requirement(
                    position: requirement.condition.position,
                    transition: form.number,
                    action: form.action,
                    sentence: requirement.sentence,
                    held: outcome(.held),
                    refused: outcome(.refused),
                    undecided: outcome(.undecided)
                )
            }
        }
    }

    /// The forms with requirements: the opening's, then those of the transitions.
    private static func forms(
        _ draft: WorkflowDraft,
        _ places: [(place: TransitionPlace, state: StateDraft, transition: TransitionDraft)]
    ) -> [(place: TransitionPlace?, number: Int?, form: FormDraft, action: String)] {
        [(place: nil, number: nil, form: draft.opening, action: "open")]
            + places.enumerated().map { number, found in
                (
                    place: Optional(found.place), number: Optional(number), form: found.transition.form,
                    action: found.transition.event?.text ?? ""
                )
            }
    }

    private static func places(_ draft: WorkflowDraft) -> [(
        place: TransitionPlace, state: StateDraft, transition: TransitionDraft
    )] {
        draft.chart.all.flatMap { state in
            state.transitions.enumerated().map { number, transition in
                (TransitionPlace(state: state.id.text, number: number), state, transition)
            }
        }
    }

    /// What can happen under this or that version of a profile.
    func or(_ other: Possibilities) -> Possibilities {
        var both = self
        for (index, transition) in other.transitions.enumerated() {
            both.transitions[index].taken = both.transitions[index].taken.or(transition.taken)
        }
        for (index, requirement) in other.requirements.enumerated() {
            both.requirements[index].held = both.requirements[index].held.or(requirement.held)
            both.requirements[index].refused = both.requirements[index].refused.or(requirement.refused)
            both.requirements[index].undecided = both.requirements[index].undecided.or(requirement.undecided)
        }
        return both
    }
}

/// What one exploration has seen.
private struct Seen {
    private let exploration: Exploration
    private let values: PossibleValues?
    private let labels: [TransitionPlace: Int]
    let taken: Set<TransitionPlace>

    init(_ exploration: Exploration) {
        let graph = exploration.graph
        let values = exploration.abstract.demands.map { PossibleValues(graph, $0) }
        self.exploration = exploration
        self.values = values
        labels = Dictionary(
            uniqueKeysWithValues: exploration.transitions.indices.map {
                (exploration.place(ofTransition: $0), $0)
            }
        )
        let edges = graph.edges.indices.filter { values?.isOpen[$0] ?? true }
        taken = Set(edges.flatMap { graph.edges[$0].taken }.map { exploration.place(ofTransition: $0) })
    }

    /// Whether everything was followed.
    var isWhole: Bool { exploration.graph.isComplete && exploration.graph.cuts.isEmpty }

    /// Whether a requirement can come out so; nil stands for the opening.
    func canBe(
        _ outcome: RequirementOutcomes.Outcome,
        _ place: TransitionPlace?,
        _ number: Int,
        isDoubtful: Bool
    ) -> Bool {
        guard let values else { return true }
        let label = place.flatMap { labels[$0] }
        guard place == nil || label != nil else { return false }
        return exploration.graph.outcomes.canBe(
            outcome,
            .init(transition: label, number: number),
            values,
            isDoubtful: isDoubtful
        )
    }
}
