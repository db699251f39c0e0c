import Casework
import Values

/// Holds every name that a workflow uses against what it declares.
struct NameCheck {
    let input: CompilerInput
    private let draft: WorkflowDraft
    private let parties: Set<String>
    private let fieldNames: Set<String>
    private var found: [Finding] = []

    init(_ input: CompilerInput) {
        self.input = input
        draft = input.draft
        let declarations = draft.declarations
        fieldNames = Set(declarations.fields.map(\.name.text))
        parties = Set(declarations.roles.map(\.name.text) + declarations.relations.map(\.name.text))
    }

    /// All names that are declared twice or not at all.
    func findings() -> [Finding] {
        var check = self
        check.duplicates()
        check.checkDeclarations()
        check.check(draft.opening)
        check.checkChart()
        check.check(clauses: draft.citations.map(\.clause))
        return check.found
    }

    private mutating func duplicates() {
        let declarations = draft.declarations
        let variables =
            declarations.fields.map(\.name) + (declarations.data + draft.chart.allData).map(\.name)
        duplicates(of: variables)
        reserved(variables)
        duplicates(of: declarations.roles.map(\.name) + declarations.relations.map(\.name))
        duplicates(of: declarations.notices.map(\.name))
        duplicates(of: declarations.facts.map(\.name))
        duplicates(of: declarations.occurrences.map(\.kind))
        duplicates(of: draft.chart.all.map(\.id))
        duplicates(of: draft.chart.all.flatMap(\.deadlines).map(\.name))
    }

    /// Names that `CaseDeclarations` gives to every expression.
    mutating func reserved(_ names: [SourceText]) {
        for name in names where CaseDeclarations.reserved.contains(name.text) {
            let message = LocalizedText(
                zhHant: "「\(name.text)」是保留名稱；請改名。",
                en: "The name '\(name.text)' is reserved; choose another."
            )
            found.append(Finding(.badName, message, at: name.position, subject: name.text))
        }
    }

    private mutating func duplicates(of names: [SourceText]) {
        var first: [String: SourcePosition] = [:]
        for name in names {
            guard let earlier = first[name.text] else {
                first[name.text] = name.position
                continue
            }
            let message = LocalizedText(
                zhHant: "「\(name.text)」已在 \(earlier) 宣告；請改名。",
                en: "'\(name.text)' is declared already at \(earlier); rename one."
            )
            found.append(Finding(.duplicateName, message, at: name.position, subject: name.text))
        }
    }

    private mutating func checkDeclarations() {
        let declarations = draft.declarations
        check(parties: draft.access)
        for field in declarations.fields { check(parties: field.readers) }
        for relation in declarations.relations { check(relation) }
        for notice in declarations.notices { check(parties: notice.tell) }
        for occurrence in declarations.occurrences { check(places: occurrence.places) }
        for fact in declarations.facts {
            check(places: fact.places)
            let kinds = declarations.occurrences.map(\.kind.text)
            if !kinds.contains(fact.kind.text) {
                unknown(fact.kind, "事件種類", "kind of occurrence", among: kinds)
            }
        }
    }

    private mutating func check(_ relation: RelationDraft) {
        let names = relation.field.text.split(separator: ".").map(String.init)
        var members = draft.declarations.fields.map(\.field)
        var type: FieldType?
        for name in names {
            guard let field = members.first(where: { $0.name == name }) else {
                unknown(relation.field, "欄位", "field", among: Array(fieldNames))
                return
            }
            type = NameCheck.element(of: field.type)
            members = if case .record(let inner) = type { inner } else { [] }
        }
        guard type != .person else { return }
        let message = LocalizedText(
            zhHant: "關係「\(relation.name.text)」的欄位須為 person。",
            en: "The field of the relation '\(relation.name.text)' must be of type person."
        )
        found.append(Finding(.wrongType, message, at: relation.field.position, subject: relation.name.text))
    }

    private static func element(of type: FieldType) -> FieldType {
        guard case .list(let element) = type else { return type }
        return self.element(of: element)
    }

    private mutating func check(places: [SourceText]) {
        for place in places {
            guard let field = draft.declarations.fields.first(where: { $0.name.text == place.text }) else {
                unknown(place, "欄位", "field", among: Array(fieldNames))
                continue
            }
            guard field.field.type != .site, field.field.type != .unit else { continue }
            let message = LocalizedText(
                zhHant: "「\(place.text)」須為 site 或 unit 欄位。",
                en: "'\(place.text)' must be a field of type site or unit."
            )
            found.append(Finding(.wrongType, message, at: place.position, subject: place.text))
        }
    }

}

extension NameCheck {
    mutating func check(parties names: [SourceText]) {
        for name in names where !parties.contains(name.text) {
            unknown(name, "角色或關係", "role or relation", among: Array(parties))
        }
    }

    mutating func check(clauses ids: [SourceText]) {
        for id in ids where input.clauses[id.text] == nil {
            found.append(
                .unknown(id, code: .unknownClause, "條文", "clause", among: Array(input.clauses.keys))
            )
        }
    }

    mutating func check(_ form: FormDraft) {
        check(parties: form.by)
        for ask in form.asks where !fieldNames.contains(ask.field.text) {
            unknown(ask.field, "欄位", "field", among: Array(fieldNames))
        }
    }

    mutating func unknown(_ name: SourceText, _ zh: String, _ en: String, among known: [String]) {
        found.append(.unknown(name, zh, en, among: known))
    }
}
