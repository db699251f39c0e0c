import Statechart

/// How requirements have come out while an exploration went on.
///
/// What was assumed of fields at a node may turn out to be impossible there: a field that was taken to be
/// empty is filled on every way to it. That is known only when all ways are.
struct RequirementOutcomes {
    /// How a requirement comes out.
    enum Outcome: CaseIterable {
        case held
        case refused
        case undecided
        /// It may be undecided or not: a field is empty that it reads on some ways only.
        case doubtful
    }

    /// A requirement by its transition, none for the opening, and its number among those of the form.
    struct Place: Hashable {
        let transition: Int?
        let number: Int
    }

    private struct Key: Hashable {
        let place: Place
        let outcome: Outcome
    }

    /// Seen with nothing assumed.
    private var certain: Set<Key> = []
    /// The nodes at which an outcome was seen, by the fields that were assumed to be empty there.
    private var assuming: [Key: [[Int]: [Int]]] = [:]

    /// Whether nothing more can be learnt of a requirement.
    func isSettled(_ place: Place) -> Bool {
        let outcomes: [Outcome] = [.held, .refused, .undecided]
        return outcomes.allSatisfy { certain.contains(Key(place: place, outcome: $0)) }
    }

    /// Notes how a requirement has come out at a node; none for the opening.
    mutating func note(
        _ place: Place,
        _ formula: Formula,
        _ truth: Truth,
        _ model: AbstractModel,
        _ demands: AbstractChart.Demands,
        at node: Int?
    ) {
        let given = node == nil ? Set(demands.fields) : model.written
        let assumed = demands.fields.filter {
            model.masks[$0] == AbstractVariable.empty && !given.contains($0)
        }
        note(Key(place: place, outcome: outcome(formula, truth, model, demands)), assumed, at: node)
        for field in model.doubted where model.masks[field] & AbstractVariable.empty != 0 {
            let fields = given.contains(field) ? assumed : Set(assumed + [field]).sorted()
            note(Key(place: place, outcome: .doubtful), fields, at: node)
        }
    }

    /// Without an empty field among those that it reads, a condition that is neither true nor false is faulty,
    /// which refuses.
    private func outcome(
        _ formula: Formula,
        _ truth: Truth,
        _ model: AbstractModel,
        _ demands: AbstractChart.Demands
    ) -> Outcome {
        switch truth {
        case .true: return .held
        case .false, .error: return .refused
        case .unknown:
            let read = Set(formula.variables).intersection(demands.fields)
            return read.contains { model.masks[$0] == AbstractVariable.empty } ? .undecided : .refused
        }
    }

    private mutating func note(_ key: Key, _ assumed: [Int], at node: Int?) {
        guard !certain.contains(key) else { return }
        guard let node, !assumed.isEmpty else {
            certain.insert(key)
            assuming[key] = nil
            return
        }
        assuming[key, default: [:]][assumed, default: []].append(node)
    }

    /// Whether a requirement can come out so at some node, as the fields stand there.
    func canBe(_ outcome: Outcome, _ place: Place, _ filled: SurelyFilled) -> Bool {
        let key = Key(place: place, outcome: outcome)
        if certain.contains(key) { return true }
        return assuming[key, default: [:]].contains { fields, nodes in
            nodes.contains { filled.allows(fields, at: $0) }
        }
    }
}
