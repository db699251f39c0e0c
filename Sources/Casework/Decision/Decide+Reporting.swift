import Expressions
import Values

/// What verification asks: the occurrences that a case reports, from the case alone.
extension CaseDecision {
    /// What the rules make of a case as it is; nil where they read what is hidden or was there for one step only.
    ///
    /// - Parameter isHidden: whether a datum cannot be read, for want of a key.
    public func reported(by file: CaseFile, isHidden: (String) -> Bool) -> [Occurrence]? {
        let model = model(for: file, standing: nil)
        let reads = workflow.occurrences.flatMap { rule in
            model.evaluate(rule.condition).reads.map(\.root) + model.evaluate(rule.day).reads.map(\.root)
                + rule.places
        }
        guard !reads.contains(where: { isHidden($0) || CaseDecision.passing.contains($0) }) else {
            return nil
        }
        return occurrences(model, file)
    }

    /// Names whose values a step has and the case has not.
    private static let passing: Set<String> = ["event", "actor", "now", "facts"]
}
