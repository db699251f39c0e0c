public import Statechart
public import Values

/// One journal record in clear: what came in, what was known, what came of it.
///
/// Stored, it is the JSON text that `EntryCoding` makes of it, sensitive values sealed. Given its inputs,
/// `decide` makes the same outcome again; given its outcome, folding makes the same case again.
public struct Entry: Sendable, Hashable {
    /// What kind of thing it records.
    public var kind: EntryKind
    /// The journal's time.
    public var at: Instant
    /// The instant at which it is said to have happened on paper; nil for what happened here.
    public var claimed: Instant?
    /// The account that acted; nil for the clock and other cases.
    public var account: String?
    /// The roles and relations that let the account act.
    public var roles: [String]
    /// The event's name: the action, the message, the deadline; `open` for an opening.
    public var event: String
    /// What came with it: the form's values, or a message.
    public var input: Input
    /// What was asked of the rest of the store, and answered.
    public var answers: [RecordedAnswer]
    /// The version of the office calendar.
    public var calendarVersion: String
    /// What came of it.
    public var outcome: Outcome

    /// What came with a happening.
    public enum Input: Sendable, Hashable {
        case none
        /// A form's values, by field; null empties a field.
        case form(ValueMap)
        /// Another case's message.
        case message(Event)
        /// Why it was done, in words: never sealed, because it must outlast the case's key.
        case reason(String)
        /// What was put right, by whom and why.
        case correction(CorrectionRecord)
    }

    /// What came of a happening: enough to fold the case without deciding anything.
    public struct Outcome: Sendable, Hashable {
        /// The states left, in order.
        public var left: [String] = []
        /// The states entered, in order.
        public var entered: [String] = []
        /// The labels of the transitions taken, in order.
        public var taken: [Int] = []
        /// The data changed; nil where a datum was emptied.
        public var data: [String: Value?] = [:]
        /// Where the chart stands afterwards.
        public var chart = ChartSnapshot()
        /// The deadlines made or changed.
        public var deadlines: [Deadline] = []
        /// The parties afterwards, if they changed.
        public var parties: [Party]?
        /// The unit and number afterwards, if the case was referred.
        public var referral: Referral?
        /// The cases started, by name.
        public var children: [String: CaseID] = [:]
        /// The notices owed: account and name of each.
        public var notices: [String] = []
        /// The messages sent to other cases: names of their events.
        public var sent: [String] = []
        /// The other cases that received values of this one, resealed with their keys, by id.
        public var passedTo: [CaseID] = []
        /// The documents produced, in order.
        public var documents: [ProducedDocument] = []
        /// What a correction has made of documents produced before it.
        public var correctedDocuments: [CorrectedDocument] = []
        /// What needs the administrator.
        public var faults: [String] = []
        /// When the case is now said to have been opened, if a correction moved that.
        public var openedAt: Instant?
        /// The bundle that the case has pinned from now on, if it went over to another.
        public var bundle: String?
    }

    /// A referral to the superior unit: the case moves as it is, its number stays behind as a pointer.
    public struct Referral: Sendable, Hashable {
        /// The unit that holds the case now.
        public let unit: String
        /// The number under which that unit knows it.
        public let number: String

        /// A referral from its parts.
        public init(unit: String, number: String) {
            self.unit = unit
            self.number = number
        }
    }
}

extension CaseFile {
    /// The case after an entry's outcome: folding, which decides nothing.
    public mutating func fold(_ entry: Entry) { fields[0].fold(entry) }
}

extension CaseFile.Fields {
    fileprivate mutating func fold(_ entry: Entry) {
        revision += 1
        changedAt = entry.at
        chart = entry.outcome.chart
        for (name, value) in entry.outcome.data { data[name] = value }
        for deadline in entry.outcome.deadlines {
            let position = deadlines.firstIndex {
                $0.name == deadline.name && $0.occasion == deadline.occasion
            }
            if let position { deadlines[position] = deadline } else { deadlines.append(deadline) }
        }
        for deadline in entry.outcome.deadlines where deadline.isSettled { settle(deadline.name) }
        if let parties = entry.outcome.parties { self.parties = parties }
        if let referral = entry.outcome.referral {
            pointers.append(CaseFile.Pointer(number: number, unit: unit))
            number = referral.number
            unit = referral.unit
        }
        children.merge(entry.outcome.children) { $1 }
        passedTo.formUnion(entry.outcome.passedTo)
        documents.fold(entry, revision: revision)
        if entry.kind == .erasure { erasedAt = entry.at }
        if let openedAt = entry.outcome.openedAt { self.openedAt = openedAt }
        if let bundle = entry.outcome.bundle { bundleHash = bundle }
        faults.append(contentsOf: entry.outcome.faults)
    }

    /// Forgets all settled deadlines of a rule but the last: a case that goes round for years must not grow
    /// with each round, and their entries stay.
    private mutating func settle(_ name: String) {
        var last = deadlines.lastIndex { $0.name == name && $0.isSettled }
        while let kept = last {
            last = deadlines[..<kept].lastIndex { $0.name == name && $0.isSettled }
            if let last { deadlines.remove(at: last) }
        }
    }
}

extension Deadline {
    /// Whether nobody needs to hear of it again: met in time, or cancelled.
    fileprivate var isSettled: Bool {
        switch status {
        case .met, .cancelled: missedAt == nil
        case .waiting, .running, .missed: false
        }
    }
}
