import Casework
import Statechart
import Values

extension WorkflowCoverage {
    /// Nothing gone through yet of a workflow.
    init(of workflow: Workflow) {
        for (source, transition) in workflow.chart.definition.sourcedTransitions {
            transitions.append(
                Transition(
                    source: source,
                    event: transition.events.joined(separator: " "),
                    targets: transition.targets
                )
            )
        }
        let labels = workflow.chart.definition.transitions.map(\.label)
        add(workflow.opening, transition: nil)
        for (position, label) in labels.enumerated() where workflow.rules.indices.contains(label) {
            add(workflow.rules[label], transition: position)
        }
        for clause in workflow.clauses.keys { clauses[clause] = 0 }
    }

    private mutating func add(_ rule: TransitionRule, transition: Int?) {
        for requirement in rule.requires {
            requirements.append(
                Requirement(
                    transition: transition,
                    action: rule.event,
                    clause: requirement.clause,
                    sentence: requirement.sentence.en,
                    condition: requirement.condition.index
                )
            )
        }
    }

    /// Counts what an entry of the journal has gone through.
    mutating func count(_ entry: Entry, of workflow: Workflow) {
        var touched: Set<String> = []
        var rules = entry.outcome.taken.filter(workflow.rules.indices.contains).map { workflow.rules[$0] }
        let positions = workflow.chart.definition.transitions.map(\.label)
        for label in entry.outcome.taken {
            if let position = positions.firstIndex(of: label) { transitions[position].taken += 1 }
        }
        if entry.kind == .open { rules.append(workflow.opening) }
        for rule in rules {
            touched.formUnion(rule.clauses)
            // A chart may take other transitions in the same step; only the action's own were asked.
            guard rule.event == entry.event, entry.kind == .action || entry.kind == .open else { continue }
            for requirement in rule.requires {
                count(requirement.condition) { $0.held += 1 }
                if let clause = requirement.clause { touched.insert(clause) }
            }
        }
        for state in entry.outcome.entered { touched.formUnion(workflow.states[state]?.clauses ?? []) }
        for name in entry.outcome.data.keys {
            if let clause = workflow.field(name)?.clause { touched.insert(clause) }
        }
        for deadline in entry.outcome.deadlines {
            if let clause = workflow.deadlines.first(where: { $0.name == deadline.name })?.clause {
                touched.insert(clause)
            }
        }
        for clause in touched { clauses[clause, default: 0] += 1 }
    }

    /// Counts how the requirements of a refused action came out.
    mutating func count(_ findings: [RequirementFinding]) {
        for finding in findings {
            count(finding.condition) { requirement in
                switch finding.outcome {
                case .met: requirement.held += 1
                case .notMet, .faulty: requirement.refused += 1
                case .undecided: requirement.undecided += 1
                }
            }
            if let clause = finding.clause { clauses[clause, default: 0] += 1 }
        }
    }

    private mutating func count(_ condition: ExpressionReference?, _ change: (inout Requirement) -> Void) {
        let position = requirements.firstIndex { $0.condition == condition?.index }
        if let position { change(&requirements[position]) }
    }
}
