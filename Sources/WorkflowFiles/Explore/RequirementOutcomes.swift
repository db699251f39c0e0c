import BitCollections
import Statechart

/// How requirements have come out while an exploration went on.
///
/// What was assumed of the variables at a node may turn out to be impossible there: a field that was taken to
/// be empty is filled on every way to it. That is known only when all ways are.
struct RequirementOutcomes {
    /// How a requirement comes out.
    enum Outcome: CaseIterable {
        case held
        case refused
        case undecided
    }

    /// A requirement by its transition, none for the opening, and its number among those of the form.
    struct Place: Hashable {
        let transition: Int?
        let number: Int
    }

    /// What has to be so at a node beside what is known there.
    struct Assumed: Hashable {
        /// What variables hold.
        var values: [Int: UInt64] = [:]
        /// The number of a watched requirement that does not hold.
        var broken: Int?
    }

    private struct Key: Hashable {
        let place: Place
        let outcome: Outcome
        /// It rests on what is not looked into: a field that is read on some ways only, a computed value.
        let isDoubtful: Bool
    }

    /// Seen with nothing assumed.
    private var certain: Set<Key> = []
    /// The nodes at which an outcome was seen, by what was assumed there.
    private var assuming: [Key: [Assumed: [Int]]] = [:]

    /// Whether nothing more can be learnt of a requirement.
    func isSettled(_ place: Place) -> Bool {
        Outcome.allCases.allSatisfy { certain.contains(Key(place: place, outcome: $0, isDoubtful: false)) }
    }

    /// Notes how the requirement of an opening has come out.
    mutating func noteOpening(
        _ place: Place,
        _ formula: Formula,
        _ truth: Truth,
        _ model: AbstractModel,
        _ demands: AbstractChart.Demands
    ) {
        let outcome = RequirementOutcomes.outcome(formula, truth, model, demands)
        certain.insert(Key(place: place, outcome: outcome, isDoubtful: false))
        if model.doubted.contains(where: { model.masks[$0] & AbstractVariable.empty != 0 }) {
            certain.insert(Key(place: place, outcome: .undecided, isDoubtful: true))
        }
    }

    /// Notes how a requirement has come out at a node whose variables could hold some values.
    mutating func note(
        _ place: Place,
        _ formula: Formula,
        _ truth: Truth,
        _ model: AbstractModel,
        _ demands: AbstractChart.Demands,
        at node: Int,
        _ before: [UInt64]
    ) {
        let written = BitSet(model.written)
        var assumed = Assumed()
        for variable in demands.kept where !written.contains(variable) {
            if model.masks[variable] != before[variable] {
                assumed.values[variable] = model.masks[variable]
            }
        }
        let outcome = RequirementOutcomes.outcome(formula, truth, model, demands)
        let watched = demands.watchedNumbers[place]
        if let watched, truth != .true, written.isDisjoint(with: demands.watched[watched].variables) {
            assumed.broken = watched
        }
        // That it holds is what the transition is there for.
        let isDoubtful =
            outcome != .held
            && demands.computed.contains { computed in
                formula.variables.contains(computed.variable)
                    && computed.isUsed(model.masks[computed.variable])
            }
        note(Key(place: place, outcome: outcome, isDoubtful: isDoubtful), assumed, at: node)
        for field in model.doubted where model.masks[field] & AbstractVariable.empty != 0 {
            var doubted = assumed
            if !written.contains(field) { doubted.values[field] = AbstractVariable.empty }
            note(Key(place: place, outcome: .undecided, isDoubtful: true), doubted, at: node)
        }
    }

    /// Without an empty field among those that it reads, a condition that is neither true nor false is faulty,
    /// which refuses.
    static func outcome(
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
            // What the profile leaves open is an empty field, too.
            if formula.isLeftOpen { return .undecided }
            return read.contains { model.masks[$0] == AbstractVariable.empty } ? .undecided : .refused
        }
    }

    private mutating func note(_ key: Key, _ assumed: Assumed, at node: Int) {
        guard !certain.contains(key) else { return }
        guard assumed != Assumed() else {
            certain.insert(key)
            assuming[key] = nil
            return
        }
        assuming[key, default: [:]][assumed, default: []].append(node)
    }

    /// Whether a requirement can come out so at some node, as the variables stand there.
    func canBe(_ outcome: Outcome, _ place: Place, _ values: PossibleValues, isDoubtful: Bool) -> Bool {
        let key = Key(place: place, outcome: outcome, isDoubtful: isDoubtful)
        if certain.contains(key) { return true }
        return assuming[key, default: [:]].contains { assumed, nodes in
            nodes.contains { values.allow(assumed, at: $0) }
        }
    }
}
