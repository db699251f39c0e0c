/// Turns a definition into tables, collecting what is wrong on the way.
///
/// Three passes, because a reference may point forwards: the tree, then what it says about itself, then
/// transitions and defaults, which need the whole tree.
struct ChartCompiler {
    let definition: ChartDefinition
    private var definitions: [StateDefinition] = []
    var nodes: [StateNode] = []
    var indices: [String: Int] = [:]
    private var transitions: [TransitionNode] = []
    private var descriptors: [String: Int] = [:]
    private(set) var problems: [ChartProblem] = []

    init(_ definition: ChartDefinition) { self.definition = definition }

    mutating func compile() throws(ChartProblems) -> ChartTables {
        let root = StateDefinition("", initial: definition.initial, children: definition.states)
        addState(root, parent: -1)
        if definition.states.isEmpty { report(.noStates, "") }
        for index in nodes.indices { checkNesting(definitions[index], index) }
        for index in nodes.indices.reversed() { collectDescendants(index) }
        for index in nodes.indices { compileDefault(definitions[index], index) }
        for index in nodes.indices where nodes[index].kind.isHistory { checkHistoryDefault(index) }
        for index in nodes.indices {
            for transition in definitions[index].transitions { compile(transition, source: index) }
        }
        guard problems.isEmpty else { throw ChartProblems(problems: problems) }
        var data = definition.data.map { (datum: $0, isOutermost: true) }
        data += definitions.flatMap(\.data).map { (datum: $0, isOutermost: false) }
        return ChartTables(
            nodes: nodes,
            transitions: transitions,
            indices: indices,
            descriptors: descriptors,
            data: data
        )
    }

    mutating func report(_ kind: ChartProblem.Kind, _ state: String, label: Int? = nil) {
        problems.append(ChartProblem(kind: kind, state: state, label: label))
    }

    private mutating func addState(_ state: StateDefinition, parent: Int) {
        let index = nodes.count
        var node = StateNode(state, parent: parent)
        if parent >= 0 {
            node.ancestors = [parent] + nodes[parent].ancestors
            register(state.id, index)
        }
        nodes.append(node)
        definitions.append(state)
        for child in state.children {
            if child.kind.isHistory {
                nodes[index].histories.append(nodes.count)
            } else {
                nodes[index].children.append(nodes.count)
            }
            addState(child, parent: index)
        }
    }

    private mutating func register(_ id: String, _ index: Int) {
        if id.isEmpty {
            report(.missingID, nodes[nodes[index - 1].parent < 0 ? 0 : index - 1].id)
        } else if indices.updateValue(index, forKey: id) != nil {
            report(.duplicateID, id)
        }
    }

    private mutating func collectDescendants(_ index: Int) {
        for child in nodes[index].children {
            nodes[index].descendants.insert(child)
            nodes[index].descendants.formUnion(nodes[child].descendants)
        }
    }

    private mutating func compile(_ transition: TransitionDefinition, source: Int) {
        let targets = resolve(transition.targets, from: nodes[source].id, label: transition.label)
        checkOrthogonal(targets, nodes[source].id, label: transition.label)
        var numbers = BitSet()
        var matchesAll = false
        for event in transition.events {
            if event == "*" {
                matchesAll = true
            } else if let descriptor = normalise(event) {
                let number = descriptors[descriptor] ?? descriptors.count
                descriptors[descriptor] = number
                numbers.insert(number)
            } else {
                report(.malformedEvent(event), nodes[source].id, label: transition.label)
            }
        }
        var node = TransitionNode(
            source: source,
            events: transition.events,
            descriptors: numbers,
            matchesAll: matchesAll,
            condition: transition.condition,
            targets: targets,
            isInternal: transition.isInternal,
            actions: transition.actions,
            label: transition.label
        )
        node.hasHistoryTarget = targets.contains { nodes[$0].kind.isHistory }
        if !targets.isEmpty, !node.hasHistoryTarget {
            node.domain = nodes.domain(of: node, effectiveTargets: targets)
        }
        if transition.events.isEmpty {
            nodes[source].eventless.append(transitions.count)
        } else {
            nodes[source].eventful.append(transitions.count)
        }
        transitions.append(node)
    }

    /// The descriptor without the `.*` or `.` that may end it; nil if it is none.
    private func normalise(_ event: String) -> String? {
        var name = event[...]
        if name.hasSuffix(".*") {
            name = name.dropLast(2)
        } else if name.hasSuffix(".") {
            name = name.dropLast()
        }
        let isSound =
            !name.isEmpty && !name.hasPrefix(".") && !name.hasSuffix(".")
            && !name.contains { $0.isWhitespace || $0 == "*" }
        return isSound ? String(name) : nil
    }

    mutating func resolve(_ targets: [String], from state: String, label: Int? = nil) -> [Int] {
        targets.compactMap { target in
            if let index = indices[target] { return index }
            report(.unknownTarget(target), state, label: label)
            return nil
        }
    }
}

extension [StateNode] {
    /// The state inside which a transition with these targets leaves and enters (`getTransitionDomain`).
    func domain(of transition: TransitionNode, effectiveTargets targets: [Int]) -> Int {
        let source = transition.source
        if transition.isInternal, self[source].isCompound,
            targets.allSatisfy({ self[source].descendants.contains($0) })
        {
            return source
        }
        for ancestor in self[source].ancestors where self[ancestor].isCompound {
            if targets.allSatisfy({ self[ancestor].descendants.contains($0) }) { return ancestor }
        }
        return ChartTables.root
    }
}
