import Values

@testable import Statechart

/// Draws sound charts: nested, parallel, with history, several targets, and all kinds of content.
struct ChartLottery {
    /// A state while the tree is drawn: its place first, what it does later.
    struct Sketch {
        let id: String
        let kind: StateKind
        let parent: Int?
        var children: [Int] = []
    }

    static let events = ["a", "b", "c", "c.d", "a.b.c"]

    var random: Lottery
    var sketches: [Sketch] = []
    var outermost: [Int] = []
    var expressions: [ToyExpression] = []
    private var labels = 0

    init(seed: UInt64) { random = Lottery(seed: seed) }

    /// A chart, and what is said to it.
    mutating func draw() -> ChartTrial {
        // Sets of states are words of 64 bits: some charts must be wider.
        if random.below(40) == 0 { for _ in 0..<62 { outermost.append(add(.state, nil)) } }
        let size = [1, 1, 1, 2, 2, 2, 2, 2, 3, 4][random.below(10)]
        for _ in 0...random.below(3) { outermost.append(sketch(depth: size, nil, in: .state)) }
        if random.below(3) == 0 { outermost.append(add(.final, nil)) }
        if outermost.count > 60 { outermost.swapAt(0, 62) }
        let states = outermost.map { flesh($0) }
        let initial =
            random.below(3) == 0 ? InitialDefinition(targets(in: outermost), actions: block("i")) : nil
        var trial = ChartTrial(
            definition: ChartDefinition(initial: initial, data: data(), states: states),
            expressions: expressions,
            script: script()
        )
        trial.hasParent = random.below(2) == 0
        if random.below(4) == 0 { trial.given = ValueMap([("x", 5), ("z0", 7), ("other", 9)]) }
        return trial
    }

    private mutating func data() -> [DatumDefinition] {
        let x = [nil, number(), reference(.name(["nowhere"]))].at(random.below(16)) ?? .literal(2)
        return [
            DatumDefinition("t"), DatumDefinition("x", value: x), DatumDefinition("y", value: .literal(1)),
            DatumDefinition("id"), DatumDefinition("n", value: .literal(0)),
            DatumDefinition("item"),
        ]
    }

    private mutating func script() -> [ChartTrial.Cue] {
        (0..<(3 + random.below(6))).map { _ in
            switch random.below(12) {
            case 0: .sleep
            case 1, 2: .wait(Int64(1 + random.below(4)))
            case 3: .say(Event("done.case.k", data: .int(1)))
            case 4: .say(Event(random.pick(ChartLottery.events), sendID: "s1", data: ["k": 2]))
            default: .say(Event(random.pick(ChartLottery.events), data: .int(Int64(random.below(3)))))
            }
        }
    }

    // MARK: the tree

    private mutating func add(_ kind: StateKind, _ parent: Int?) -> Int {
        sketches.append(Sketch(id: "s\(sketches.count)", kind: kind, parent: parent))
        return sketches.count - 1
    }

    private mutating func sketch(depth: Int, _ parent: Int?, in kind: StateKind) -> Int {
        // A region has states inside more often than not, or no parallel state would ever be complete.
        let draw = random.below(10) + (kind == .parallel ? 2 : 0)
        if draw < 3 || (depth <= 0 && (kind == .state || draw < 8)) {
            let isFinal = kind == .state && parent != nil && random.below(3) == 0
            return add(isFinal ? .final : .state, parent)
        }
        let index = add(depth > 0 && (draw < 6 || draw > 10) ? .parallel : .state, parent)
        var children: [Int] = []
        for _ in 0...random.below(3) {
            if random.below(5) == 0 { children.append(history(of: index)) }
            children.append(sketch(depth: depth - 1, index, in: sketches[index].kind))
        }
        if random.below(5) == 0 { children.append(history(of: index)) }
        sketches[index].children = children
        return index
    }

    private mutating func history(of parent: Int) -> Int {
        add(random.below(2) == 0 ? .shallowHistory : .deepHistory, parent)
    }

    private mutating func flesh(_ index: Int) -> StateDefinition {
        let sketch = sketches[index]
        if sketch.kind.isHistory {
            return StateDefinition(sketch.id, kind: sketch.kind, initial: historyDefault(index))
        }
        var transitions: [TransitionDefinition] = []
        if sketch.kind != .final {
            for _ in 0..<random.below(4) { transitions.append(transition(from: index)) }
        }
        var initial: InitialDefinition?
        if sketch.kind == .state, !sketch.children.isEmpty, random.below(2) == 0 {
            initial = InitialDefinition(targets(in: sketch.children), actions: block("i" + sketch.id))
        }
        var entry = [block("+" + sketch.id)]
        if random.below(5) == 0 { entry.append(block("++" + sketch.id)) }
        var exit = [block("-" + sketch.id)]
        if random.below(5) == 0 { exit.append(block("--" + sketch.id)) }
        return StateDefinition(
            sketch.id,
            kind: sketch.kind,
            initial: initial,
            transitions: transitions,
            onEntry: entry,
            onExit: exit,
            data: random.below(8) == 0 ? [DatumDefinition("z\(random.below(2))", value: number())] : [],
            doneData: sketch.kind == .final ? payload() : .none,
            children: sketch.children.map { flesh($0) }
        )
    }

    /// A default must lie in the parent, and may be another history only further in.
    private mutating func historyDefault(_ index: Int) -> InitialDefinition? {
        guard let parent = sketches[index].parent else { return nil }
        let homes = sketches[parent].children.filter { !sketches[$0].kind.isHistory }
        let actions = block("h" + sketches[index].id)
        if sketches[parent].kind == .parallel, random.below(2) == 0 {
            return InitialDefinition(severalTargets(below: parent), actions: actions)
        }
        return InitialDefinition([sketches[inside(random.pick(homes))].id], actions: actions)
    }

    // MARK: targets

    /// A state inside another or the state itself.
    private mutating func inside(_ index: Int) -> Int {
        var index = index
        while !sketches[index].children.isEmpty, random.below(2) == 0 {
            index = random.pick(sketches[index].children)
        }
        return index
    }

    /// Several states that can be active together: each in a region of its own.
    private mutating func severalTargets(below parallel: Int) -> [String] {
        let regions = sketches[parallel].children.filter { !sketches[$0].kind.isHistory }
        return regions.filter { _ in random.below(3) > 0 }.map { sketches[inside($0)].id }.nonEmpty
            ?? [sketches[regions[0]].id]
    }

    /// One state among some and what they contain, or several inside a parallel one among them.
    private mutating func targets(in states: [Int]) -> [String] {
        let choices = states.filter { !sketches[$0].kind.isHistory }
        let home = random.pick(choices)
        if sketches[home].kind == .parallel, random.below(2) == 0 { return severalTargets(below: home) }
        return [sketches[inside(home)].id]
    }

    private mutating func transition(from index: Int) -> TransitionDefinition {
        labels += 1
        let events = descriptors()
        var condition: ExpressionReference?
        if events.isEmpty, random.below(8) > 0 { return counting(from: index) }
        // An error in the answer to an error would go on for ever.
        let isAnswer = events.contains { $0.hasPrefix("error") || $0 == "*" }
        if random.below(12) < (events.isEmpty ? 11 : 4) {
            condition = add(truth())
        }
        return TransitionDefinition(
            on: events,
            when: condition,
            to: transitionTargets(from: index),
            isInternal: random.below(3) == 0,
            actions: isAnswer || random.below(3) == 0 ? [note("t\(labels)")] : block("t\(labels)"),
            label: labels
        )
    }

    /// An eventless transition that comes to an end.
    private mutating func counting(from index: Int) -> TransitionDefinition {
        let bound = Int64(1 + random.below(12))
        return TransitionDefinition(
            when: add(.binary("<", .name(["n"]), .literal(.int(bound)))),
            to: transitionTargets(from: index),
            isInternal: random.below(3) == 0,
            actions: [note("t\(labels)"), .set("n", reference(.binary("+", .name(["n"]), .literal(1))))],
            label: labels
        )
    }

    private mutating func transitionTargets(from index: Int) -> [String] {
        switch random.below(10) {
        case 0, 1: return []
        case 2, 3, 4:
            let own = sketches[index].children
            return own.isEmpty ? [sketches[index].id] : targets(in: own)
        case 5, 6:
            guard let parent = sketches[index].parent else { return targets(in: outermost) }
            return [sketches[random.pick(sketches[parent].children)].id]
        case 7: return [historyAround(index) ?? sketches[random.pick(outermost)].id]
        case 8: return targets(in: outermost)
        default: return [sketches[inside(random.pick(outermost))].id]
        }
    }

    /// A history state of one of the states around a state, which a transition from there leaves or not.
    private mutating func historyAround(_ index: Int) -> String? {
        var found: [String] = []
        var outer = sketches[index].parent
        while let state = outer {
            found += sketches[state].children.filter { sketches[$0].kind.isHistory }.map { sketches[$0].id }
            outer = sketches[state].parent
        }
        return found.isEmpty ? nil : random.pick(found)
    }

    private mutating func descriptors() -> [String] {
        switch random.below(24) {
        case 0, 1: []
        case 2: random.below(2) == 0 ? ["*"] : ["a", "b"]
        case 3: ["done.state." + random.pick(sketches).id]
        case 4: [random.pick(["done.state", "done.*", "done.case"])]
        case 5: [random.pick(["error", "error.*", "error.execution"])]
        case 6: [random.pick(ChartLottery.events), random.pick(["c.*", "a.b", "a.b.", "b.x"])]
        case 7: ["r"]
        default: [random.pick(ChartLottery.events)]
        }
    }
}

extension Array {
    /// The element at a position; nil beyond the end.
    fileprivate func at<Wrapped>(_ position: Int) -> Wrapped? where Element == Wrapped? {
        position < count ? self[position] : nil
    }

    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
