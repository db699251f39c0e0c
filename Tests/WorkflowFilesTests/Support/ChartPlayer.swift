import Expressions
import Statechart
import Values

@testable import WorkflowFiles

/// Plays a bare chart from its file's text, in time that moves only when told.
struct ChartPlayer {
    private var interpreter: Interpreter<PlainData>
    private(set) var errors: [String] = []
    private(set) var effects: [Effect] = []

    init(_ text: String) throws {
        let compiled = try CompiledChart(Array(text.utf8), path: "c.yaml")
        let model = PlainData(expressions: compiled.expressions)
        interpreter = try Interpreter(compiled.chart, model: model, now: Instant(seconds: 0))
        take(interpreter.start())
        settle()
    }

    /// Sends an event, and delivers what the chart sends to itself at once.
    mutating func send(_ event: String, _ data: Value? = nil) {
        take(interpreter.deliver(Event(event, data: data)))
        settle()
    }

    /// Lets time pass.
    mutating func wait(_ seconds: Int64) {
        interpreter.now = interpreter.now + TimeSpan(seconds: seconds)
        settle()
    }

    /// The active states without compound ones around them.
    var active: String { interpreter.snapshot.configuration.joined(separator: " ") }

    var hasEnded: Bool {
        if case .ended = interpreter.snapshot.status { true } else { false }
    }

    /// What the final state gave, if the chart has ended.
    var result: Value? {
        if case .ended(let value) = interpreter.snapshot.status { value } else { nil }
    }

    subscript(name: String) -> Value? { interpreter.model.data[name] }

    private mutating func settle() {
        while let step = interpreter.deliverDue() { take(step) }
    }

    private mutating func take(_ step: Step) {
        errors += step.errors.map(\.message)
        effects += step.effects
    }
}

/// The data of a bare chart: every name is known once it is declared, nothing is unknown.
struct PlainData: Datamodel, Activation {
    let expressions: [CheckedExpression]
    var data: [String: Value] = [:]
    private var event: Value = .null
    private var configuration: Configuration?

    init(expressions: [CheckedExpression]) { self.expressions = expressions }

    mutating func condition(_ expression: ExpressionReference) -> Truth {
        switch expressions[expression.index].evaluate(self).outcome {
        case .value(.bool(let truth)): truth ? .true : .false
        case .value, .unknown: .error(ExecutionError("no truth value"))
        case .error(let error): .error(ExecutionError(error.message.en))
        }
    }

    mutating func value(of expression: ExpressionReference) throws(ExecutionError) -> Value {
        switch expressions[expression.index].evaluate(self).outcome {
        case .value(let value): return value
        case .unknown: throw ExecutionError("unknown")
        case .error(let error): throw ExecutionError(error.message.en)
        }
    }

    mutating func declare(_ name: String) throws(ExecutionError) {
        guard FileReader.isName(name, .variable) else { throw ExecutionError("\(name) is no name") }
        if data[name] == nil { data[name] = .null }
    }

    mutating func assign(_ location: String, _ value: Value) throws(ExecutionError) {
        guard data[location] != nil else { throw ExecutionError("there is no \(location)") }
        data[location] = value
    }

    mutating func setEvent(_ event: Event?) {
        self.event = event.map { ["name": .string($0.name), "data": $0.data ?? .null] } ?? .null
    }

    mutating func setConfiguration(_ configuration: Configuration) { self.configuration = configuration }

    func resolve(_ name: String) -> Binding {
        if name == "event" { return .value(event) }
        return data[name].map { .value($0) } ?? .absent
    }

    func call(_ function: String, _ arguments: [Value]) -> Result<Value, EvaluationError> {
        guard function == "inState" else { return .failure(EvaluationError("no function \(function)")) }
        return .success(.bool(configuration?.contains(arguments.first?.text ?? "") ?? false))
    }
}
