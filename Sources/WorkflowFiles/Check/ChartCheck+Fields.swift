import Casework
import Expressions
import Values

extension ChartCheck {
    /// Requirements that read a field which no form asks for and no action sets.
    mutating func checkFields() {
        guard !world.openlyStarted.contains(draft.name.text) else { return }
        let fields = Set(draft.declarations.fields.map(\.name.text))
        let filled = asked.union(assigned).union(world.given[draft.name.text] ?? [])
        for form in forms {
            for requirement in form.requires {
                for name in ChartCheck.names(in: requirement.condition)
                where fields.contains(name) && !filled.contains(name) {
                    report(
                        .unfilledField,
                        at: requirement.condition.position,
                        name,
                        zh: "此要件讀取欄位「\(name)」，但沒有任何表單或動作會填入它。",
                        en: "This requirement reads '\(name)', which no form asks for and no action sets."
                    )
                }
            }
        }
    }

    /// Fields and notices that nothing uses.
    mutating func checkUse() {
        let read = Set(draft.expressions.flatMap { ChartCheck.names(in: $0) })
        let places =
            draft.declarations.facts.flatMap(\.places) + draft.declarations.occurrences.flatMap(\.places)
        let relations = draft.declarations.relations.map { $0.field.text.prefix { $0 != "." } }.map(
            String.init
        )
        let used = read.union(asked).union(assigned).union(places.map(\.text)).union(relations)
        for field in draft.declarations.fields where !used.contains(field.name.text) {
            report(
                .unused,
                at: field.name.position,
                field.name.text,
                zh: "欄位「\(field.name.text)」沒有用到。",
                en: "The field '\(field.name.text)' is not used."
            )
        }
        var given: Set<String> = []
        for action in actions {
            if case .notify(let name) = action.kind { given.insert(name.text) }
        }
        for notice in draft.declarations.notices where !given.contains(notice.name.text) {
            report(
                .unused,
                at: notice.name.position,
                notice.name.text,
                zh: "通知「\(notice.name.text)」沒有任何動作送出。",
                en: "No action gives the notice '\(notice.name.text)'."
            )
        }
    }

    private var forms: [FormDraft] {
        [draft.opening] + draft.chart.all.flatMap { $0.transitions.map(\.form) }
    }

    private var asked: Set<String> { Set(forms.flatMap { $0.asks.map(\.field.text) }) }

    private var assigned: Set<String> {
        var names: Set<String> = []
        for action in actions {
            switch action.kind {
            case .set(let assignments):
                names.formUnion(assignments.map { String($0.path.text.prefix { $0 != "." }) })
            case .send(let send):
                if let store = send.store { names.insert(String(store.text.prefix { $0 != "." })) }
            case .raise, .cancel, .choose, .forEach, .start, .notify, .document: break
            }
        }
        return names
    }

    /// The variables that an expression mentions; none if it does not parse, which is reported elsewhere.
    static func names(in text: SourceText) -> Set<String> {
        guard let parsed = try? ParsedExpression(parsing: text.text) else { return [] }
        return Set(parsed.attributes.map(\.root))
    }
}
