import Casework
public import Values

/// A deadline that a change of the calendar has moved.
public struct MovedDeadline: Sendable, Hashable {
    /// The number of its case.
    public let number: String
    /// The rule's name.
    public let name: String
    /// What people call it.
    public let title: LocalizedText
    /// When it fell due before; nil if it was not known.
    public let before: Instant?
    /// When it falls due now.
    public let after: Instant?
}

extension Engine {
    /// What of a case has moved since it stood as given; nothing for an account that may not know of it.
    func moves(_ before: CaseFile, _ turn: Turn, for account: String) throws -> [MovedDeadline] {
        guard let number = try turn.number(of: before.id, for: account),
            let after = try turn.transaction.caseHead(before.id)?.file
        else { return [] }
        let workflow = try shelf.workflow(after.bundleHash, in: turn.transaction)
        return before.deadlines.compactMap { old in
            let new = after.deadlines.first { $0.name == old.name && $0.occasion == old.occasion }
            guard let new, new.due != old.due,
                let rule = workflow.deadlines.first(where: { $0.name == old.name })
            else { return nil }
            return MovedDeadline(
                number: number,
                name: old.name,
                title: rule.title,
                before: old.due,
                after: new.due
            )
        }
    }
}
