import Statechart
import Values

/// Taking a case over to another version of its workflow.
extension CaseDecision {
    /// The case under this decision's definition, and what of its data has no place there; refused where a state is
    /// missing or the states together are no configuration of the chart.
    func adopt(_ old: CaseFile, from before: Workflow, states: [String: String]) throws
        -> Result<(file: CaseFile, lost: [String]), Refusal>
    {
        guard workflow.name == old.workflow, case .running = old.chart.status else {
            return .failure(.notPossible(action: "migrate", possible: [], because: MigrationProblem.over))
        }
        let leaves = before.titles(ofAtomic: old.chart.configuration).map { states[$0.id] ?? $0.id }
        let missing = leaves.filter { !workflow.chart.isAtomic($0) }
        guard missing.isEmpty else {
            return .failure(
                .notPossible(action: "migrate", possible: [], because: MigrationProblem.missing(missing))
            )
        }
        guard let configuration = workflow.chart.configuration(with: Set(leaves)) else {
            return .failure(
                .notPossible(action: "migrate", possible: [], because: MigrationProblem.illegal(leaves))
            )
        }
        var file = old
        file.bundleHash = workflow.bundleHash
        file.chart.configuration = configuration
        file.chart.history = old.chart.history.filter { name, ids in
            workflow.chart.holds(name) && ids.allSatisfy(workflow.chart.holds)
        }
        var lost: [String] = []
        for (name, value) in old.data {
            let kept = workflow.dataNames.contains(name) ? value : workflow.field(name)?.type.accepting(value)
            if kept == nil { lost.append(name) }
            file.data[name] = kept
        }
        file.parties = parties(file.data)
        file.deadlines = deadlines(of: file, old)
        return .success((file, lost.sorted()))
    }

    /// Running deadlines go on under the new rules, those that are gone are cancelled, new ones begin.
    private func deadlines(of file: CaseFile, _ old: CaseFile) -> [Deadline] {
        let active = file.chart.configuration
        var deadlines = old.deadlines.map { deadline in
            var deadline = deadline
            guard deadline.isOpen else { return deadline }
            if workflow.deadlines.contains(where: { $0.name == deadline.name && active.contains($0.state) }) {
                // Whatever it was reckoned by, it is reckoned anew.
                deadline.computed = .null
            } else {
                deadline.status = .cancelled
                deadline.recordedAt = situation.recorded
                deadline.reminders = []
            }
            return deadline
        }
        for rule in workflow.deadlines where active.contains(rule.state) {
            let own = deadlines.filter { $0.name == rule.name }
            let isNew =
                own.isEmpty
                || (!old.chart.configuration.contains(rule.state) && !own.contains(where: \.isOpen))
            guard isNew else { continue }
            let occasion = own.map(\.occasion).max().map { $0 + 1 } ?? 0
            deadlines.append(Deadline(name: rule.name, occasion: occasion, status: .waiting))
        }
        var keeping = DeadlineKeeping(
            deadlines,
            workflow: workflow,
            now: situation.now,
            recorded: situation.recorded,
            calendar: situation.calendar
        )
        keeping.follow(
            left: [],
            entered: [],
            events: [],
            active: active,
            model: model(for: file, standing: nil)
        )
        return keeping.deadlines
    }
}

extension Chart {
    /// Whether there is a state of this name.
    func holds(_ id: String) -> Bool { Chart.find(id, definition.states) != nil }

    /// Whether a state of this name has none inside.
    func isAtomic(_ id: String) -> Bool { Chart.find(id, definition.states)?.children.isEmpty ?? false }

    private static func find(_ id: String, _ states: [StateDefinition]) -> StateDefinition? {
        for state in states {
            if state.id == id { return state }
            if let found = find(id, state.children) { return found }
        }
        return nil
    }

    /// The legal configuration whose states without states inside are these; nil if there is none.
    func configuration(with leaves: Set<String>) -> [String]? {
        let top = definition.states.filter { Chart.reaches(leaves, $0) }
        guard top.count == 1, let found = Chart.active(top[0], leaves) else { return nil }
        let atomic = found.filter(isAtomic)
        return Set(atomic) == leaves ? found : nil
    }

    private static func reaches(_ leaves: Set<String>, _ state: StateDefinition) -> Bool {
        leaves.contains(state.id) || state.children.contains { reaches(leaves, $0) }
    }

    private static func active(_ state: StateDefinition, _ leaves: Set<String>) -> [String]? {
        let children = state.children.filter { $0.kind != .shallowHistory && $0.kind != .deepHistory }
        guard !children.isEmpty else { return [state.id] }
        let inside = children.filter { reaches(leaves, $0) }
        guard inside.count == (state.kind == .parallel ? children.count : 1) else { return nil }
        var found = [state.id]
        for child in inside {
            guard let more = active(child, leaves) else { return nil }
            found += more
        }
        return found
    }
}

/// What is said of a case that cannot go over.
private enum MigrationProblem {
    static let over = LocalizedText(
        zhHant: "僅進行中且同一流程之案件得改用新版本",
        en: "Only a case that goes on, of the same workflow, can go over to another version"
    )

    static func missing(_ states: [String]) -> LocalizedText {
        LocalizedText(
            zhHant: "新版本無下列狀態,請指定對應:\(states.joined(separator: "、"))",
            en: "The new version lacks these states; map each to another: \(states.joined(separator: ", "))"
        )
    }

    static func illegal(_ states: [String]) -> LocalizedText {
        LocalizedText(
            zhHant: "下列狀態在新版本不能同時成立,請修改對應:\(states.joined(separator: "、"))",
            en:
                "In the new version a case cannot be in these at once; change the mapping: \(states.joined(separator: ", "))"
        )
    }
}
