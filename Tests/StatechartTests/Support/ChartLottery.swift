import Values

@testable import Statechart

/// Draws charts: nested, parallel, with history, eventless transitions and several targets.
struct ChartLottery {
    private struct Sketch {
        let id: String
        let kind: StateKind
        let children: [Sketch]
    }

    static let events = ["a", "b", "c.d", "c"]

    private var random: Lottery
    private var ids: [String] = []
    private var labels = 0
    /// By label, the state that must be active for the transition to be taken.
    private(set) var conditions: [Int: String] = [:]

    init(seed: UInt64) { random = Lottery(seed: seed) }

    /// A sound chart; what the draw made unsound is left out.
    mutating func draw() -> ChartDefinition {
        let sketches = (0...random.below(3)).map { _ in sketch(depth: 0, in: .state) }
        var states = sketches.map { flesh($0) }
        while let problems = problems(states) {
            let unsound = Set(problems.compactMap(\.label))
            let plain = Set(problems.filter { $0.label == nil }.map(\.state))
            states = states.map { prune($0, unsound, plain) }
        }
        return ChartDefinition(states: states)
    }

    private func problems(_ states: [StateDefinition]) -> [ChartProblem]? {
        do {
            _ = try Chart(ChartDefinition(states: states))
            return nil
        } catch { return error.problems }
    }

    private mutating func sketch(depth: Int, in parent: StateKind) -> Sketch {
        let id = "s\(ids.count)"
        ids.append(id)
        let draw = random.below(10)
        if depth == 3 || draw < 3 {
            let isFinal = parent == .state && (depth > 0 || ids.count > 1) && random.below(4) == 0
            return Sketch(id: id, kind: isFinal ? .final : .state, children: [])
        }
        let kind: StateKind = draw < 6 ? .parallel : .state
        var children = (0...random.below(3)).map { _ in sketch(depth: depth + 1, in: kind) }
        if random.below(3) == 0 {
            let history = "s\(ids.count)"
            ids.append(history)
            let depth: StateKind = random.below(2) == 0 ? .shallowHistory : .deepHistory
            children.insert(
                Sketch(id: history, kind: depth, children: []),
                at: random.below(children.count + 1)
            )
        }
        return Sketch(id: id, kind: kind, children: children)
    }

    private mutating func flesh(_ sketch: Sketch) -> StateDefinition {
        var transitions: [TransitionDefinition] = []
        if sketch.kind == .state || sketch.kind == .parallel {
            for _ in 0...random.below(4) { transitions.append(transition(from: sketch.id)) }
        }
        var initial: InitialDefinition?
        if sketch.kind == .state, !sketch.children.isEmpty, random.below(2) == 0 {
            initial = first(random.pick(sketch.children).id, do: [note("i" + sketch.id)])
        } else if sketch.kind.isHistory, random.below(2) == 0 {
            initial = first(random.pick(ids), do: [note("h" + sketch.id)])
        }
        let entry = random.below(6) == 0 ? [raise(random.pick(ChartLottery.events))] : []
        return StateDefinition(
            sketch.id,
            kind: sketch.kind,
            initial: initial,
            transitions: transitions,
            onEntry: sketch.kind.isHistory ? [] : [[note("+" + sketch.id)] + entry],
            onExit: sketch.kind.isHistory ? [] : [[note("-" + sketch.id)]],
            children: sketch.children.map { flesh($0) }
        )
    }

    private mutating func transition(from id: String) -> TransitionDefinition {
        labels += 1
        var condition: String?
        if random.below(4) == 0 {
            let id = random.pick(ids)
            conditions[labels] = id
            condition = "in('\(id)')"
        }
        let count = [0, 1, 1, 1, 1, 1, 1, 2, 2, 3][random.below(10)]
        let event = [
            random.pick(ChartLottery.events), random.pick(ChartLottery.events), "*", "done.state", "",
        ]
        return on(
            event[random.below(10) % 6 % 5],
            to: (0..<count).map { _ in random.pick(ids) }.joined(separator: " "),
            when: condition,
            internal: random.below(3) == 0,
            do: [note("t\(labels)")]
                + (random.below(6) == 0 ? [raise(random.pick(ChartLottery.events))] : []),
            label: labels
        )
    }

    private func prune(_ state: StateDefinition, _ unsound: Set<Int>, _ plain: Set<String>) -> StateDefinition
    {
        let isUnsound =
            plain.contains(state.id) || state.initial?.targets.contains { plain.contains($0) } == true
        return StateDefinition(
            state.id,
            kind: state.kind,
            initial: isUnsound ? nil : state.initial,
            transitions: state.transitions.filter { !unsound.contains($0.label) },
            onEntry: state.onEntry,
            onExit: state.onExit,
            children: state.children.map { prune($0, unsound, plain) }
        )
    }
}
