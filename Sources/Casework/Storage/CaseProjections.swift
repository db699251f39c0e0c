public import Values

/// What is kept of a case beside its head, so that lists, searches and the scheduler are quick.
///
/// Each row can be made anew from the case: the store writes what these functions make, and verification compares
/// with what they make of the folded case.
public struct CaseProjections: Sendable, Hashable {
    /// The case's own row; nil where other rows speak of a case that has none.
    public var row: Row?
    /// The number that it has now.
    public var numbers: Set<String> = []
    /// The numbers from before a referral, with the unit that sees "referred".
    public var pointers: Set<CaseFile.Pointer> = []
    /// For each account that is a party, whether it is kept away.
    public var parties: [String: Bool] = [:]
    /// The deadlines that wait, run or are missed.
    public var deadlines: Set<ListedDeadline> = []
    /// Where occurrences are searched for.
    public var places: Set<Place> = []
    /// Whether there is a key for its sensitive values.
    public var hasKey = false

    /// The columns beside the head.
    public struct Row: Sendable, Hashable {
        /// The unit that holds the case.
        public var unit: String
        /// The workflow's name.
        public var workflow: String
        /// Whether it is out of the work lists.
        public var isClosed: Bool
        /// The first millisecond at which something is due; nil if nothing is.
        public var nextDue: Int64?
        /// The ids of its states, a line feed before and after each.
        public var states: String
        /// Its occurrences as JSON.
        public var occurrences: String

        /// A row from its columns.
        public init(
            unit: String,
            workflow: String,
            isClosed: Bool,
            nextDue: Int64?,
            states: String,
            occurrences: String
        ) {
            self.unit = unit
            self.workflow = workflow
            self.isClosed = isClosed
            self.nextDue = nextDue
            self.states = states
            self.occurrences = occurrences
        }
    }

    /// One row of the index of occurrences.
    public struct Place: Sendable, Hashable {
        /// The kind of occurrence.
        public let kind: String
        /// The id of the place.
        public let place: String
        /// The calendar day, as `2026-11-24`.
        public let day: String

        /// A row from its columns.
        public init(kind: String, place: String, day: String) {
            self.kind = kind
            self.place = place
            self.day = day
        }
    }

    /// Nothing: what there is of a case before its first row is read.
    public init() {}
}

extension CaseProjections {
    /// What a record's rows are; whether there is a key is not the record's to say.
    public init(_ record: CaseRecord, hasKey: Bool) {
        let file = record.head.file
        row = Row(
            unit: file.unit,
            workflow: file.workflow,
            isClosed: record.isClosed,
            nextDue: record.nextDue?.firstMillisecond,
            states: record.stateLines,
            occurrences: record.occurrences.json
        )
        numbers = [file.number]
        pointers = Set(file.pointers)
        parties = file.isConflictedByAccount
        deadlines = Set(file.listedDeadlines)
        places = Set(record.occurrences.flatMap(\.rows))
        self.hasKey = hasKey
    }
}

extension CaseRecord {
    /// The ids of its states as the store keeps them: a line feed before and after each.
    public var stateLines: String { states.isEmpty ? "" : "\n\(states.joined(separator: "\n"))\n" }
}

extension CaseFile {
    /// The deadlines that lists show unless they are asked for others.
    public var listedDeadlines: [ListedDeadline] {
        deadlines.lazy.filter(\.isListed).map { ListedDeadline($0) }
    }

    /// For each account that is a party, whether any of its relations keeps it away from the case.
    public var isConflictedByAccount: [String: Bool] {
        Dictionary(parties.map { ($0.account, $0.isConflicted) }) { $0 || $1 }
    }
}

extension Occurrence {
    /// Its rows in the index, one for each place.
    public var rows: [CaseProjections.Place] {
        places.map { CaseProjections.Place(kind: kind, place: $0, day: day) }
    }
}

extension Deadline {
    /// Whether it is still to be met, in time or late.
    public var isListed: Bool { isOpen || status == .missed }
}

extension Instant {
    /// The first whole millisecond that is not before the instant: what is due then is never found too early.
    public var firstMillisecond: Int64 {
        nanoseconds % 1_000_000 == 0 ? milliseconds : milliseconds + 1
    }
}
