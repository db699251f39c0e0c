import Values

extension NameCheck {
    /// The names inside the states: targets, notices, children, what meets a deadline.
    mutating func checkChart() {
        let chart = input.draft.chart
        let ids = Set(chart.all.map(\.id.text))
        check(targets: chart.initial?.targets ?? [], among: ids)
        for action in chart.initial?.actions.flatMap(\.all) ?? [] { check(action) }
        for state in chart.all {
            check(targets: state.initial?.targets ?? [], among: ids)
            for transition in state.transitions {
                check(targets: transition.targets, among: ids)
                check(transition.form)
            }
            for deadline in state.deadlines { check(deadline) }
            for action in state.actions { check(action) }
        }
    }

    private mutating func check(targets: [SourceText], among ids: Set<String>) {
        for target in targets where !ids.contains(target.text) {
            unknown(target, "狀態", "state", among: Array(ids))
        }
    }

    private mutating func check(_ deadline: DeadlineDraft) {
        check(parties: deadline.tell)
        guard case .events(let events) = deadline.met else { return }
        let descriptors = input.draft.chart.all.flatMap(\.transitions).flatMap(\.descriptors)
        for event in events where !descriptors.contains(where: { EventMatch.matches($0, event.text) }) {
            unknown(event, "事件", "event", among: descriptors)
        }
    }

    private mutating func check(_ action: ActionDraft) {
        switch action.kind {
        case .notify(let name):
            let notices = input.draft.declarations.notices.map(\.name.text)
            if !notices.contains(name.text) { unknown(name, "通知", "notice", among: notices) }
        case .send(let send):
            guard case .literal(let target) = send.to, let children = input.draft.chart.startedNames,
                !["self", "internal", "parent"].contains(target.text), !children.contains(target.text)
            else { return }
            unknown(target, "子案件", "started case", among: Array(children) + ["self", "internal", "parent"])
        case .forEach(let item, let index, _, _): reserved([item] + [index].compactMap(\.self))
        case .set, .raise, .cancel, .choose, .start, .document: break
        }
    }
}

extension ChartDraft {
    /// Every action of the chart.
    var actions: [ActionDraft] { (initial?.actions.flatMap(\.all) ?? []) + all.flatMap(\.actions) }

    /// The names under which cases are started; nil if one of them is computed.
    var startedNames: Set<String>? {
        var names: Set<String> = []
        for action in actions {
            guard case .start(let name, _, _) = action.kind else { continue }
            guard case .literal(let text) = name else { return nil }
            names.insert(text.text)
        }
        return names
    }
}
