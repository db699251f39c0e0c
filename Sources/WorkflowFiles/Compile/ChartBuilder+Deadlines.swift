import Casework
import CivilCalendar
import Statechart
import Values

extension ChartBuilder {
    /// The rule of a deadline; nothing if a part of it cannot be used, which is reported.
    func rule(_ draft: DeadlineDraft, state: String) -> [DeadlineRule] {
        let from = draft.from.map { pool.reference($0, as: .instant) }
        let remind = remind(draft.remind)
        guard let within = within(draft.within), let met = met(draft.met) else { return [] }
        return [
            DeadlineRule(
                name: draft.name.text,
                state: state,
                title: draft.title,
                within: within,
                from: from ?? nil,
                met: met,
                remind: remind,
                tell: draft.tell.map(\.text),
                clause: own(draft.clauses).first
            )
        ]
    }

    private func within(_ draft: NameDraft) -> DeadlineRule.Within? {
        switch draft {
        case .computed(let text): return pool.reference(text, as: .span).map { .computed($0) }
        case .literal(let text):
            if text.text == "immediately" { return .immediately }
            return isPeriod(text) ? .period(text.text) : nil
        }
    }

    private func met(_ draft: DeadlineDraft.Met) -> DeadlineRule.Met? {
        switch draft {
        case .events(let events): .event(events.map(\.text))
        case .condition(let text, let claimed):
            .condition(condition(text), at: claimed.flatMap { pool.reference($0, as: .instant) })
        }
    }

    private func remind(_ draft: DeadlineDraft.Remind?) -> ExpressionReference? {
        switch draft {
        case nil: return nil
        case .computed(let text): return pool.reference(text, as: .list)
        case .spans(let texts):
            guard texts.allSatisfy({ isPeriod($0) }) else { return nil }
            let list = "[" + texts.map { "'\($0.text)'" }.joined(separator: ", ") + "]"
            guard case .success(let made) = ExpressionPool.compile(list, variables: [:]) else {
                return nil
            }
            return pool.add(made)
        }
    }

    private func isPeriod(_ text: SourceText) -> Bool {
        do {
            _ = try Period(text: text.text)
            return true
        } catch {
            pool.report(Finding(.badValue, error.message, at: text.position))
            return false
        }
    }
}
