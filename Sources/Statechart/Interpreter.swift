public import Values

/// Runs one case's chart (first cut: the signatures that others may build on).
public struct Interpreter<Model: Datamodel> {
    /// The chart's data; read them here after a step.
    public var model: Model
    /// The present instant: from it delays are counted.
    public var now: Instant
    /// Everything to store until the next step.
    public var snapshot: ChartSnapshot { ChartSnapshot() }
    /// When the next delayed send falls due; nil if none waits.
    public var nextDue: Instant? { nil }
    /// The transitions with events of all active states, whatever their conditions say, in document order.
    public var candidates: [TransitionReference] { [] }

    /// Wakes a chart from its snapshot.
    public init(
        _ chart: Chart,
        model: Model,
        snapshot: ChartSnapshot = ChartSnapshot(),
        now: Instant,
        limits: StepLimits = StepLimits()
    ) throws(ChartProblems) {
        self.model = model
        self.now = now
    }

    /// Binds the data and enters the chart; data of the workflow named in `given` start with that value.
    public mutating func start(given: ValueMap = ValueMap()) -> Step { Step(status: .new) }
    /// Takes an event from outside.
    public mutating func deliver(_ event: Event) -> Step { Step(status: .new) }
    /// Delivers the first send that is due by `now`; nil if there is none. Call until nil.
    public mutating func deliverDue() -> Step? { nil }
    /// The transitions that an event would take now, by event and condition alone; changes nothing.
    public mutating func selected(for event: Event) -> [TransitionReference] { [] }
}
