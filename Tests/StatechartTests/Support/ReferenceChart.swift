import Values

@testable import Statechart

/// Appendix D written down as plainly as possible, with names and lists, to hold the interpreter against.
///
/// It knows `note` and `raise` only. Where the letter of the appendix contradicts the text (3.10, 3.13) it
/// follows the text, like the interpreter: see `enter`.
final class ReferenceChart {
    final class Node {
        let definition: StateDefinition
        let order: Int
        let parent: Node?
        var children: [Node] = []
        var id: String { definition.id }
        var kind: StateKind { definition.kind }
        var inner: [Node] { children.filter { !$0.kind.isHistory } }
        var isCompound: Bool { kind == .state && !inner.isEmpty }
        var isAtomic: Bool { kind == .final || kind == .state && inner.isEmpty }
        var ancestors: [Node] { parent.map { [$0] + $0.ancestors } ?? [] }

        init(_ definition: StateDefinition, _ order: Int, _ parent: Node?) {
            self.definition = definition
            self.order = order
            self.parent = parent
        }

        func isInside(_ other: Node) -> Bool { ancestors.contains { $0 === other } }
    }

    typealias Taken = (source: Node, transition: TransitionDefinition)

    private let root: Node
    private var nodes: [Node] = []
    private let conditions: [Int: String]
    private var history: [String: [Node]] = [:]
    private var queue: [String] = []
    private var isRunning = true
    private var active: [Node] = []
    private(set) var isFaulted = false
    private var trace: [String] = []
    var configuration: [String] { active.map(\.id) }
    var isEnded: Bool { !isRunning }

    init(_ definition: ChartDefinition, conditions: [Int: String]) {
        self.conditions = conditions
        root = Node(StateDefinition("", initial: definition.initial, children: definition.states), 0, nil)
        grow(root)
    }

    private func grow(_ node: Node) {
        for child in node.definition.children {
            let next = Node(child, nodes.count + 1, node)
            nodes.append(next)
            node.children.append(next)
            grow(next)
        }
    }

    private func node(_ id: String) -> Node {
        guard let node = nodes.first(where: { $0.id == id }) else { preconditionFailure("no state \(id)") }
        return node
    }

    // MARK: the loop

    func start() -> String {
        var entry: [Node] = []
        var defaults: [Node] = []
        var remembered: [Node] = []
        let targets = initialTargets(root)
        for target in targets { descend(target, &entry, &defaults, &remembered) }
        for target in targets { ascend(target, root, &entry, &defaults, &remembered) }
        enter(entry, defaults, remembered)
        return complete(microsteps: 1)
    }

    func say(_ event: String) -> String {
        guard isRunning, !isFaulted else { return "" }
        trace = []
        let enabled = select(event)
        if !enabled.isEmpty { microstep(enabled) }
        return complete(microsteps: enabled.isEmpty ? 0 : 1)
    }

    private func complete(microsteps: Int) -> String {
        var microsteps = microsteps
        while isRunning {
            var enabled = select(nil)
            if enabled.isEmpty {
                if queue.isEmpty { break }
                enabled = select(queue.removeFirst())
            }
            if enabled.isEmpty { continue }
            microsteps += 1
            if microsteps > 20 {
                isFaulted = true
                return ""
            }
            microstep(enabled)
        }
        if !isRunning { for state in active.reversed() { run(state.definition.onExit.flatMap { $0 }) } }
        defer { trace = [] }
        return trace.joined(separator: " ")
    }

    private func run(_ actions: [Action]) {
        for action in actions {
            if case .raise(let name, _) = action { queue.append(name) }
            if case .perform(_, let arguments) = action, case .literal(let word) = arguments[0].value {
                trace.append(word.text ?? "")
            }
        }
    }

    // MARK: selection

    private func select(_ event: String?) -> [Taken] {
        var enabled: [Taken] = []
        for atomic in active.filter(\.isAtomic) {
            search: for state in [atomic] + atomic.ancestors {
                for transition in state.definition.transitions where isEnabled(transition, event) {
                    if !enabled.contains(where: { $0.transition.label == transition.label }) {
                        enabled.append((state, transition))
                    }
                    break search
                }
            }
        }
        var filtered: [Taken] = []
        for one in enabled {
            var isPreempted = false
            var beaten: [Int] = []
            for other in filtered
            where exits(one).contains(where: { state in exits(other).contains { $0 === state } }) {
                guard one.source.isInside(other.source) else {
                    isPreempted = true
                    break
                }
                beaten.append(other.transition.label)
            }
            if isPreempted { continue }
            filtered = filtered.filter { !beaten.contains($0.transition.label) } + [one]
        }
        return filtered
    }

    private func isEnabled(_ transition: TransitionDefinition, _ event: String?) -> Bool {
        guard transition.events.isEmpty == (event == nil) else { return false }
        let tokens = (event ?? "").split(separator: ".")
        let matches = transition.events.contains {
            $0 == "*" || tokens.starts(with: $0.split(separator: "."))
        }
        guard matches || event == nil else { return false }
        return conditions[transition.label].map { id in active.contains { $0.id == id } } ?? true
    }

    private func initialTargets(_ node: Node) -> [Node] {
        node.definition.initial.map { $0.targets.map(self.node) } ?? [node.inner[0]]
    }

    private func historyTargets(_ node: Node) -> [Node] {
        if let initial = node.definition.initial { return initial.targets.map(self.node) }
        guard let parent = node.parent else { return [] }
        return parent.kind == .parallel ? parent.inner : initialTargets(parent)
    }

    private func effective(_ targets: [Node]) -> [Node] {
        targets.flatMap { target -> [Node] in
            guard target.kind.isHistory else { return [target] }
            return history[target.id] ?? effective(historyTargets(target))
        }
    }

    private func domain(_ taken: Taken) -> Node {
        let targets = effective(taken.transition.targets.map(node))
        let source = taken.source
        if taken.transition.isInternal, source.isCompound, targets.allSatisfy({ $0.isInside(source) }) {
            return source
        }
        return source.ancestors.first { ancestor in
            (ancestor === root || ancestor.isCompound) && targets.allSatisfy { $0.isInside(ancestor) }
        } ?? root
    }

    private func exits(_ taken: Taken) -> [Node] {
        if taken.transition.targets.isEmpty { return [] }
        let domain = domain(taken)
        return active.filter { $0.isInside(domain) }
    }

    // MARK: the microstep

    private func microstep(_ enabled: [Taken]) {
        let domains = enabled.map(domain)
        let left = active.filter { state in enabled.contains { exits($0).contains { $0 === state } } }
        for state in left {
            for memory in state.children where memory.kind.isHistory {
                history[memory.id] = active.filter {
                    memory.kind == .deepHistory ? $0.isAtomic && $0.isInside(state) : $0.parent === state
                }
            }
        }
        for state in left.reversed() {
            run(state.definition.onExit.flatMap { $0 })
            active.removeAll { $0 === state }
        }
        for taken in enabled { run(taken.transition.actions) }
        var entry: [Node] = []
        var defaults: [Node] = []
        var remembered: [Node] = []
        for (taken, domain) in zip(enabled, domains) where !taken.transition.targets.isEmpty {
            let targets = taken.transition.targets.map(node)
            var mine: [Node] = []
            for target in targets { descend(target, &mine, &defaults, &remembered) }
            for target in effective(targets) { ascend(target, domain, &mine, &defaults, &remembered) }
            entry += mine.filter { $0.isInside(domain) }
        }
        enter(entry, defaults, remembered)
    }

    private func descend(
        _ state: Node,
        _ entry: inout [Node],
        _ defaults: inout [Node],
        _ memory: inout [Node]
    ) {
        if state.kind.isHistory, let parent = state.parent {
            let targets = history[state.id] ?? historyTargets(state)
            if history[state.id] == nil { memory.append(state) }
            for target in targets { descend(target, &entry, &defaults, &memory) }
            for target in targets { ascend(target, parent, &entry, &defaults, &memory) }
            return
        }
        entry.append(state)
        if state.isCompound {
            defaults.append(state)
            for target in initialTargets(state) { descend(target, &entry, &defaults, &memory) }
            for target in initialTargets(state) { ascend(target, state, &entry, &defaults, &memory) }
        } else if state.kind == .parallel {
            for region in state.inner where !entry.contains(where: { $0.isInside(region) }) {
                descend(region, &entry, &defaults, &memory)
            }
        }
    }

    private func ascend(
        _ state: Node,
        _ domain: Node,
        _ entry: inout [Node],
        _ defaults: inout [Node],
        _ memory: inout [Node]
    ) {
        for ancestor in state.ancestors.prefix(while: { $0 !== domain }) where ancestor !== root {
            entry.append(ancestor)
            guard ancestor.kind == .parallel else { continue }
            for region in ancestor.inner where !entry.contains(where: { $0.isInside(region) }) {
                descend(region, &entry, &defaults, &memory)
            }
        }
    }

    private func enter(_ states: [Node], _ defaults: [Node], _ memory: [Node]) {
        for history in memory where !states.contains(where: { $0 === history.parent }) {
            run(history.definition.initial?.actions ?? [])
        }
        for state in nodes where states.contains(where: { $0 === state }) {
            active.append(state)
            active.sort { $0.order < $1.order }
            run(state.definition.onEntry.flatMap { $0 })
            if defaults.contains(where: { $0 === state }) { run(state.definition.initial?.actions ?? []) }
            for history in memory where history.parent === state {
                run(history.definition.initial?.actions ?? [])
            }
            guard state.kind == .final, let parent = state.parent else { continue }
            if parent === root {
                isRunning = false
                continue
            }
            queue.append("done.state." + parent.id)
            var outer = parent.parent
            while let around = outer, around.kind == .parallel, isFinal(around) {
                queue.append("done.state." + around.id)
                outer = around.parent
            }
        }
    }

    private func isFinal(_ node: Node) -> Bool {
        if node.kind == .parallel { return node.inner.allSatisfy(isFinal) }
        return node.inner.contains { child in child.kind == .final && active.contains { $0 === child } }
    }
}
