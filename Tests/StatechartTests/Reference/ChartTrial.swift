import Values

@testable import Statechart

/// A chart and what is said to it, run by the interpreter and by the pseudo-code side by side.
struct ChartTrial {
    /// What happens to the chart from outside.
    enum Cue: Equatable {
        case say(Event)
        /// Virtual seconds pass.
        case wait(Int64)
        /// Only snapshot and data are kept, as in a store, and the interpreter wakes from them.
        case sleep
    }

    /// What a run came to: how often the interesting places were reached.
    struct Tally {
        var events = 0
        var microsteps = 0
        var errors = 0
        var histories = 0
        var sends = 0
        var ends = 0
        var faults = 0
    }

    static let limits = StepLimits(microsteps: 20, actions: 200)

    var definition: ChartDefinition
    var expressions: [ToyExpression]
    var script: [Cue]
    var given = ValueMap()
    var hasParent = false

    /// Where the two first differ; nil when they agree throughout.
    func disagreement(_ departures: Departures, _ tally: inout Tally) throws(ChartProblems) -> String? {
        var pair = try Pair(self, departures)
        if let difference = pair.start(given) { return "start: " + difference }
        for (position, cue) in script.enumerated() where pair.isRunning {
            tally.events += 1
            if let difference = try pair.follow(cue) { return "cue \(position + 1), \(cue): " + difference }
        }
        tally.add(pair.tally)
        return nil
    }

    func disagreement(_ departures: Departures = .ours) throws(ChartProblems) -> String? {
        var tally = Tally()
        return try disagreement(departures, &tally)
    }
}

extension ChartTrial.Tally {
    mutating func add(_ other: Self) {
        microsteps += other.microsteps
        errors += other.errors
        histories += other.histories
        sends += other.sends
        ends += other.ends
        faults += other.faults
    }
}

/// The interpreter and the pseudo-code on one chart.
private struct Pair {
    private let chart: Chart
    private var ours: Interpreter<ToyModel>
    private let plain: AppendixD
    private(set) var tally = ChartTrial.Tally()

    var isRunning: Bool { plain.status == .running }

    init(_ trial: ChartTrial, _ departures: Departures) throws(ChartProblems) {
        chart = try Chart(trial.definition)
        ours = try Interpreter(
            chart,
            model: ToyModel(trial.expressions),
            snapshot: ChartSnapshot(hasParent: trial.hasParent),
            now: Instant(seconds: 0),
            limits: ChartTrial.limits
        )
        plain = AppendixD(
            trial.definition,
            model: ToyModel(trial.expressions),
            hasParent: trial.hasParent,
            limits: ChartTrial.limits,
            departures: departures
        )
    }

    mutating func start(_ given: ValueMap) -> String? {
        difference(ours.start(given: given), plain.start(given: given)) ?? deliverDue()
    }

    mutating func follow(_ cue: ChartTrial.Cue) throws(ChartProblems) -> String? {
        switch cue {
        case .say(let event):
            let selected = ours.selected(for: event)
            let step = ours.deliver(event)
            let taken = step.microsteps.first.flatMap { $0.event == event.name ? $0.transitions : nil } ?? []
            if step.microsteps.first?.event != nil, selected != taken { return "selected \(selected)" }
            return difference(step, plain.deliver(event)) ?? deliverDue()
        case .wait(let seconds):
            ours.now = ours.now + TimeSpan(seconds: seconds)
            plain.now = plain.now + TimeSpan(seconds: seconds)
            return deliverDue()
        case .sleep:
            ours = try Interpreter(
                chart,
                model: ours.model,
                snapshot: ours.snapshot,
                now: ours.now,
                limits: ChartTrial.limits
            )
            return nil
        }
    }

    /// Delivers what is due, but no more than a few: a chart may send to itself for ever.
    private mutating func deliverDue() -> String? {
        for _ in 0..<4 {
            let step = ours.deliverDue()
            let report = plain.deliverDue()
            guard let step, let report else {
                return (step == nil) == (report == nil)
                    ? nil : "due: \(step == nil ? "nothing" : "something")"
            }
            tally.sends += 1
            if let difference = difference(step, report) { return difference }
        }
        return nil
    }

    private mutating func difference(_ step: Step, _ report: AppendixD.Report) -> String? {
        guard step.status == plain.status else { return unequal("status", step.status, plain.status) }
        if step.status.isFaulted {
            tally.faults += 1
            let before = plain.snapshotBefore
            return ours.snapshot == before ? nil : unequal("after a fault", ours.snapshot, before)
        }
        let did = ours.model.assignments
        guard did == plain.datamodel.assignments else {
            return unequal("actions", did, plain.datamodel.assignments)
        }
        let microsteps = step.microsteps.map(AppendixD.Report.Microstep.init)
        guard microsteps == report.microsteps else {
            return unequal("microsteps", microsteps, report.microsteps)
        }
        guard step.effects == report.effects else { return unequal("effects", step.effects, report.effects) }
        let errors = step.errors.map(\.message)
        guard errors == report.errors else { return unequal("errors", errors, report.errors) }
        return differenceOfState(step)
    }

    private mutating func differenceOfState(_ step: Step) -> String? {
        guard ours.model.data == plain.datamodel.data else {
            return unequal("data", ours.model.data, plain.datamodel.data)
        }
        guard ours.model.event == plain.datamodel.event else {
            return unequal("event", ours.model.event, plain.datamodel.event)
        }
        let snapshot = ours.snapshot
        guard snapshot == plain.snapshot else { return unequal("snapshot", snapshot, plain.snapshot) }
        ours.model.assignments.removeAll(keepingCapacity: true)
        plain.datamodel.assignments.removeAll(keepingCapacity: true)
        tally.microsteps += step.microsteps.count
        tally.errors += step.errors.count
        tally.histories += snapshot.history.count
        tally.ends += plain.status == .running ? 0 : 1
        return nil
    }

    private func unequal<Thing>(_ what: String, _ ours: Thing, _ plain: Thing) -> String {
        "\(what)\n  ours  \(ours)\n  plain \(plain)"
    }
}

extension AppendixD.Report.Microstep {
    fileprivate init(_ microstep: Microstep) {
        event = microstep.event
        taken = microstep.transitions.map(\.label)
        exited = microstep.exited
        entered = microstep.entered
    }
}
