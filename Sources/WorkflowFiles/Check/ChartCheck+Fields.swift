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

    /// Requirements that cannot hold where they stand, because no way to there fills a field they need.
    mutating func checkFilled(_ exploration: Exploration) {
        guard exploration.graph.isComplete, let openings = exploration.openings else { return }
        let filled = FilledFields(exploration, Set(openings.keys))
        var places = exploration.own == nil ? [(form: draft.opening, filled: Set(openings.keys))] : []
        for (label, transition) in exploration.transitions.enumerated()
        where !transition.form.requires.isEmpty && exploration.judges(exploration.source(of: label)) {
            guard let known = filled.before[label] else { continue }
            places.append((transition.form, known.union(transition.form.asks.map(\.field.text))))
        }
        let blamed = Set(found.filter { $0.code == .unfilledField }.map(\.position))
        for (form, filled) in places {
            for requirement in form.requires where !blamed.contains(requirement.condition.position) {
                guard let name = missing(in: requirement.condition, filled) else { continue }
                report(
                    .unfilledField,
                    at: requirement.condition.position,
                    name,
                    zh: "此要件需要欄位「\(name)」，但到此之前沒有任何表單或動作會填入它。",
                    en: "This requirement needs '\(name)', which nothing on the way to here fills."
                )
            }
        }
    }

    /// A field that is always empty and without which a condition cannot be true.
    private func missing(in text: SourceText, _ filled: Set<String>) -> String? {
        guard let tree = try? ParsedExpression(parsing: text.text).conditionTree else { return nil }
        let fields = Set(draft.declarations.fields.map(\.name.text))
        return ChartCheck.names(in: text).sorted().first { name in
            fields.contains(name) && !filled.contains(name) && !tree.canBe(true, without: name)
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

extension ConditionTree {
    /// Whether a condition can come to a truth value while a field is empty.
    func canBe(_ truth: Bool, without field: String) -> Bool {
        switch self {
        case .constant(let own): own == truth
        case .inState: true
        case .not(let inner): inner.canBe(!truth, without: field)
        case .all(let parts):
            truth
                ? parts.allSatisfy { $0.canBe(true, without: field) }
                : parts.contains { $0.canBe(false, without: field) }
        case .any(let parts):
            truth
                ? parts.contains { $0.canBe(true, without: field) }
                : parts.allSatisfy { $0.canBe(false, without: field) }
        case .atom(let atom):
            atom.text == "filled(\(field))" ? !truth : !atom.needs.contains(field)
        }
    }
}
