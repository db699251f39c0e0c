import Statechart
public import Values

extension CaseDecision {
    /// An action at the place where a case stands: whether the account may take it, and what it demands.
    public struct Choice: Sendable, Hashable {
        /// The rule of the first transition that the action would take.
        public let rule: TransitionRule
        /// The form's fields; none where the account may not take the action.
        public let asks: [TransitionRule.Ask]
        /// Whether the account holds a role or relation that the action asks for.
        public let isPermitted: Bool
        /// How each requirement stands; none is told where the account may not take the action.
        public let findings: [RequirementFinding]
    }

    /// Every action that people can take where the case stands, in the order of the file, with the data as they are.
    public func choices(for standing: Standing, on file: CaseFile) -> [Choice] {
        guard case .running = file.chart.status else { return [] }
        return actions(in: file).compactMap { action in
            let model = model(for: file, standing: standing)
            let rules = rules(selectedBy: Event(action, data: .map(ValueMap())), model, file)
            guard let first = rules.first else { return nil }
            return choice(first, rules, model, standing, file)
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
        var model = model(for: file, standing: standing)
        var problems: [FieldProblem] = []
        var form = ValueMap()
        // Whoever may not take the action learns nothing about the form.
        if let asks = asks(of: action, for: standing, in: file) {
            form = reading.read(data, asks: asks, &problems)
        }
        model.overlay(form)
        let rules = rules(selectedBy: Event(action, data: .map(form)), model, file)
        guard problems.isEmpty else { return .failure(.invalidData(problems)) }
        guard let first = rules.first else {
            return .failure(.notPossible(action: action, possible: possible(for: standing, file)))
        }
        model.setEvent(Event(action, data: .map(form)))
        return .success(choice(first, rules, model, standing, file))
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
        let isPermitted = selected.allSatisfy { standing.isAmong($0.by) }
        let required = Set(selected.flatMap(\.asks).filter(\.isRequired).map(\.field))
        let asks = isPermitted ? asks(of: first.event, for: standing, in: file) ?? [] : []
        return Choice(
            rule: first,
            asks: asks.map {
                TransitionRule.Ask(field: $0.field, isRequired: required.contains($0.field))
            },
            isPermitted: isPermitted,
            findings: isPermitted ? findings(of: selected.flatMap(\.requires), model) : []
        )
    }
}
