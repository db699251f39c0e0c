@testable import Statechart

/// A state as the pseudo-code sees it.
final class Node {
    let definition: StateDefinition
    let id: String
    let order: Int
    private(set) var parent: Node?
    private(set) var ancestors: [Node]
    private(set) var history: [Node] = []
    private(set) var transitions: [Transition] = []
    private var childStates: [Node] = []
    var initialTarget: [Node] = []

    let isHistory: Bool
    let isFinal: Bool
    let isParallel: Bool
    let isCompound: Bool
    let isAtomic: Bool

    init(_ definition: StateDefinition, order: Int, parent: Node?) {
        self.definition = definition
        self.order = order
        self.parent = parent
        id = definition.id
        ancestors = parent.map { [$0] + $0.ancestors } ?? []
        let hasStates = definition.children.contains { !$0.kind.isHistory }
        isHistory = definition.kind.isHistory
        isFinal = definition.kind == .final
        isParallel = definition.kind == .parallel
        isCompound = definition.kind == .state && hasStates && parent != nil
        isAtomic = isFinal || definition.kind == .state && !hasStates
        transitions = definition.transitions.map { Transition($0, self) }
    }

    func add(_ child: Node) {
        if child.isHistory { history.append(child) } else { childStates.append(child) }
    }

    func getChildStates() -> [Node] { childStates }

    func unlink() {
        parent = nil
        ancestors = []
        history = []
        childStates = []
        transitions = []
        initialTarget = []
    }
}
