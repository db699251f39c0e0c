import Values

@testable import Statechart

/// The algorithm of SCXML 1.0, Appendix D, word for word, to hold the interpreter against.
///
/// Names are those of the pseudo-code, sets are lists, and nothing is prepared or remembered for speed.
/// What the pseudo-code leaves to the platform (the external queue, limits) is in `AppendixD+Platform`;
/// where the interpreter leaves its letter, `Departures` names the place.
final class AppendixD {
    let departures: Departures
    let document: Document
    var datamodel: ToyModel

    var configuration = OrderedSet<Node>()
    var internalQueue: [Event] = []
    var historyValue: [String: [Node]] = [:]
    var running = true

    // What the pseudo-code does not have.
    let limits: StepLimits
    var now = Instant(seconds: 0)
    var status = ChartStatus.new
    var sends: [PendingSend] = []
    var children: [String] = []
    var generatedIDCount = 0
    let hasParent: Bool
    var before = Memory()
    var report = Report()
    var reportedTransitions = OrderedSet<Transition>()
    var knownConditions = OrderedSet<Transition>()
    var actionCount = 0
    var excess: String?

    init(
        _ definition: ChartDefinition,
        model: ToyModel,
        hasParent: Bool,
        limits: StepLimits,
        departures: Departures
    ) {
        document = Document(definition)
        datamodel = model
        self.hasParent = hasParent
        self.limits = limits
        self.departures = departures
    }

    // MARK: procedure interpret(doc)

    func interpret(given: ValueMap) {
        initializeDatamodel(given)
        running = true
        executeContent(document.initial.content)
        enterStates([document.initial], domains: [document.root])
        report.microsteps.append(report.microstep)
        mainEventLoop()
    }

    // MARK: procedure mainEventLoop()

    /// Runs until the pseudo-code would block for an external event: `deliver` goes on from there.
    func mainEventLoop() {
        while running, excess == nil {
            var macrostepDone = false
            while running, !macrostepDone, excess == nil {
                var enabledTransitions = selectEventlessTransitions()
                var event: String?
                if enabledTransitions.isEmpty {
                    if internalQueue.isEmpty {
                        macrostepDone = true
                    } else {
                        let internalEvent = internalQueue.removeFirst()
                        guard count() else { break }
                        datamodel.setEvent(internalEvent)
                        enabledTransitions = selectTransitions(internalEvent)
                        event = internalEvent.name
                    }
                }
                if !enabledTransitions.isEmpty { microstep(enabledTransitions.toList(), event) }
            }
            if running { return }
        }
        if excess == nil { exitInterpreter() }
    }

    // MARK: procedure exitInterpreter()

    func exitInterpreter() {
        let last = configuration
        let statesToExit = configuration.toList().sorted(by: exitOrder)
        var doneData: Value?
        for s in statesToExit {
            for content in s.definition.onExit { executeContent(content) }
            configuration.delete(s)
            if s.isFinal, s.parent === document.root { doneData = evaluateDoneData(s) }
        }
        configuration = last
        sends = []
        internalQueue = []
        status = .ended(doneData)
    }

    // MARK: procedure microstep(enabledTransitions)

    func microstep(_ enabledTransitions: [Transition], _ event: String?) {
        guard report.microsteps.count < limits.microsteps else {
            excess = "more than \(limits.microsteps) microsteps in one step"
            return
        }
        report.microstep = Report.Microstep(event: event, taken: enabledTransitions.map(\.label))
        let settled = enabledTransitions.map(getTransitionDomain)
        exitStates(enabledTransitions)
        executeTransitionContent(enabledTransitions)
        let now = enabledTransitions.map(getTransitionDomain)
        enterStates(enabledTransitions, domains: departures.contains(.domainBeforeExit) ? settled : now)
        report.microsteps.append(report.microstep)
    }

    // MARK: procedure exitStates(enabledTransitions)

    func exitStates(_ enabledTransitions: [Transition]) {
        let statesToExit = computeExitSet(enabledTransitions).toList().sorted(by: exitOrder)
        for s in statesToExit {
            for h in s.history {
                historyValue[h.id] = configuration.toList().sorted(by: documentOrder).filter { s0 in
                    h.definition.kind == .deepHistory ? s0.isAtomic && isDescendant(s0, s) : s0.parent === s
                }
            }
        }
        for s in statesToExit {
            for content in s.definition.onExit { executeContent(content) }
            configuration.delete(s)
            for t in s.transitions { reportedTransitions.delete(t) }
        }
        report.microstep.exited = statesToExit.map(\.id)
    }

    // MARK: procedure executeTransitionContent(enabledTransitions)

    func executeTransitionContent(_ enabledTransitions: [Transition]) {
        for t in enabledTransitions { executeContent(t.content) }
    }

    // MARK: orders

    func documentOrder(_ one: Node, _ other: Node) -> Bool { one.order < other.order }
    func exitOrder(_ one: Node, _ other: Node) -> Bool { one.order > other.order }
}
