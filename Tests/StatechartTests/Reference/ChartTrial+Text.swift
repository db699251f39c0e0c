import Values

@testable import Statechart

extension ChartTrial: CustomStringConvertible {
    /// The chart in lines, what is said to it, and where the two differ.
    var description: String {
        var lines = definition.initial.map { ["initial " + text($0)] } ?? []
        for datum in definition.data where datum.value != nil {
            lines.append("data \(datum.name) = \(datum.value.map(text) ?? "")")
        }
        for state in definition.states { write(state, "", &lines) }
        if given.count > 0 { lines.append("given \(Value.map(given).json)") }
        lines.append("script " + script.map(text).joined(separator: ", "))
        do {
            lines.append(try disagreement() ?? "both agree")
        } catch { lines.append("\(error)") }
        return lines.joined(separator: "\n")
    }

    private func write(_ state: StateDefinition, _ margin: String, _ lines: inout [String]) {
        lines.append("\(margin)\(state.kind) \(state.id)" + (state.initial.map { ": " + text($0) } ?? ""))
        let inner = margin + "    "
        for datum in state.data {
            lines.append("\(inner)data \(datum.name) = \(datum.value.map(text) ?? "")")
        }
        for block in state.onEntry where !block.isEmpty { lines.append("\(inner)entry \(text(block))") }
        for block in state.onExit where !block.isEmpty { lines.append("\(inner)exit \(text(block))") }
        for transition in state.transitions { lines.append(inner + text(transition)) }
        for child in state.children { write(child, inner, &lines) }
    }

    private func text(_ transition: TransitionDefinition) -> String {
        var words = [transition.events.isEmpty ? "always" : "on " + transition.events.joined(separator: " ")]
        if let condition = transition.condition { words.append("when \(expressions[condition.index])") }
        if transition.isInternal { words.append("internal") }
        words.append("to [" + transition.targets.joined(separator: " ") + "]")
        words.append(text(transition.actions))
        return words.joined(separator: " ")
    }

    private func text(_ initial: InitialDefinition) -> String {
        initial.targets.joined(separator: " ") + " " + text(initial.actions)
    }

    private func text(_ actions: [Action]) -> String {
        "{" + actions.map(text).joined(separator: "; ") + "}"
    }

    private func text(_ cue: Cue) -> String {
        switch cue {
        case .say(let event): "\(event.name)(\(event.data?.json ?? ""))"
        case .wait(let seconds): "wait \(seconds)s"
        case .sleep: "sleep"
        }
    }

    private func text(_ operand: Operand) -> String {
        switch operand {
        case .literal(let value): value.json
        case .expression(let expression): expressions[expression.index].description
        }
    }

    private func text(_ action: Action) -> String {
        switch action {
        case .set(let location, let operand): "\(location) = \(text(operand))"
        case .raise(let name, _): "raise \(name)"
        case .send(let send):
            "send \(text(send.event)) to \(send.target) after \(send.delay.map(text) ?? "-") "
                + "id \(send.id.map(text) ?? send.idLocation ?? "-")"
        case .cancel(let id): "cancel \(text(id))"
        case .choose(let condition, let then, let otherwise):
            "if \(expressions[condition.index]) \(text(then)) else \(text(otherwise))"
        case .forEach(let item, _, let list, let body): "for \(item) in \(text(list)) \(text(body))"
        case .start(let name, _, _): "start \(text(name))"
        case .perform(let name, _): name
        case .fail(let message): "fail \(message)"
        }
    }
}
