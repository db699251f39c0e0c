@testable import Statechart

/// A transition as the pseudo-code sees it.
final class Transition {
    let source: Node
    let events: [String]
    let condition: ExpressionReference?
    let isInternal: Bool
    let content: [Action]
    let label: Int
    let definition: TransitionDefinition
    var target: [Node] = []

    init(_ definition: TransitionDefinition, _ source: Node) {
        self.definition = definition
        self.source = source
        events = definition.events
        condition = definition.condition
        isInternal = definition.isInternal
        content = definition.actions
        label = definition.label
    }
}
