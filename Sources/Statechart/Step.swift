/// What came of one macrostep: a report; the new state of things is in the interpreter.
public struct Step: Sendable {
    /// The microsteps in order; empty when the event enabled nothing.
    public internal(set) var microsteps: [Microstep] = []
    /// What the caller has to do, in order; empty when the step faulted.
    public internal(set) var effects: [Effect] = []
    /// What failed on the way, in order; each was raised as `error.execution`.
    public internal(set) var errors: [StepError] = []
    /// Whether the chart lives after the step.
    public internal(set) var status: ChartStatus
}
