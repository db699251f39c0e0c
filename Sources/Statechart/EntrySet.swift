/// Which states a microstep enters, and by which defaults: `computeEntrySet` of Appendix D.
struct EntrySet {
    let tables: ChartTables
    let history: [Int: BitSet]
    /// The states to enter.
    private(set) var states = BitSet()
    /// Those among them whose own default is followed, so that its actions run.
    private(set) var defaults = BitSet()
    /// The history states that remember nothing, whose default is followed.
    private(set) var historyDefaults: [Int] = []

    /// The domain of the transition at hand.
    private var domain = ChartTables.root

    init(_ tables: ChartTables, history: [Int: BitSet]) {
        self.tables = tables
        self.history = history
    }

    /// Adds what targets bring with them, up to but without the domain.
    mutating func add(_ targets: [Int], domain: Int) {
        self.domain = domain
        for target in targets { addDescendants(target) }
        if targets.contains(where: { tables.nodes[$0].kind.isHistory }) {
            for target in tables.effectiveTargets(targets, history: history) {
                addAncestors(target, below: domain)
            }
        } else {
            for target in targets { addAncestors(target, below: domain) }
        }
    }

    private mutating func addDescendants(_ state: Int) {
        switch tables.nodes[state].kind {
        case .shallowHistory, .deepHistory: addRemembered(state, below: tables.nodes[state].parent)
        case .parallel:
            states.insert(state)
            addRegions(of: state)
        case .state:
            states.insert(state)
            guard tables.nodes[state].isCompound else { return }
            defaults.insert(state)
            for target in tables.nodes[state].initial.targets { addDescendants(target) }
            for target in tables.nodes[state].initial.targets { addAncestors(target, below: state) }
        case .final: states.insert(state)
        }
    }

    private mutating func addRemembered(_ state: Int, below parent: Int) {
        if let remembered = history[state] {
            for one in remembered { addDescendants(one) }
            for one in remembered { addAncestors(one, below: parent) }
        } else {
            let targets = tables.nodes[state].initial.targets
            historyDefaults.append(state)
            for target in targets { addDescendants(target) }
            for target in targets { addAncestors(target, below: parent) }
        }
    }

    /// Adds the states around one, up to but without an outer one, and never beyond the domain.
    ///
    /// A history state's parent may lie further out than the domain; then the literal algorithm would
    /// enter states again that were never left, against the text of 3.13.
    private mutating func addAncestors(_ state: Int, below outer: Int) {
        for ancestor in tables.nodes[state].ancestors {
            if ancestor == outer || ancestor == domain { return }
            states.insert(ancestor)
            if tables.nodes[ancestor].isParallel { addRegions(of: ancestor) }
        }
    }

    /// Adds the regions of a parallel state that nothing so far leads into.
    private mutating func addRegions(of parallel: Int) {
        for region in tables.nodes[parallel].children
        where states.isDisjoint(with: tables.nodes[region].descendants) {
            addDescendants(region)
        }
    }
}

extension ChartTables {
    /// The targets with history states replaced by what they stand for now (`getEffectiveTargetStates`).
    func effectiveTargets(_ targets: [Int], history: [Int: BitSet]) -> [Int] {
        targets.flatMap { target -> [Int] in
            guard nodes[target].kind.isHistory else { return [target] }
            if let remembered = history[target] { return Array(remembered) }
            return effectiveTargets(nodes[target].initial.targets, history: history)
        }
    }

    /// The state inside which a transition leaves and enters; nil for one without targets.
    func domain(of transition: Int, history: [Int: BitSet]) -> Int? {
        guard transitions[transition].hasHistoryTarget else { return transitions[transition].domain }
        let node = transitions[transition]
        return nodes.domain(of: node, effectiveTargets: effectiveTargets(node.targets, history: history))
    }
}
