import Values

@testable import Statechart

// MARK: what the pseudo-code leaves to the platform: steps, the external queue, limits

extension AppendixD {
    /// What one step did, in a form that can be compared.
    struct Report: Equatable {
        struct Microstep: Equatable {
            var event: String?
            var taken: [Int] = []
            var exited: [String] = []
            var entered: [String] = []
        }

        var microsteps: [Microstep] = []
        var effects: [Effect] = []
        var errors: [String] = []
        /// The microstep at hand.
        var microstep = Microstep()
    }

    func start(given: ValueMap) -> Report {
        begin()
        status = .running
        interpret(given: given)
        return finish()
    }

    func deliver(_ event: Event) -> Report {
        begin()
        for name in children where event.name == "done.case." + name {
            if let position = children.firstIndex(of: name) { children.remove(at: position) }
            break
        }
        datamodel.setEvent(event)
        let enabledTransitions = selectTransitions(event)
        if !enabledTransitions.isEmpty { microstep(enabledTransitions.toList(), event.name) }
        mainEventLoop()
        return finish()
    }

    /// Takes the first due of what was sent; of those due together the first sent.
    func deliverDue() -> Report? {
        var first: Int?
        for (position, send) in sends.enumerated() where send.due < (first.map { sends[$0].due } ?? .latest) {
            first = position
        }
        guard status == .running, let first, sends[first].due <= now else { return nil }
        let send = sends.remove(at: first)
        if send.recipient == .itself { return deliver(send.event) }
        return Report(effects: [.send(send.event, to: send.recipient)])
    }

    /// Counts an action or an internal event.
    func count() -> Bool {
        actionCount += 1
        if actionCount > limits.actions { excess = "more than \(limits.actions) actions in one step" }
        return actionCount <= limits.actions
    }

    var snapshot: ChartSnapshot { memory.snapshot(hasParent, status) }

    /// How a faulted chart must stand: as it was before the step.
    var snapshotBefore: ChartSnapshot { before.snapshot(hasParent, status) }

    /// What outlives a step.
    struct Memory {
        var configuration = OrderedSet<Node>()
        var historyValue: [String: [Node]] = [:]
        var sends: [PendingSend] = []
        var children: [String] = []
        var generatedIDCount = 0

        func snapshot(_ hasParent: Bool, _ status: ChartStatus) -> ChartSnapshot {
            var pending = sends
            if pending.count > 1 {
                let dated = sends.enumerated()
                pending = dated.sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
                    .map(\.element)
            }
            return ChartSnapshot(
                configuration: configuration.toList().sorted { $0.order < $1.order }.map(\.id),
                history: historyValue.mapValues { $0.map(\.id) },
                pending: pending,
                children: children,
                generatedIDCount: generatedIDCount,
                hasParent: hasParent,
                status: status
            )
        }
    }

    private var memory: Memory {
        Memory(
            configuration: configuration,
            historyValue: historyValue,
            sends: sends,
            children: children,
            generatedIDCount: generatedIDCount
        )
    }

    private func begin() {
        report = Report()
        internalQueue = []
        reportedTransitions = OrderedSet()
        actionCount = 0
        excess = nil
        before = memory
    }

    /// After a fault only `snapshotBefore` is looked at.
    private func finish() -> Report {
        if let excess {
            status = .faulted(excess)
        }
        report.microstep = Report.Microstep()
        return report
    }
}
