import Values

/// One entry of a case's history in clear, with the definition that it was decided by.
public struct PastEntry: Sendable {
    /// The entry.
    public let entry: Entry
    /// The case's revision after it.
    public let revision: Int64
    /// For the first one: how the case was opened.
    public let opening: EntryFrame.Opening?
    /// The definition that the case had pinned then.
    public let workflow: Workflow

    /// A past entry from its parts.
    public init(entry: Entry, revision: Int64, opening: EntryFrame.Opening?, workflow: Workflow) {
        self.entry = entry
        self.revision = revision
        self.opening = opening
        self.workflow = workflow
    }

    /// The correction or migration that it records, if it records one.
    public var correction: CorrectionRecord? {
        guard case .correction(let record) = entry.input else { return nil }
        return record
    }
}

/// What is taken as given while a past entry is decided over again: it was permitted then, and a referral stands.
struct Repetition: Sendable {
    /// The roles that let the account act.
    let roles: [String]
    /// The referral that the entry made.
    let referral: Entry.Referral?

    func standing(of account: String, in file: CaseFile) -> Standing {
        Standing(
            account: account,
            grants: roles.map { RoleGrant(role: $0, unit: file.unit) },
            relations: file.parties.filter { $0.account == account }.map(\.relation),
            isConflicted: false,
            maySee: true
        )
    }
}

/// An act of a case's history that would no longer have been possible, and why.
public struct BlockedStep: Sendable, Hashable {
    /// The revision of its entry; nil for an act that the correction adds.
    public let revision: Int64?
    /// The action's name.
    public let action: String
    /// Why it would have been refused.
    public let refusal: Refusal

    /// A blocked step from its parts.
    public init(revision: Int64?, action: String, refusal: Refusal) {
        self.revision = revision
        self.action = action
        self.refusal = refusal
    }
}
