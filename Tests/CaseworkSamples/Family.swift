package import Casework
import Expressions
import Statechart
import Values

/// A workflow that starts the sample as a child and passes on what it is told in confidence.
///
/// ```
/// talking ──help──▶ talking (child `support`) ──tell──▶ talking (message) ──close──▶ closed ◉
/// ```
package enum Family {
    /// The workflow as a bundle with this hash would give it.
    package static func workflow(bundleHash: String) -> Workflow {
        let sample = Sample.workflow
        let narrative = ExpressionReference(sample.expressions.count)
        return Workflow(
            name: "family",
            bundleHash: bundleHash,
            title: Sample.text("家庭", "Family"),
            numberPattern: NumberPattern(parts: [
                .literal("家-"), .unit, .literal("-"), .rocYear, .literal("-"), .serial(width: 4),
            ]),
            fields: Sample.fields,
            relations: sample.relations,
            roles: [:],
            access: ["supervisor"],
            occurrences: [],
            facts: [],
            opening: sample.opening,
            chart: chart(narrative),
            rules: ["help", "tell", "close"].map { event in
                TransitionRule(event: event, title: Sample.text(event, event), by: ["supervisor"])
            },
            states: sample.states,
            deadlines: [],
            notices: [:],
            expressions: sample.expressions + [expression("narrative")],
            profile: sample.profile,
            clauses: [:]
        )
    }

    private static func chart(_ narrative: ExpressionReference) -> Chart {
        let told = Payload.fields([
            (name: "kind", value: .literal("threat")), (name: "worker", value: .literal("lin")),
            (name: "narrative", value: .expression(narrative)),
        ])
        let later = SendAction(.literal("asked.again"), after: .literal("240h"), payload: told)
        let talking = StateDefinition(
            "talking",
            transitions: [
                TransitionDefinition(
                    on: ["help"],
                    actions: [.start(name: .literal("support"), workflow: .literal("sample"), payload: told)],
                    label: 0
                ),
                TransitionDefinition(
                    on: ["tell"],
                    actions: [
                        .send(SendAction(.literal("told"), to: .child("support"), payload: told)),
                        .send(later),
                    ],
                    label: 1
                ),
                TransitionDefinition(on: ["close"], to: ["closed"], label: 2),
            ]
        )
        do {
            return try Chart(ChartDefinition(states: [talking, StateDefinition("closed")]))
        } catch {
            preconditionFailure("Invalid state: \(error)")
        }
    }

    private static func expression(_ source: String) -> CheckedExpression {
        let variables = Sample.fields.map { ($0.name, CaseDeclarations.type(of: $0.type)) }
        let declarations = Declarations(
            variables: Dictionary(uniqueKeysWithValues: variables),
            functions: CaseDeclarations.functions
        )
        do {
            return try ParsedExpression(parsing: source).check(declarations)
        } catch {
            preconditionFailure("Invalid state: \(source): \(error)")
        }
    }
}
