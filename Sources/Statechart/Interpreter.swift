public import Values

/// Runs one case's chart: SCXML 1.0, the algorithm of its Appendix D, as a pure function of what it is given.
///
/// No clock, no queue of the outside: the caller brings events one by one, gives the time, stores `snapshot`
/// and `model` after each step, and does the step's effects. The same input gives the same step.
///
/// ```
///  start ──► bind data ──► enter the default ─┐      deliver(event), deliverDue()
///                                             │           │ event := it; select by name
///                                             ▼           ▼ and condition
///        ┌──────────────────────────► ┌───────────────────────┐
///        │                            │ eventless transitions │
///        │                            │ enabled?              │
///        │                            └──┬─────────────────┬──┘
///        │                           yes │                 │ no
///        │                               │        ┌────────▼────────┐  none
///        │                               │        │ internal queue  ├───────► stable: the step is over
///        │                               │        └────────┬────────┘
///        │                               │                 │ event := first; select
///        │                               ▼                 ▼
///        │   ┌─────────────────────────────────────────────────────┐
///        │   │ microstep, if anything is enabled:                  │
///        │   │   preempt ─ remember history ─ leave (inner first)  │  top-level final entered
///        └───┤   ─ act ─ enter (outer first) ─ done.state.ID       ├───────► leave all, ended
///            └─────────────────────────────────────────────────────┘  limit passed ──► faulted
/// ```
///
/// A condition that fails with an error is raised once in a macrostep when it stands on an eventless
/// transition or listens to an error, until its state is left; else it would raise its own cause for ever.
/// A transition shared by several regions has its condition evaluated once in a selection.
///
/// Where the letter of Appendix D contradicts the recommendation's text, the text holds: only what lies
/// inside the domain is entered, and the domain is settled before anything is left (3.13); history default
/// actions run also when the parent stays active (3.10); a parallel state that is a region completes the
/// one around it (3.4).
public struct Interpreter<Model: Datamodel> {
    /// The chart's data: read them here after a step, unless it faulted.
    public var model: Model
    /// The present instant: delays are counted from it, and what is due by it is delivered.
    public var now: Instant

    let tables: ChartTables
    let limits: StepLimits
    var state: ChartState

    // What lives during a step only.
    var step = Step(status: .new)
    var queue = EventQueue()
    var current: Event?
    var actionCount = 0
    var excess: String?
    var endedBy: Int?
    var complained = BitSet()
    var isModelBehind = true
    private var before: ChartState

    /// Wakes a chart from its snapshot; throws when the snapshot does not fit the chart.
    public init(
        _ chart: Chart,
        model: Model,
        snapshot: ChartSnapshot = ChartSnapshot(),
        now: Instant,
        limits: StepLimits = StepLimits()
    ) throws(ChartProblems) {
        self.model = model
        self.now = now
        self.limits = limits
        tables = chart.tables
        state = try ChartState(snapshot, chart.tables)
        before = state
    }

    /// Everything to store until the next step, beside the data.
    public var snapshot: ChartSnapshot { state.snapshot(tables) }

    /// When the next waiting send falls due; nil if none waits.
    public var nextDue: Instant? { state.status.isLive ? state.pending.first?.due : nil }

    /// Binds the data and enters the chart; does nothing when it was started before.
    ///
    /// - Parameter given: values that data of the workflow start with instead of their own.
    public mutating func start(given: ValueMap = ValueMap()) -> Step {
        guard state.status == .new else { return Step(status: state.status) }
        begin()
        state.status = .running
        bindData(given)
        enterChart()
        completeMacrostep()
        return finish()
    }

    /// Takes an event from outside and runs until the chart is stable; does nothing when it is over.
    ///
    /// An event `done.case.NAME` also strikes the started case NAME off the recipients.
    public mutating func deliver(_ event: Event) -> Step {
        guard state.status.isLive else { return Step(status: state.status) }
        begin()
        strikeOff(endedBy: event)
        take(event)
        completeMacrostep()
        return finish()
    }

    /// Delivers the first send that is due by `now`; nil if there is none.
    ///
    /// Call it until it gives nil, after every step too: what a chart sends to itself without delay waits
    /// here. A send to another case becomes the one effect of its step.
    public mutating func deliverDue() -> Step? {
        guard state.status.isLive, let first = state.pending.first, first.due <= now else { return nil }
        state.pending.removeFirst()
        switch first.recipient {
        case .itself: return deliver(first.event)
        case .parent, .child, .number:
            var step = Step(status: state.status)
            step.effects = [.send(first.event, to: first.recipient)]
            return step
        }
    }

    mutating func begin() {
        before = state
        step = Step(status: state.status)
        queue.removeAll()
        actionCount = 0
        excess = nil
        endedBy = nil
        complained = BitSet()
    }

    /// A step past a limit leaves no trace in the state and asks for nothing; only the status tells.
    private mutating func finish() -> Step {
        if let excess {
            state = before
            state.status = .faulted(excess)
            step.effects = []
            isModelBehind = true
        }
        step.status = state.status
        return step
    }
}

extension Interpreter: Sendable where Model: Sendable {}
