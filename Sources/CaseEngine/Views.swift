public import Casework
public import Values

/// A case as one account may see it; recorded as a look where sensitive fields are in clear.
public struct CaseView: Sendable, Hashable {
    /// What lists show of the case.
    public let summary: CaseSummary
    /// The data that the account may read, by field, in the order of the workflow.
    public let fields: [FieldView]
    /// The deadlines, open ones first, in due order.
    public let deadlines: [DeadlineView]
    /// What may be done now, possible actions first.
    public let actions: [ActionView]
    /// The number of the case that started this one, if the account may see it.
    public let parent: String?
    /// The cases that this one started and the account may see: name in the chart, and number.
    public let children: [Child]
    /// Why the case needs the administrator, if it does.
    public let faults: [String]
    /// The names of the people, units and sites in the readable data, by `person:ID`, `unit:ID`, `site:ID`.
    public var names: [String: LocalizedText] = [:]
    /// The titles of the roles and relations that the workflow names.
    public var roles: [String: LocalizedText] = [:]

    /// The sensitive fields whose values are shown: what a look is recorded for.
    var shownSensitive: [String] {
        fields.filter { $0.field.isSensitive && $0.value != nil }.map(\.field.name)
    }

    /// A case that this one started.
    public struct Child: Sendable, Hashable {
        /// The name in the chart.
        public let name: String
        /// The case's number.
        public let number: String
    }
}

/// What a list shows of a case.
public struct CaseSummary: Sendable, Hashable {
    /// The number that people use.
    public let number: String
    /// The workflow's name.
    public let workflow: String
    /// The workflow's title.
    public let title: LocalizedText
    /// The unit's id.
    public let unit: String
    /// The unit's name.
    public let unitName: LocalizedText
    /// How many entries it has.
    public let revision: Int64
    /// The atomic states that it is in, with their titles, in document order.
    public let states: [StateView]
    /// Whether it is out of the work lists.
    public let isClosed: Bool
    /// Whether the number was left behind by a referral: then nothing else is shown.
    public let isReferred: Bool
    /// When it was opened.
    public let openedAt: Instant
    /// When it last changed.
    public let changedAt: Instant
    /// The open or missed deadline with the earliest due instant.
    public let nextDeadline: DeadlineView?
    /// Whether its key was destroyed: its sensitive fields are masked for everybody, and nothing can be done.
    public var isErased = false
    /// Where a case that was taken over from paper is found there, and when it was entered.
    public var paper: CaseFile.Paper?
}

/// A state with its title.
public struct StateView: Sendable, Hashable {
    /// The state's id.
    public let id: String
    /// What people call it.
    public let title: LocalizedText
}

/// A field with its value, as one account may see it.
public struct FieldView: Sendable, Hashable {
    /// The declared field.
    public let field: Field
    /// The value; nil when it is empty or masked.
    public let value: Value?
    /// Whether there is a value that the account may not read.
    public let isMasked: Bool
}

/// A deadline as a screen shows it.
public struct DeadlineView: Sendable, Hashable {
    /// The case's number.
    public let number: String
    /// The case's unit.
    public let unit: String
    /// What people call the deadline.
    public let title: LocalizedText
    /// The clause that demands it.
    public let clause: String?
    /// The deadline.
    public let deadline: Deadline
}

/// An action at the place where a case stands.
public struct ActionView: Sendable, Hashable {
    /// The event's name.
    public let name: String
    /// What people call it.
    public let title: LocalizedText
    /// The clauses it carries out.
    public let clauses: [String]
    /// Who may take it.
    public let by: [String]
    /// Whether the account holds one of these roles or relations.
    public let isPermitted: Bool
    /// How each requirement stands with the data as they are; what the form may still fill is undecided.
    public let requirements: [RequirementFinding]
    /// The form.
    public let form: [FormField]

    /// Whether the account may take it and no requirement already fails.
    public var isPossible: Bool {
        isPermitted && !requirements.contains { $0.outcome == .notMet || $0.outcome == .faulty }
    }
}

/// One field of an action's form.
public struct FormField: Sendable, Hashable {
    /// The declared field.
    public let field: Field
    /// Whether the form is invalid without it.
    public let isRequired: Bool
    /// The value that stands in it now, if the account may read it.
    public let current: Value?
}

/// One entry of a case's history as one account may see it.
public struct EntryView: Sendable, Hashable {
    /// The position in the chain.
    public let sequence: Int64
    /// The case's revision after it.
    public let revision: Int64
    /// The journal's time.
    public let at: Instant
    /// What kind of entry it is.
    public let kind: EntryKind
    /// The account's id, nil for the clock and other cases.
    public let account: String?
    /// The name of the account.
    public let accountName: String?
    /// The event.
    public let event: String
    /// What people call the event.
    public let title: LocalizedText
    /// The atomic states left.
    public let left: [StateView]
    /// The atomic states entered.
    public let entered: [StateView]
    /// The fields changed.
    public let changed: [String]
    /// The clauses carried out.
    public let clauses: [String]
    /// The entry's hash, in hexadecimal.
    public let hash: String
    /// Why it was done, where the journal says so: of an erasure.
    public var reason: String?
    /// The instant at which it is said to have happened on paper.
    public var claimed: Instant?
    /// The revision of the correction for which it no longer stands as it is written.
    public var correctedBy: Int64?
}

/// One page of a list.
public struct Page<Item: Sendable & Hashable>: Sendable, Hashable {
    /// The items.
    public let items: [Item]
    /// Where the next page begins; nil on the last one.
    public let next: String?

    /// A page from its parts.
    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

/// Which cases a list shows.
public struct CaseListing: Sendable, Hashable {
    /// Only cases in this state.
    public var state: String?
    /// Only cases of this workflow.
    public var workflow: String?
    /// Only cases of this unit and the units below.
    public var unit: String?
    /// Only closed (true) or only open (false) ones.
    public var isClosed: Bool?
    /// Only cases in which this account stands in a relation.
    public var party: String?
    /// Only cases whose next deadline falls due before this instant.
    public var dueBefore: Instant?
    /// Where the page before ended.
    public var cursor: String?
    /// How many at most, 1 to 200.
    public var limit: Int

    /// A listing of everything the account may see.
    public init(limit: Int = 50) { self.limit = limit }
}

/// What one account can be told about a workflow in force.
public struct WorkflowView: Sendable, Hashable {
    /// The name.
    public let name: String
    /// What people call it.
    public let title: LocalizedText
    /// The units in which the account may open a case of it.
    public let units: [String]
    /// The opening form.
    public let form: [FormField]
    /// The hash of the bundle in force.
    public let bundleHash: String
}

/// Who an account is and what it may do.
public struct AccountView: Sendable, Hashable {
    /// The account.
    public let account: Account
    /// Its grants in force.
    public let grants: [RoleGrant]
}

/// One thing that verification found wrong.
public struct VerificationFinding: Sendable, Hashable {
    /// 1 chain, 2 fold, 3 decided anew.
    public let level: Int
    /// The entry, if one is meant.
    public let sequence: Int64?
    /// The case's number, if one is meant.
    public let number: String?
    /// What is wrong.
    public let message: LocalizedText

    /// A finding from its parts.
    public init(level: Int, sequence: Int64?, number: String?, message: LocalizedText) {
        self.level = level
        self.sequence = sequence
        self.number = number
        self.message = message
    }
}

/// What verification went through and found.
public struct VerificationReport: Sendable, Hashable {
    /// How many entries the chain has.
    public let entries: Int64
    /// How many cases were folded and compared.
    public let cases: Int64
    /// How many entries were decided anew; 0 without the master key.
    public let decided: Int64
    /// How many of the cases are erased: their entries are chained and folded, but not decided anew.
    public let erased: Int64
    /// The highest level that was carried out.
    public let level: Int
    /// What is wrong; empty when all is well.
    public let findings: [VerificationFinding]

    /// A report from its parts.
    public init(
        entries: Int64,
        cases: Int64,
        decided: Int64,
        erased: Int64 = 0,
        level: Int,
        findings: [VerificationFinding]
    ) {
        self.entries = entries
        self.cases = cases
        self.decided = decided
        self.erased = erased
        self.level = level
        self.findings = findings
    }

    /// What concerns one case: its own findings, and those of the chain that all cases hang on.
    public func about(_ number: String) -> VerificationReport {
        VerificationReport(
            entries: entries,
            cases: 1,
            decided: decided,
            level: level,
            findings: findings.filter { $0.number == number || ($0.number == nil && $0.level == 1) }
        )
    }
}
