/// What a step may use before it is stopped and the chart is faulted.
public struct StepLimits: Sendable, Hashable {
    let microsteps: Int
    let actions: Int

    /// Limits on the microsteps of one step, and on its single actions and internal events together.
    public init(microsteps: Int = 1_000, actions: Int = 1_000_000) {
        self.microsteps = microsteps
        self.actions = actions
    }
}
