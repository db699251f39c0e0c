extension WorkflowDraft {
    /// Every expression of the file, in no particular order.
    var expressions: [SourceText] {
        var found = opening.requires.map(\.condition) + [refersUpward].compactMap(\.self)
        found += declarations.occurrences.flatMap { [$0.condition, $0.day] } + declarations.facts.map(\.day)
        found += (declarations.data + chart.allData).flatMap(\.value.expressions)
        found += chart.actions.flatMap(\.expressions)
        for state in chart.all {
            found += state.done.expressions + state.deadlines.flatMap(\.expressions)
            for transition in state.transitions {
                found += [transition.condition].compactMap(\.self) + transition.form.requires.map(\.condition)
            }
        }
        return found
    }
}

extension ValueDraft {
    var expressions: [SourceText] {
        if case .expression(let text) = self { [text] } else { [] }
    }
}

extension NameDraft {
    var expressions: [SourceText] {
        if case .computed(let text) = self { [text] } else { [] }
    }
}

extension PayloadDraft {
    var expressions: [SourceText] {
        switch self {
        case .none: []
        case .value(let value): value.expressions
        case .fields(let fields): fields.flatMap(\.value.expressions)
        }
    }
}

extension DeadlineDraft {
    var expressions: [SourceText] {
        var found = within.expressions + [from].compactMap(\.self)
        if case .condition(let condition, let claimed) = met {
            found += [condition] + [claimed].compactMap(\.self)
        }
        if case .computed(let text) = remind { found.append(text) }
        return found
    }
}

extension ActionDraft {
    /// The expressions of the action itself, not of those inside it.
    var expressions: [SourceText] {
        switch kind {
        case .set(let assignments): assignments.flatMap(\.value.expressions)
        case .raise(_, let payload), .document(_, let payload): payload.expressions
        case .send(let send):
            send.event.expressions + [send.to, send.after, send.id].compactMap(\.self).flatMap(\.expressions)
                + send.payload.expressions
        case .cancel(let id): id.expressions
        case .choose(let branches, _): branches.map(\.condition)
        case .forEach(_, _, let list, _): [list]
        case .start(let name, let workflow, let payload):
            name.expressions + workflow.expressions + payload.expressions
        case .notify: []
        }
    }
}
