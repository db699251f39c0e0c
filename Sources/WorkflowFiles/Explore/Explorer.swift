import Statechart
import Values

/// Follows an abstract chart through everything that can happen to it.
///
/// It is the interpreter itself that runs, one microstep at a time, over data that are sets of values: so the
/// explorer cannot take another transition than a case would.
struct Explorer {
    /// How many nodes are followed before it gives up.
    static let bound = 1_000_000
    /// How many nodes are told apart by their data; of further ones those with one configuration are merged.
    ///
    /// What fails under every valuation is found all the same; what fails under some is then looked for
    /// among the first, to which a case comes soonest.
    static let exactNodes = 300
    /// How many edges are followed: a hostile file must not hold up a server that starts.
    private var workLimit: Int { valuations == nil ? 300_000 : 150_000 }
    /// How often the interpreter runs: one action with many conditions has many outcomes.
    var runLimit: Int { 3 * workLimit }
    var runs = 0
    /// How many events may wait in one step.
    private static let queueLimit = 24

    /// Time does not pass: what is delayed comes as if from outside.
    private static let start = Instant(milliseconds: 0)

    let abstract: AbstractChart
    let outside: OutsideWorld
    private let bound: Int
    /// How many valuations of one configuration are followed; nil for all.
    private let valuations: Int?
    private let background: AbstractModel.Background
    let oracle = Oracle()
    var graph = ExploredGraph()
    /// The nodes with the same active states, histories and waiting events.
    private var known: [[Int]: [Int]] = [:]
    private var cuts: [[Int]: Int] = [:]
    /// How many nodes there are of each configuration.
    private var counts: [[Int]: Int] = [:]
    /// What can come, by where it can: found once.
    private var offered: [[Int]: [OutsideEvent]] = [:]
    private let numbers = EventNumbers()
    private var open: [(node: Int, at: Interpreter<AbstractModel>)] = []

    init(
        _ abstract: AbstractChart,
        _ outside: OutsideWorld,
        bound: Int = Explorer.bound,
        valuations: Int? = nil
    ) {
        self.valuations = valuations
        self.abstract = abstract
        self.outside = outside
        self.bound = bound
        background = AbstractModel.Background(abstract, oracle)
    }

    /// Everything that can be reached from the opening of a case.
    mutating func explore() -> ExploredGraph {
        var model = AbstractModel(background)
        weighOpening(&model)
        guard let start = try? Interpreter(abstract.chart, model: model, now: Explorer.start) else {
            return graph
        }
        graph.nodes.append(
            ExploredGraph.Node(
                states: [],
                masks: model.masks,
                isStable: false,
                isOver: false,
                isMerged: false,
                isOverflow: false,
                arrival: nil
            )
        )
        graph.exits.append([])
        follow(start, from: 0, OutsideEvent(name: "open", origin: .opening)) { $0.open(nil) }
        // Breadth first: the way by which a node is found is a shortest one.
        var next = 0
        while next < open.count {
            guard graph.nodes.count <= bound, graph.edges.count <= workLimit,
                runs <= runLimit
            else {
                graph.isComplete = false
                graph.cuts += open[next...].map(\.node)
                break
            }
            expand(open[next].node, open[next].at)
            next += 1
            if next > 4_096 {
                open.removeFirst(next)
                next = 0
            }
        }
        if oracle.isExhausted || runs > runLimit { graph.isComplete = false }
        return graph
    }

    private mutating func expand(_ node: Int, _ at: Interpreter<AbstractModel>) {
        let reached = graph.nodes[node]
        guard !reached.isOver, !reached.isOverflow else { return }
        guard reached.isStable else {
            follow(at, from: node, nil) { $0.advance() }
            return
        }
        if at.isDue {
            follow(at, from: node, OutsideEvent(name: "", origin: .itself)) { $0.openDue() }
            return
        }
        let events = offers(at, reached.states)
        var leadsOn = false
        for event in events {
            weigh(event, at, node)
            let isTaken = follow(at, from: node, event) { [outside, abstract] interpreter in
                outside.prepare(&interpreter, for: event)
                guard outside.meets(abstract.demands, &interpreter, event) else { return nil }
                return interpreter.open(Event(event.name))
            }
            if isTaken, event.isWayOut { leadsOn = true }
        }
        // Where requirements are looked at, the question is another.
        if !leadsOn, !reached.isMerged, abstract.demands == nil {
            seekDeadEnd(node, at, events.filter(\.isWayOut))
        }
    }

    /// What can come where the case stands: the same wherever the same states, children and delayed events are.
    private mutating func offers(_ at: Interpreter<AbstractModel>, _ states: [Int]) -> [OutsideEvent] {
        let started = Int(bitPattern: UInt(at.model.started))
        let place = states + [-1, started] + at.model.waiting.map { $0 > 0 ? 1 : 0 }
        if let events = offered[place] { return events }
        let events = outside.events(at, states)
        offered[place] = events
        return events
    }

    /// Looks for values of the data under which nothing that can come leads on.
    private mutating func seekDeadEnd(_ node: Int, _ at: Interpreter<AbstractModel>, _ events: [OutsideEvent])
    {
        oracle.begin()
        repeat {
            runs += events.count
            var masks = at.model.masks
            let isDead = events.allSatisfy { isRefused($0, at, &masks) }
            if isDead, oracle.choices.allSatisfy({ isKept($0) }) {
                graph.deadEnds.append(ExploredGraph.DeadEnd(node: node, choices: oracle.choices))
                return
            }
        } while runs <= runLimit && oracle.next()
    }

    /// Whether an event leads nowhere; narrows the data to those under which it does not.
    private func isRefused(
        _ event: OutsideEvent,
        _ at: Interpreter<AbstractModel>,
        _ masks: inout [UInt64]
    ) -> Bool {
        var interpreter = at
        interpreter.model.narrow(to: masks)
        interpreter.model.beginRun()
        outside.prepare(&interpreter, for: event)
        let written = interpreter.model.written
        let asked = oracle.choices.count
        guard !leadsOn(&interpreter, event) else { return false }
        // What a form holds is up to the person: another answer may lead on.
        for choice in oracle.choices.dropFirst(asked) {
            guard let variable = choice.variable, !written.contains(variable) else { return false }
        }
        for index in masks.indices where !written.contains(index) {
            masks[index] = interpreter.model.masks[index]
        }
        return true
    }

    /// Whether an event takes a transition, at once or by what has changed around the case.
    private func leadsOn(_ interpreter: inout Interpreter<AbstractModel>, _ event: OutsideEvent) -> Bool {
        if !interpreter.open(Event(event.name)).taken.isEmpty { return true }
        while let advance = interpreter.advance() {
            if !advance.taken.isEmpty { return true }
        }
        return false
    }

    /// Whether an answer stays the same until somebody does something.
    private func isKept(_ choice: Oracle.Choice) -> Bool {
        guard let variable = choice.variable else { return false }
        return abstract.variables[variable].lifetime == .kept
    }

    /// Runs something with all answers, and notes where it leads; whether a transition is taken each time.
    @discardableResult
    private mutating func follow(
        _ at: Interpreter<AbstractModel>,
        from node: Int,
        _ event: OutsideEvent?,
        _ body: (inout Interpreter<AbstractModel>) -> Advance?
    ) -> Bool {
        var isTaken = true
        oracle.begin()
        repeat {
            runs += 1
            var interpreter = at
            interpreter.model.beginRun()
            let advance = body(&interpreter)
            if advance?.taken.isEmpty ?? true { isTaken = false }
            note(interpreter, from: node, event, advance)
        } while runs <= runLimit && oracle.next()
        return isTaken
    }

    private mutating func note(
        _ interpreter: Interpreter<AbstractModel>,
        from node: Int,
        _ event: OutsideEvent?,
        _ advance: Advance?
    ) {
        let taken = advance?.taken.map(\.label) ?? []
        // A person's action that no transition takes is refused, and nothing has happened.
        if let event, event.origin == .person, taken.isEmpty { return }
        var interpreter = interpreter
        let isStable = advance == nil
        if let demands = abstract.demands {
            graph.changes.append(EdgeChange(interpreter.model, demands))
        }
        if isStable { interpreter.model.forget() }
        let choices = oracle.choices
        let target = number(of: interpreter, isStable: isStable, from: node, through: graph.edges.count)
        for displaced in advance?.displaced ?? [] {
            let conflict = ExploredGraph.Conflict(loser: displaced.loser.label, winner: displaced.by.label)
            if graph.conflicts[conflict] == nil { graph.conflicts[conflict] = graph.edges.count }
        }
        graph.exits[node].append(graph.edges.count)
        graph.edges.append(
            ExploredGraph.Edge(
                from: node,
                to: target,
                event: event,
                taken: taken,
                choices: choices,
                filled: interpreter.model.filled,
                emptied: interpreter.model.emptied
            )
        )
    }

    /// The number of where an interpreter stands; a new one is followed later.
    private mutating func number(
        of interpreter: Interpreter<AbstractModel>,
        isStable: Bool,
        from node: Int,
        through edge: Int
    ) -> Int {
        var key = interpreter.position { numbers.number(of: $0) }
        key += interpreter.model.waiting
        key.append(Int(bitPattern: UInt(interpreter.model.started)))
        key.append(isStable ? 1 : 0)
        var interpreter = interpreter
        let configuration = key
        // Within a step only what is wholly alike is the same: else a circle would seem to have a way out.
        if !isStable { key += interpreter.model.masks.map { Int(bitPattern: UInt($0)) } }
        let alike = known[key] ?? []
        // Where more was possible already, nothing new can happen.
        for known in alike where covers(graph.nodes[known].masks, interpreter.model.masks) { return known }
        if let valuations, counts[configuration, default: 0] >= limit(valuations) {
            return cut(configuration, interpreter)
        }
        counts[configuration, default: 0] += 1
        // Within a step the data are one and the same: merging there would make circles of what ends.
        let isMerged = isStable && !alike.isEmpty && graph.nodes.count >= Explorer.exactNodes
        if isMerged {
            interpreter.model.widen(to: alike.map { graph.nodes[$0].masks })
        }
        let masks = interpreter.model.masks
        let number = graph.nodes.count
        known[key, default: []].append(number)
        graph.nodes.append(
            ExploredGraph.Node(
                states: interpreter.activePlaces.map { $0 - 1 },
                masks: masks,
                isStable: isStable,
                isOver: interpreter.isOver,
                isMerged: isMerged || graph.nodes[node].isMerged,
                isOverflow: interpreter.waitingCount > Explorer.queueLimit,
                arrival: edge
            )
        )
        graph.exits.append([])
        open.append((node: number, at: interpreter))
        return number
    }

    /// Of a small workflow more is looked at than of a large one.
    private func limit(_ valuations: Int) -> Int {
        graph.nodes.count < Explorer.exactNodes ? 64 : valuations
    }

    /// A node that is not followed: what lies behind it is not known.
    private mutating func cut(_ key: [Int], _ interpreter: Interpreter<AbstractModel>) -> Int {
        if let known = cuts[key] { return known }
        cuts[key] = graph.nodes.count
        graph.cuts.append(graph.nodes.count)
        graph.nodes.append(
            ExploredGraph.Node(
                states: interpreter.activePlaces.map { $0 - 1 },
                masks: interpreter.model.masks,
                isStable: false,
                isOver: interpreter.isOver,
                isMerged: true,
                isOverflow: false,
                arrival: graph.edges.count
            )
        )
        graph.exits.append([])
        return graph.nodes.count - 1
    }

    private func covers(_ wide: [UInt64], _ narrow: [UInt64]) -> Bool {
        for index in wide.indices where narrow[index] & ~wide[index] != 0 { return false }
        return true
    }
}

/// Numbers events by name, for keys that are quick to compare.
private final class EventNumbers {
    private var known: [String: Int] = [:]

    func number(of name: String) -> Int {
        if let number = known[name] { return number }
        known[name] = known.count
        return known.count - 1
    }
}
