public import Values

/// The consequences of a correction for one case: all that is otherwise afterwards.
///
/// Two people agree to exactly this; `canonical` is what its fingerprint is taken of.
public struct CaseDifference: Sendable, Hashable {
    /// A datum with its value before and after; nil where it is empty.
    public struct Datum: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The declared field; nil for the chart's own data.
        public let field: Field?
        /// Whether it is sealed where it is stored.
        public let isSealed: Bool
        /// The value before.
        public let old: Value?
        /// The value after.
        public let new: Value?
    }

    /// What becomes of an entry of the timeline, or is added to it.
    public struct Mark: Sendable, Hashable {
        /// What becomes of it.
        public enum Kind: String, Sendable, Hashable {
            /// Another value stands in it.
            case amended
            /// It is said to have happened at another time.
            case retimed
            /// It does not stand.
            case voided
            /// It is new.
            case added
        }
        /// The entry's revision; nil for what is new.
        public let revision: Int64?
        /// The action or verb.
        public let event: String
        /// What becomes of it.
        public let kind: Kind
        /// When it is said to have happened.
        public let at: Instant
    }

    /// A deadline before and after; nil where there is none.
    public struct Clock: Sendable, Hashable {
        /// The rule.
        public let rule: DeadlineRule
        /// Before.
        public let before: Deadline?
        /// After.
        public let after: Deadline?
        /// Whether it was late before.
        public let wasLate: Bool
        /// Whether it is late after.
        public let isLate: Bool
    }

    /// A clause that is kept in another way than before.
    public struct ClauseChange: Sendable, Hashable {
        /// The clause.
        public let clause: String
        /// The action that demands it; nil for a deadline's.
        public let action: String?
        /// How it stood.
        public let before: RequirementFinding.Outcome
        /// How it stands.
        public let after: RequirementFinding.Outcome
    }

    /// An entry that relied on a value that was put right.
    public struct Reliance: Sendable, Hashable {
        /// The entry's revision.
        public let revision: Int64
        /// The action or deadline.
        public let event: String
        /// The fields that it looked at.
        public let fields: [String]
    }

    /// A document that is no longer as it was produced, is so again, or is new.
    public struct Paper: Sendable, Hashable {
        /// Before; nil for a document that the correction adds.
        public let before: CaseDocument?
        /// After.
        public let after: CaseDocument
    }

    /// The case.
    public let caseID: CaseID
    /// Its number.
    public let number: String
    /// The revision that it is based on.
    public let revision: Int64
    /// The data that change, by name.
    public var data: [Datum] = []
    /// The timeline.
    public var timeline: [Mark] = []
    /// The states that are left.
    public var left: [String] = []
    /// The states that are entered.
    public var entered: [String] = []
    /// The deadlines that change, in the order of the file.
    public var deadlines: [Clock] = []
    /// The actions that become possible.
    public var opened: [String] = []
    /// The actions that are no longer possible.
    public var closed: [String] = []
    /// Who is told: account and name of the notice.
    public var told: [String] = []
    /// Notices that are left out: account and name.
    public var suppressed: [String] = []
    /// Messages to other cases that are left out.
    public var unsent: [String] = []
    /// Messages to other cases that should not have been sent.
    public var overhasty: [String] = []
    /// Cases that are started, by name.
    public var started: [String] = []
    /// Cases that should not have been started, by name.
    public var stray: [String] = []
    /// The documents that change their standing, in order.
    public var documents: [Paper] = []
    /// Data that the new version has no place for.
    public var lost: [String] = []
    /// Clauses kept in another way.
    public var clauses: [ClauseChange] = []
    /// Later entries that relied on what was put right.
    public var relied: [Reliance] = []
    /// The accounts that stand in another relation to the case than before.
    public var affected: [String] = []
    /// Whether the case was out of the work lists.
    public var wasClosed = false
    /// The number and unit after a new referral.
    public var referral: Entry.Referral?

    init(caseID: CaseID, number: String, revision: Int64) {
        self.caseID = caseID
        self.number = number
        self.revision = revision
    }

    /// Whether any deadline moves, begins, ends or changes its standing.
    public var movesDeadlines: Bool { !deadlines.isEmpty }
}

extension CaseDifference {
    /// All of it as one value, the same for whoever looks and whenever, while the consequences are the same.
    ///
    /// - Parameter now: an instant that counts as "now", which moves on between proposal and approval.
    func canonical(at now: Instant) -> Value {
        var writer = MemberWriter()
        writer.put("case", caseID.number)
        writer.put("revision", revision)
        writer.put("data", list: data.map { .list([.string($0.name), $0.old ?? .null, $0.new ?? .null]) })
        writer.put(
            "timeline",
            list: timeline.map { mark in
                .list([
                    mark.revision.map { .int($0) } ?? .null, .string(mark.event), .string(mark.kind.rawValue),
                    mark.at == now ? .string("now") : .int(mark.at.milliseconds),
                ])
            }
        )
        writer.put("left", left)
        writer.put("entered", entered)
        writer.put("deadlines", list: deadlines.map { $0.canonical(at: now) })
        writer.put("opened", opened)
        writer.put("closed", closed)
        writer.put("told", told)
        writer.put("suppressed", suppressed)
        writer.put("unsent", unsent)
        writer.put("overhasty", overhasty)
        writer.put("started", started)
        writer.put("stray", stray)
        writer.put("documents", list: documents.map(\.canonical))
        writer.put("lost", lost)
        writer.put(
            "clauses",
            list: clauses.map { change in
                .list([
                    .string(change.clause), .string(change.action ?? ""), .string(change.before.rawValue),
                    .string(change.after.rawValue),
                ])
            }
        )
        writer.put("relied", list: relied.map { .int($0.revision) })
        writer.put("affected", affected)
        writer.put("referral", referral?.unit)
        return writer.value
    }
}

extension CaseDifference.Paper {
    fileprivate var canonical: Value {
        .list([
            .string(after.form), .int(Int64(after.version)), .bool(before == nil), .bool(after.isVoid),
            .list(after.corrected.map { .string($0) }),
        ])
    }
}

extension CaseDifference.Clock {
    fileprivate func canonical(at now: Instant) -> Value {
        func value(_ deadline: Deadline?) -> Value {
            guard let deadline else { return .null }
            let isNew = deadline.from == now
            let due = deadline.due.map { Value.int($0.milliseconds - (isNew ? now.milliseconds : 0)) }
            let from = deadline.from.map { Value.int($0.milliseconds) }
            let done = deadline.satisfiedAt.map { $0 == now ? .string("now") : Value.int($0.milliseconds) }
            return .list([
                .int(Int64(deadline.occasion)), .string(deadline.status.rawValue),
                isNew ? .string("now") : from ?? .null, due ?? .null, done ?? .null,
            ])
        }
        return .list([.string(rule.name), value(before), value(after), .bool(wasLate), .bool(isLate)])
    }
}

extension Deadline {
    /// Whether what it demands was not done in time, as far as an instant knows.
    public func isLate(at now: Instant) -> Bool {
        switch status {
        case .missed: return true
        case .met: return satisfiedAt.flatMap { done in due.map { done >= $0 } } ?? false
        case .running: return due.map { $0 <= now } ?? false
        case .waiting, .cancelled: return false
        }
    }
}
