import Expressions
import Statechart
public import Values

/// What can change how a requirement came out.
public struct Cure: Sendable, Hashable {
    /// The datum that the requirement looked at.
    public let datum: FieldPath
    /// What fills it.
    public let kind: Kind

    /// What can fill or change a datum.
    public enum Kind: Sendable, Hashable {
        /// The form of an action: by whom, whether it is the one asked about, and whether the case stands where it
        /// can be taken.
        case action(name: String, title: LocalizedText?, by: [String], isSame: Bool, isHere: Bool)
        /// Only the opening form asks for it: what stands there can only be corrected.
        case opening(by: [String])
        /// A value of the agency's profile.
        case profile
        /// It is counted over other cases.
        case otherCases
        /// Who acts, or where the case stands: another person, or another step.
        case circumstances
    }
}

extension CaseDecision {
    /// What can cure a requirement that does not hold, in the order of the file; nothing where it holds.
    ///
    /// Everything here stands in the workflow for whoever may see the case; no value is told.
    public func cures(of finding: RequirementFinding, action: String, on file: CaseFile) -> [Cure] {
        let data = finding.outcome == .undecided ? finding.missing : finding.reads
        guard finding.outcome == .notMet || finding.outcome == .undecided else { return [] }
        let here = Set(actions(in: file))
        return data.flatMap { datum in
            kinds(for: datum.root, action: action, here: here).map { Cure(datum: datum, kind: $0) }
        }
    }

    private func kinds(for root: String, action: String, here: Set<String>) -> [Cure.Kind] {
        switch root {
        case "profile": return [.profile]
        case "facts": return [.otherCases]
        case "actor", "case", "workflow", "event": return [.circumstances]
        default: break
        }
        var found: [Cure.Kind] = []
        var seen: Set<String> = []
        for rule in workflow.rules where !rule.by.isEmpty && rule.asks.contains(where: { $0.field == root }) {
            guard seen.insert(rule.event).inserted else { continue }
            found.append(
                .action(
                    name: rule.event,
                    title: rule.title,
                    by: rule.by,
                    isSame: rule.event == action,
                    isHere: here.contains(rule.event)
                )
            )
        }
        if found.isEmpty, workflow.opening.asks.contains(where: { $0.field == root }) {
            return [.opening(by: workflow.opening.by)]
        }
        return found.isEmpty ? [.circumstances] : found
    }
}
