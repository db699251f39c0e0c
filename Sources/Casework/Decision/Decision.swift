public import Statechart
public import Values

/// What happens to a case.
public enum Happening: Sendable, Hashable {
    /// A person takes an action, with the form's values.
    case action(String, data: ValueMap, account: String)
    /// Something of the case's own is due: a deadline, a reminder or a delayed event; the earliest is taken.
    case due
    /// Another case's message arrives, or the end of a child.
    case message(Event)
    /// Occurrences that the case's facts count have changed.
    case facts
    /// The office calendar has changed.
    case calendar
}

/// How a case comes into being.
public struct Opening: Sendable, Hashable {
    /// The case's id.
    public let id: CaseID
    /// The unit that holds it.
    public let unit: String
    /// The form's values.
    public let data: ValueMap
    /// The account that opens it; `Gate.system` for a case that another case starts.
    public let account: String
    /// The case that starts it.
    public let parent: CaseFile.Parent?
    /// Where the case is found on paper, if it is taken over from there.
    public let paper: PaperRecord?

    /// An opening from its parts.
    public init(
        id: CaseID,
        unit: String,
        data: ValueMap,
        account: String,
        parent: CaseFile.Parent?,
        paper: PaperRecord? = nil
    ) {
        self.id = id
        self.unit = unit
        self.data = data
        self.account = account
        self.parent = parent
        self.paper = paper
    }
}

/// What is to be done about a happening: the entry's contents and what follows for others.
///
/// A value that can be printed and compared; nothing has happened yet.
public struct Decision: Sendable {
    /// The case afterwards.
    public var after: CaseFile
    /// What the entry says.
    public var entry: Entry
    /// The cases to open, in order.
    public var openings: [ChildOpening] = []
    /// The messages to other cases, in order.
    public var messages: [OutgoingMessage] = []
    /// The notices owed.
    public var notices: [NoticeRow] = []
    /// What the case reports to the index of occurrences from now on.
    public var occurrences: [Occurrence] = []
    /// The occurrences that it no longer reports or newly reports: other cases may count differently.
    public var changedOccurrences: [Occurrence] = []
    /// Whether the case is out of the work lists.
    public var isClosed = false

    /// A case that the chart starts.
    public struct ChildOpening: Sendable, Hashable {
        /// The name in the chart.
        public let name: String
        /// The workflow.
        public let workflow: String
        /// The values it begins with.
        public let data: ValueMap
    }

    /// A message that the chart sends.
    public struct OutgoingMessage: Sendable, Hashable {
        /// What is delivered.
        public let event: Event
        /// To whom.
        public let recipient: Recipient
    }
}

extension CaseFile {
    /// Whether the case is out of the work lists: it is in a state marked closed, or the chart is over.
    public func isClosed(in workflow: Workflow) -> Bool {
        switch chart.status {
        case .ended: true
        case .faulted, .new: false
        case .running: chart.configuration.contains { workflow.states[$0]?.isClosed == true }
        }
    }

    /// The earliest instant at which something of the case is due: a deadline, a reminder, a delayed event.
    public var nextDue: Instant? { nextDue(withReminders: true) }

    /// The earliest instant at which something is due; on paper nobody was reminded.
    public func nextDue(withReminders: Bool) -> Instant? {
        var earliest: Instant?
        func consider(_ instant: Instant?) {
            guard let instant, earliest.map({ instant < $0 }) ?? true else { return }
            earliest = instant
        }
        for deadline in deadlines where deadline.isOpen {
            consider(deadline.due)
            if withReminders { consider(deadline.reminders.first) }
        }
        guard case .running = chart.status else { return nil }
        for send in chart.pending { consider(send.due) }
        return earliest
    }
}
