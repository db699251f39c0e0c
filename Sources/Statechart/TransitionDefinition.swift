/// A transition as the file gives it.
public struct TransitionDefinition: Sendable {
    /// The event descriptors that it listens to (`error`, `error.*`, `*`); none makes it eventless.
    public let events: [String]
    /// What must hold for it to be taken; nil for nothing.
    public let condition: ExpressionReference?
    /// The states it leads to; none leaves the configuration as it is.
    public let targets: [String]
    let isInternal: Bool
    let actions: [Action]
    /// The caller's own number for it, opaque to the chart: by it `by` and `requires` are found.
    public let label: Int

    /// A transition from its parts.
    ///
    /// - Parameter isInternal: whether the source is not left when it is compound and every target is
    ///   a proper descendant of it; without effect otherwise.
    public init(
        on events: [String] = [],
        when condition: ExpressionReference? = nil,
        to targets: [String] = [],
        isInternal: Bool = false,
        actions: [Action] = [],
        label: Int = 0
    ) {
        self.events = events
        self.condition = condition
        self.targets = targets
        self.isInternal = isInternal
        self.actions = actions
        self.label = label
    }
}
