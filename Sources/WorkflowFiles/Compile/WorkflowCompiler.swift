import Casework
import Expressions
import Statechart
import Values

/// Builds a workflow out of a file with its includes, clauses and profile values, and says what is wrong.
struct WorkflowCompiler {
    private let input: CompilerInput
    private let pool: ExpressionPool
    private let builder: ChartBuilder

    init(_ input: CompilerInput) {
        self.input = input
        pool = ExpressionPool(Declared(input))
        pool.stateIDs = Set(input.draft.chart.all.map(\.id.text))
        pool.foreignKeys = Set(input.foreignKeys)
        builder = ChartBuilder(pool, for: input.profile)
    }

    /// The workflow, unless something is wrong with it, and all findings.
    func compile() -> (workflow: Workflow?, findings: [Finding]) {
        let draft = input.draft
        let declarations = draft.declarations
        let names = NameCheck(input).findings()
        let pattern = numberPattern()
        let definition = builder.definition(draft.chart, data: declarations.data)
        let opening = builder.rule(draft.opening, event: "open")
        let occurrences = declarations.occurrences.compactMap { rule($0) }
        let facts = declarations.facts.compactMap { rule($0) }
        let refersUpward = draft.refersUpward.flatMap { pool.reference($0, as: .condition) }
        var findings = names + pool.findings
        // The chart would report unknown targets again, without their place.
        let isWhole = names.isEmpty && !draft.chart.states.isEmpty
        let chart = isWhole ? chart(definition, &findings) : nil
        guard let chart, let pattern, !findings.contains(where: { $0.severity == .error }) else {
            return (nil, findings + numberFindings(pattern))
        }
        let workflow = Workflow(
            name: draft.name.text,
            bundleHash: input.bundleHash,
            title: draft.title,
            numberPattern: pattern,
            fields: declarations.fields.map(\.field),
            dataNames: (declarations.data + draft.chart.allData).map(\.name.text),
            relations: declarations.relations.map { rule($0) },
            roles: Dictionary(declarations.roles.map { ($0.name.text, $0.title) }) { first, _ in first },
            access: draft.access.map(\.text),
            refersUpward: refersUpward,
            occurrences: occurrences,
            facts: facts,
            opening: opening,
            chart: chart,
            rules: builder.rules,
            states: builder.states,
            deadlines: builder.deadlines,
            notices: Dictionary(declarations.notices.map { ($0.name.text, rule($0)) }) { first, _ in first },
            expressions: pool.expressions,
            profile: input.profile,
            clauses: input.clauses
        )
        return (workflow, findings)
    }

    private func chart(_ definition: ChartDefinition, _ findings: inout [Finding]) -> Chart? {
        do {
            return try Chart(definition)
        } catch {
            findings += ChartFindings(input.draft.chart, builder.places, input.draft.name.position).of(error)
            return nil
        }
    }

    private func numberPattern() -> NumberPattern? {
        input.draft.number.flatMap { NumberPattern(text: $0.text) }
    }

    private func numberFindings(_ pattern: NumberPattern?) -> [Finding] {
        guard pattern == nil, let number = input.draft.number else { return [] }
        let message = LocalizedText(
            zhHant: "案號樣式須有且只有一個 {serial:位數} 或 {random:位數}(至少4位)；另可用 {unit}、{roc-year}。",
            en:
                "The number needs one {serial:WIDTH} or {random:WIDTH} (4 or more), {unit} and {roc-year} as wanted."
        )
        return [Finding(.badValue, message, at: number.position)]
    }

    private func rule(_ draft: RelationDraft) -> RelationRule {
        RelationRule(
            name: draft.name.text,
            title: draft.title,
            field: FieldPath(draft.field.text.split(separator: ".").map(String.init)),
            isConflicted: draft.isConflicted,
            refersUpward: draft.refersUpward,
            refersFromBelow: draft.refersFromBelow,
            keepsCase: draft.keepsCase
        )
    }

    private func rule(_ draft: NoticeDraft) -> NoticeRule {
        NoticeRule(
            name: draft.name.text,
            tell: draft.tell.map(\.text),
            text: draft.text,
            clause: builder.own(draft.clauses).first
        )
    }

    private func rule(_ draft: OccurrenceDraft) -> OccurrenceRule? {
        let condition = pool.reference(draft.condition, as: .condition)
        let day = pool.reference(draft.day, as: .day)
        guard let condition, let day else { return nil }
        return OccurrenceRule(
            kind: draft.kind.text,
            condition: condition,
            day: day,
            places: draft.places.map(\.text)
        )
    }

    private func rule(_ draft: FactDraft) -> FactRule? {
        guard let day = pool.reference(draft.day, as: .day) else { return nil }
        return FactRule(
            name: draft.name.text,
            kind: draft.kind.text,
            day: day,
            places: draft.places.map(\.text),
            isKnownToActor: draft.isKnownToActor
        )
    }
}
