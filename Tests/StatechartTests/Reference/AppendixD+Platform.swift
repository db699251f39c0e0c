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
        let first = sends.enumerated().min { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
        guard status == .running, let first, first.element.due <= now else { return nil }
        sends.remove(at: first.offset)
        if first.element.recipient == .itself { return deliver(first.element.event) }
        return Report(effects: [.send(first.element.event, to: first.element.recipient)])
    }

    /// Counts an action or an internal event.
    func count() -> Bool {
        actionCount += 1
        if actionCount > limits.actions { excess = "more than \(limits.actions) actions in one step" }
        return actionCount <= limits.actions
    }

    var snapshot: ChartSnapshot {
        ChartSnapshot(
            configuration: configuration.toList().sorted(by: documentOrder).map(\.id),
            history: historyValue.mapValues { $0.map(\.id) },
            pending: sends.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
                .map(\.element),
            children: children,
            generatedIDCount: generatedIDCount,
            hasParent: hasParent,
            status: status
        )
    }

    private func begin() {
        report = Report()
        internalQueue = []
        reportedTransitions = OrderedSet()
        actionCount = 0
        excess = nil
        before = snapshot
    }

    /// A fault leaves the state as it was before the step: only `snapshot` is looked at afterwards.
    private func finish() -> Report {
        if let excess {
            status = .faulted(excess)
            before.status = status
        }
        report.microstep = Report.Microstep()
        return report
    }
}
