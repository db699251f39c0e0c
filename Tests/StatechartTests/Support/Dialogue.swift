import Statechart
import Values

/// A talk with a chart: what is said, and what it answers.
///
/// Like the engine it delivers what is due after every step, and moves virtual time only when told.
struct Dialogue {
    var interpreter: Interpreter<ToyModel>
    /// The words noted since the last look.
    private(set) var trace: [String] = []
    private(set) var steps: [Step] = []
    /// The effects other than notes, since the beginning.
    private(set) var effects: [Effect] = []

    /// A chart with these states, started; `vars` are declared empty or with a value (`x=1`).
    init(
        _ states: [StateDefinition],
        initial: InitialDefinition? = nil,
        vars: String = "",
        given: ValueMap = ValueMap(),
        hasParent: Bool = false,
        limits: StepLimits = StepLimits()
    ) throws {
        let data = vars.split(separator: " ").map { variable -> DatumDefinition in
            let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
            return datum(parts[0], parts.count > 1 ? parts[1] : nil)
        }
        let chart = try Chart(ChartDefinition(initial: initial, data: data, states: states))
        try self.init(chart, given: given, hasParent: hasParent, limits: limits)
    }

    init(
        _ chart: Chart,
        given: ValueMap = ValueMap(),
        hasParent: Bool = false,
        limits: StepLimits = StepLimits()
    ) throws {
        interpreter = try Interpreter(
            chart,
            model: ToyModel(),
            snapshot: ChartSnapshot(hasParent: hasParent),
            now: Instant(seconds: 0),
            limits: limits
        )
        hear(interpreter.start(given: given))
        deliverDue()
    }

    /// The active states, without their ancestors' sake left out: all ids in document order.
    var active: String { interpreter.snapshot.configuration.joined(separator: " ") }
    var status: ChartStatus { interpreter.snapshot.status }
    var data: [String: Value] { interpreter.model.data }
    var errors: [StepError] { steps.flatMap(\.errors) }

    /// The words noted since the last call, in order.
    mutating func heard() -> String {
        defer { trace = [] }
        return trace.joined(separator: " ")
    }

    /// Says an event, and gives the words that it causes.
    @discardableResult
    mutating func say(_ name: String, _ data: Value? = nil) -> String { say(Event(name, data: data)) }

    @discardableResult
    mutating func say(_ event: Event) -> String {
        trace = []
        hear(interpreter.deliver(event))
        deliverDue()
        return heard()
    }

    /// Lets virtual time pass, stopping at every send that falls due.
    @discardableResult
    mutating func wait(_ seconds: Int64) -> String {
        trace = []
        let end = interpreter.now + TimeSpan(seconds: seconds)
        while let due = interpreter.nextDue, due <= end {
            interpreter.now = max(due, interpreter.now)
            let before = steps.count
            deliverDue()
            precondition(steps.count > before, "what is due is not delivered")
        }
        interpreter.now = end
        return heard()
    }

    private mutating func deliverDue() {
        while let step = interpreter.deliverDue() { hear(step) }
    }

    private mutating func hear(_ step: Step) {
        steps.append(step)
        for effect in step.effects {
            if case .perform("note", let arguments) = effect {
                let word = arguments["word"] ?? .null
                trace.append(word.text ?? word.json)
            } else {
                effects.append(effect)
            }
        }
    }
}
