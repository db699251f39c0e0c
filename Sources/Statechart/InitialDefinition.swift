/// Where to go by default, and what to do on the way: a state's `initial`, or a history state's default.
public struct InitialDefinition: Sendable {
    /// The states to enter; several where they lie in different regions, at any depth.
    public let targets: [String]
    let actions: [Action]

    /// A default with its targets and the actions that run before the targets are entered.
    public init(_ targets: [String], actions: [Action] = []) {
        self.targets = targets
        self.actions = actions
    }
}
