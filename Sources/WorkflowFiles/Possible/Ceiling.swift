import Statechart
import Values

/// What cannot happen to the cases of a workflow, as far as its conditions show by themselves: wherever a case
/// stands and whatever is on file.
///
/// It needs no following of the chart, and so knows much of a workflow that is too large to be followed whole.
struct Ceiling {
    private struct Key: Hashable {
        let place: RequirementOutcomes.Place
        let outcome: RequirementOutcomes.Outcome
    }

    /// More questions about states than this are not gone through.
    private static let stateLimit = 6

    private let abstract: AbstractChart
    private let demands: AbstractChart.Demands
    private let model: AbstractModel
    private let oracle = Oracle()
    private var outcomes: Set<Key> = []
    /// The transitions that are chosen under no profile's value, by their places among all.
    private(set) var never: Set<Int> = []
    /// Whether people can open a case at all.
    private(set) var canOpen = true

    /// Nil where the chart itself is wrong.
    init?(_ draft: WorkflowDraft, _ world: EventWorld, under profile: ValueMap) {
        let builder = AbstractChartBuilder(draft, under: profile)
        guard let abstract = builder.build(openings: Exploration.openings(draft, world)),
            let demands = abstract.demands
        else { return nil }
        self.abstract = abstract
        self.demands = demands
        model = AbstractModel(AbstractModel.Background(abstract, oracle))
        weighOpening()
        for label in demands.transitions.indices { weigh(label) }
    }

    /// Whether a requirement can come out so as far as can be seen; nil stands for the opening.
    func allows(_ outcome: RequirementOutcomes.Outcome, _ transition: Int?, _ number: Int) -> Bool {
        outcomes.contains(Key(place: .init(transition: transition, number: number), outcome: outcome))
    }

    private mutating func weighOpening() {
        var opened = model
        opened.narrow(to: demands.opened)
        for (number, formula) in demands.opening.enumerated() {
            weigh(.init(transition: nil, number: number), formula, nil, opened)
        }
        canOpen = false
        oracle.begin()
        repeat {
            var model = opened
            canOpen = demands.opening.allSatisfy { model.truth(of: $0) == .true } || oracle.isExhausted
        } while !canOpen && oracle.next()
    }

    private mutating func weigh(_ label: Int) {
        let condition = demands.conditions[label]
        if let settled = condition?.settled, settled != .true {
            never.insert(label)
            return
        }
        var filled = model
        filled.narrow(to: abstract.variables.map(\.domain))
        for field in demands.required[label] { _ = filled.demand(field) }
        for (number, formula) in demands.transitions[label].enumerated() {
            weigh(.init(transition: label, number: number), formula, condition, filled)
        }
    }

    private mutating func weigh(
        _ place: RequirementOutcomes.Place,
        _ formula: Formula,
        _ condition: Formula?,
        _ model: AbstractModel
    ) {
        let states = formula.states.union(condition?.states ?? []).sorted()
        guard states.count <= Ceiling.stateLimit else {
            return allow(RequirementOutcomes.Outcome.allCases, place)
        }
        for choice in 0..<(1 << states.count) {
            let active = Set(states.indices.filter { choice & (1 << $0) != 0 }.map { states[$0] })
            let (formula, condition) = (formula.within(active), condition?.within(active))
            oracle.begin()
            repeat {
                var model = model
                if let condition, model.truth(of: condition) != .true { continue }
                let truth = model.truth(of: formula)
                allow([RequirementOutcomes.outcome(formula, truth, model, demands)], place)
                let isDoubted = model.doubted.contains { model.masks[$0] & AbstractVariable.empty != 0 }
                if isDoubted { allow([.undecided], place) }
            } while oracle.next()
            if oracle.isExhausted { allow(RequirementOutcomes.Outcome.allCases, place) }
        }
    }

    private mutating func allow(
        _ outcomes: [RequirementOutcomes.Outcome],
        _ place: RequirementOutcomes.Place
    ) {
        self.outcomes.formUnion(outcomes.map { Key(place: place, outcome: $0) })
    }
}
