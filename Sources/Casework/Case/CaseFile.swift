public import Statechart
public import Values

/// Which case is meant inside one database; people use its number.
public struct CaseID: Sendable, Hashable, Comparable {
    /// The row's number, counted up from 1.
    public let number: Int64

    /// An id from its number.
    public init(_ number: Int64) { self.number = number }

    /// Whether the left case is the older one.
    public static func < (left: CaseID, right: CaseID) -> Bool { left.number < right.number }
}

/// One running instance of a workflow: what `decide` starts from and what it returns.
///
/// The data are in clear here; wherever a case is stored, sensitive fields are sealed (`CaseHead`).
public struct CaseFile: Sendable, Hashable {
    /// Always one element: a step hands the case on dozens of times, and a copy of this is one reference.
    var fields: [Fields]

    /// What a case consists of.
    struct Fields: Sendable, Hashable {
        let id: CaseID
        var number: String
        var pointers: [Pointer]
        let workflow: String
        var bundleHash: String
        var unit: String
        var revision: Int64
        var chart: ChartSnapshot
        var data: [String: Value]
        var deadlines: [Deadline]
        var parties: [Party]
        var parent: Parent?
        var children: [String: CaseID]
        var passedTo: Set<CaseID>
        var documents: [CaseDocument] = []
        var erasedAt: Instant?
        let paper: Paper?
        var openedAt: Instant
        var changedAt: Instant
        var faults: [String]
    }

    /// Which case it is.
    public var id: CaseID { fields[0].id }
    /// The number that people use; a referral gives another one.
    public var number: String {
        get { fields[0].number }
        set { fields[0].number = newValue }
    }
    /// The numbers it had before a referral, each with the unit that still sees "referred" under it.
    public var pointers: [Pointer] {
        get { fields[0].pointers }
        set { fields[0].pointers = newValue }
    }
    /// The workflow's name.
    public var workflow: String { fields[0].workflow }
    /// The bundle that the case has pinned.
    public var bundleHash: String {
        get { fields[0].bundleHash }
        set { fields[0].bundleHash = newValue }
    }
    /// The unit that holds the case.
    public var unit: String {
        get { fields[0].unit }
        set { fields[0].unit = newValue }
    }
    /// How many entries the case has; the ETag of the API.
    public var revision: Int64 {
        get { fields[0].revision }
        set { fields[0].revision = newValue }
    }
    /// Where the chart stands.
    public var chart: ChartSnapshot {
        get { fields[0].chart }
        set { fields[0].chart = newValue }
    }
    /// The data by name; an empty field has none.
    public var data: [String: Value] {
        get { fields[0].data }
        set { fields[0].data = newValue }
    }
    /// The deadlines that have been created, in order of creation; of those met in time or cancelled, only the
    /// last of each rule.
    public var deadlines: [Deadline] {
        get { fields[0].deadlines }
        set { fields[0].deadlines = newValue }
    }
    /// Who stands in which relation, as the data say.
    public var parties: [Party] {
        get { fields[0].parties }
        set { fields[0].parties = newValue }
    }
    /// The case that started this one, and the name it is known by there.
    public var parent: Parent? {
        get { fields[0].parent }
        set { fields[0].parent = newValue }
    }
    /// The cases that this one started, by name.
    public var children: [String: CaseID] {
        get { fields[0].children }
        set { fields[0].children = newValue }
    }
    /// The other cases that have received values of this one, resealed with their keys.
    public var passedTo: Set<CaseID> {
        get { fields[0].passedTo }
        set { fields[0].passedTo = newValue }
    }
    /// The documents that its steps produced, in order.
    public var documents: [CaseDocument] {
        get { fields[0].documents }
        set { fields[0].documents = newValue }
    }
    /// When its key was destroyed: since then its sensitive values are gone, and it changes no more.
    public var erasedAt: Instant? {
        get { fields[0].erasedAt }
        set { fields[0].erasedAt = newValue }
    }
    /// What marks a case that was taken over from paper; nil for one that was opened here.
    public var paper: Paper? { fields[0].paper }
    /// When the case was opened; of one taken over from paper, when it is said to have been.
    public var openedAt: Instant { fields[0].openedAt }
    /// When it last changed.
    public var changedAt: Instant {
        get { fields[0].changedAt }
        set { fields[0].changedAt = newValue }
    }
    /// Why the case needs the administrator, if it does.
    public var faults: [String] {
        get { fields[0].faults }
        set { fields[0].faults = newValue }
    }

    /// A number that a case had before it was referred upward.
    public struct Pointer: Sendable, Hashable {
        /// The earlier number.
        public let number: String
        /// The unit that held the case under it.
        public let unit: String

        /// A pointer from its parts.
        public init(number: String, unit: String) {
            self.number = number
            self.unit = unit
        }
    }

    /// The link from a child case to the case that started it.
    public struct Parent: Sendable, Hashable {
        /// The parent.
        public let id: CaseID
        /// The name that the parent knows the child by.
        public let name: String

        /// A link from its parts.
        public init(id: CaseID, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// A case from its parts.
    public init(
        id: CaseID,
        number: String,
        pointers: [Pointer] = [],
        workflow: String,
        bundleHash: String,
        unit: String,
        revision: Int64,
        chart: ChartSnapshot,
        data: [String: Value],
        deadlines: [Deadline] = [],
        parties: [Party] = [],
        parent: Parent? = nil,
        children: [String: CaseID] = [:],
        passedTo: Set<CaseID> = [],
        erasedAt: Instant? = nil,
        paper: Paper? = nil,
        openedAt: Instant,
        changedAt: Instant,
        faults: [String] = []
    ) {
        fields = [
            Fields(
                id: id,
                number: number,
                pointers: pointers,
                workflow: workflow,
                bundleHash: bundleHash,
                unit: unit,
                revision: revision,
                chart: chart,
                data: data,
                deadlines: deadlines,
                parties: parties,
                parent: parent,
                children: children,
                passedTo: passedTo,
                erasedAt: erasedAt,
                paper: paper,
                openedAt: openedAt,
                changedAt: changedAt,
                faults: faults
            )
        ]
    }
}

/// A person in a case and the relation.
public struct Party: Sendable, Hashable {
    /// The account.
    public let account: String
    /// The relation's name.
    public let relation: String
    /// Whether the account is kept away from the case for it.
    public let isConflicted: Bool

    /// A party from its parts.
    public init(account: String, relation: String, isConflicted: Bool) {
        self.account = account
        self.relation = relation
        self.isConflicted = isConflicted
    }
}

/// A durable timer with a legal meaning.
///
/// ```
///            from filled          due, server's clock
/// waiting ───────────────▶ running ─────────────────▶ missed
///    │                        │                          │ met, entered late (a timely act; done late
///    │ met                    │ met                      │ it stays missed, with when it was done)
///    └───────────────┬────────┴──────────────────────────┘
///                    ▼
///                   met            (waiting or running, state left: cancelled)
/// ```
public struct Deadline: Sendable, Hashable {
    /// How a deadline stands.
    public enum Status: String, Sendable, Hashable {
        /// Its start is a field that is still empty. Can go to: running, met, cancelled.
        case waiting
        /// It runs. Can go to: met, missed, cancelled.
        case running
        /// What it demands is done. Final.
        case met
        /// The due instant passed by the server's clock. Can go to: met (entered late).
        case missed
        /// Its state was left otherwise. Final.
        case cancelled
    }
    /// The rule's name.
    public let name: String
    /// How often the state was entered before: each entry makes a new deadline.
    public let occasion: Int
    /// How it stands.
    public var status: Status
    /// When it counts from; nil while it waits for that.
    public var from: Instant?
    /// The first instant at which it is missed; nil while it waits and for a stopwatch (`immediately`).
    public var due: Instant?
    /// How the due instant was computed: the period, the days skipped, the calendar's version.
    public var computed: Value {
        get { basis.value }
        set { basis = Basis(newValue) }
    }
    /// When it was met, as claimed; nil until then.
    public var satisfiedAt: Instant?
    /// When that was recorded.
    public var recordedAt: Instant?
    /// When it was found missed; stays when it is met late.
    public var missedAt: Instant?
    /// The reminders still to be given, in order.
    public var reminders: [Instant]
    /// The fields it waits for.
    public var waitsFor: [String]

    /// How the due instant was computed, as it is written.
    var basis: Basis

    /// A value with its JSON, made once: entries and heads write it again with each step of the case.
    struct Basis: Sendable, Hashable {
        let value: Value
        /// Empty for null, which is not written.
        let json: [UInt8]

        init(_ value: Value) {
            self.value = value
            json = value == .null ? [] : value.jsonBytes
        }

        static func == (left: Basis, right: Basis) -> Bool {
            left.json == right.json || left.value == right.value
        }

        func hash(into hasher: inout Hasher) { hasher.combine(value) }
    }

    /// A deadline from its parts.
    public init(
        name: String,
        occasion: Int,
        status: Status,
        from: Instant? = nil,
        due: Instant? = nil,
        computed: Value = .null,
        satisfiedAt: Instant? = nil,
        recordedAt: Instant? = nil,
        missedAt: Instant? = nil,
        reminders: [Instant] = [],
        waitsFor: [String] = []
    ) {
        self.name = name
        self.occasion = occasion
        self.status = status
        self.from = from
        self.due = due
        basis = Basis(computed)
        self.satisfiedAt = satisfiedAt
        self.recordedAt = recordedAt
        self.missedAt = missedAt
        self.reminders = reminders
        self.waitsFor = waitsFor
    }

    /// Whether it can still be met or missed.
    public var isOpen: Bool {
        switch status {
        case .waiting, .running: true
        case .met, .missed, .cancelled: false
        }
    }
}
