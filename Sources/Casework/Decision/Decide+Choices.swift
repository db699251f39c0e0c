import Statechart
public import Values

extension CaseDecision {
    /// An action at the place where a case stands: whether the account may take it, and what it demands.
    public struct Choice: Sendable, Hashable {
        /// The rule of the first transition that the action would take.
        public let rule: TransitionRule
        /// The form's fields.
        public let asks: [TransitionRule.Ask]
        /// Whether the account holds a role or relation that the action asks for.
        public let isPermitted: Bool
        /// How each requirement stands.
        public let findings: [RequirementFinding]
    }

    /// Every action that people can take where the case stands, in the order of the file, with the data as they are.
    public func choices(for standing: Standing, on file: CaseFile) -> [Choice] {
        guard case .running = file.chart.status else { return [] }
        return candidates(in: file).compactMap { rule in
            let model = model(for: file, standing: standing)
            let selected = selected(rule.event, model, file).map { workflow.rules[$0.label] }
            guard let first = selected.first else { return nil }
            return choice(first, selected, model, standing, file)
        }
    }

    /// One action with some form values laid over the data; refused where it is not possible or the form is wrong.
    public func choice(
        _ action: String,
        _ data: ValueMap,
        for standing: Standing,
        on file: CaseFile
    ) -> Result<Choice, Refusal> {
        guard standing.maySee else { return .failure(.unknown(.case)) }
        guard case .running = file.chart.status else {
            return .failure(.notPossible(action: action, possible: []))
        }
        let optional = asks(of: action).map { TransitionRule.Ask(field: $0.field, isRequired: false) }
        return reading.read(data, asks: optional, data: file.data).flatMap { form in
            var model = model(for: file, standing: standing)
            model.overlay(form)
            let selected = selected(action, model, file).map { workflow.rules[$0.label] }
            guard let first = selected.first, !first.by.isEmpty else {
                return .failure(.notPossible(action: action, possible: possible(for: standing, file)))
            }
            return .success(choice(first, selected, model, standing, file))
        }
    }

    private func choice(
        _ first: TransitionRule,
        _ selected: [TransitionRule],
        _ model: CaseModel,
        _ standing: Standing,
        _ file: CaseFile
    ) -> Choice {
        var model = model
        model.setActive(file.chart.configuration)
        return Choice(
            rule: first,
            asks: asks(of: first.event),
            isPermitted: selected.allSatisfy { standing.isAmong($0.by) },
            findings: findings(of: selected.flatMap(\.requires), model)
        )
    }
}
