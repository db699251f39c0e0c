public import Values

/// The end of the chain: how many entries, the last hash and the journal's time.
public struct ChainHead: Sendable, Hashable {
    /// The position of the last entry; 0 for an empty journal.
    public let sequence: Int64
    /// `SHA-256(previous ‖ bytes)` of the last entry; 32 zero bytes for an empty journal.
    public let hash: [UInt8]
    /// The journal's time: that of the last entry.
    ///
    /// It never goes back, whatever the clock does.
    public let at: Instant

    /// A head from its parts.
    public init(sequence: Int64, hash: [UInt8], at: Instant) {
        self.sequence = sequence
        self.hash = hash
        self.at = at
    }

    /// The head of an empty journal.
    public static let empty = ChainHead(
        sequence: 0,
        hash: [UInt8](repeating: 0, count: 32),
        at: Instant(seconds: 0)
    )
}

/// An entry ready to be appended: the exact bytes that are hashed, and the columns projected from them.
public struct EntryDraft: Sendable, Hashable {
    /// The position in the chain that the bytes state.
    public let sequence: Int64
    /// The case, nil for a register entry.
    public let caseID: CaseID?
    /// The case's revision after the entry; 0 for a register entry.
    public let revision: Int64
    /// When, by the journal's time.
    public let at: Instant
    /// What kind of entry it is.
    public let kind: EntryKind
    /// The account that acted; nil for the clock and other cases.
    public let account: String?
    /// The bytes: UTF-8 JSON in the layout of `Schema/JSON/entry.schema.json`.
    public let bytes: [UInt8]

    /// A draft from its parts.
    public init(
        sequence: Int64,
        caseID: CaseID?,
        revision: Int64,
        at: Instant,
        kind: EntryKind,
        account: String?,
        bytes: [UInt8]
    ) {
        self.sequence = sequence
        self.caseID = caseID
        self.revision = revision
        self.at = at
        self.kind = kind
        self.account = account
        self.bytes = bytes
    }
}

/// What kind of thing an entry records.
public enum EntryKind: String, Sendable, Hashable, CaseIterable {
    /// A case was opened.
    case open
    /// A person acted.
    case action
    /// A deadline was missed or a reminder given.
    case deadline
    /// A delayed event of the case's own came due.
    case delayed
    /// Another case's message arrived.
    case message
    /// Facts about other cases changed.
    case facts
    /// A new calendar moved deadlines.
    case calendar
    /// The case's key was destroyed: nobody can read its sensitive values any more.
    case erasure
    /// Something was put right outside the chart.
    case correction
    /// The case went over to another version of its workflow.
    case migration
    /// A row of the register was put.
    case register
}

/// An entry as the chain holds it.
public struct StoredEntry: Sendable, Hashable {
    /// The entry.
    public let draft: EntryDraft
    /// Its hash, `SHA-256(previous ‖ bytes)`.
    public let hash: [UInt8]

    /// A stored entry from its parts.
    public init(draft: EntryDraft, hash: [UInt8]) {
        self.draft = draft
        self.hash = hash
    }
}

/// A sensitive value as it is stored: AES-256-GCM under the case's key.
///
/// The associated data are case, revision and field, so a ciphertext cannot be moved elsewhere.
public struct SealedValue: Sendable, Hashable {
    /// The revision of the entry that sealed it.
    public let revision: Int64
    /// The 12-byte nonce.
    public let nonce: [UInt8]
    /// Ciphertext and 16-byte tag.
    public let box: [UInt8]

    /// A sealed value from its parts.
    public init(revision: Int64, nonce: [UInt8], box: [UInt8]) {
        self.revision = revision
        self.nonce = nonce
        self.box = box
    }
}

/// A case as it is stored: the case file without its sensitive values, and those sealed.
public struct CaseHead: Sendable, Hashable {
    /// The case; `data` lacks the sealed fields.
    public var file: CaseFile
    /// The sensitive values, by field.
    public var sealed: [String: SealedValue]

    /// A head from its parts.
    public init(file: CaseFile, sealed: [String: SealedValue]) {
        self.file = file
        self.sealed = sealed
    }
}

/// All that is kept of a case beside its entries; `save` replaces it as a whole.
public struct CaseRecord: Sendable, Hashable {
    /// The case.
    public let head: CaseHead
    /// Whether it is out of the work lists.
    public let isClosed: Bool
    /// The ids of its states, for queries.
    public let states: [String]
    /// The earliest instant at which it has something due.
    public let nextDue: Instant?
    /// What it reports to the index of occurrences.
    public let occurrences: [Occurrence]

    /// A record from its parts.
    public init(
        head: CaseHead,
        isClosed: Bool,
        states: [String],
        nextDue: Instant?,
        occurrences: [Occurrence]
    ) {
        self.head = head
        self.isClosed = isClosed
        self.states = states
        self.nextDue = nextDue
        self.occurrences = occurrences
    }
}

/// What a number stands for.
public enum NumberLookup: Sendable, Hashable {
    /// The number that the case has now.
    case current(CaseID)
    /// A number from before a referral; whoever could see the case in that unit sees "referred", nothing more.
    case pointer(CaseID, unit: String)
}

/// Which cases are asked for.
public struct CaseQuery: Sendable, Hashable {
    /// The units whose cases the account may see.
    public var units: Set<String>
    /// The account, for cases in which it is a party (and those it is kept away from).
    public var account: String
    /// Only cases in this state.
    public var state: String?
    /// Only cases of this workflow.
    public var workflow: String?
    /// Only closed or only open cases.
    public var isClosed: Bool?
    /// Only cases with a lower id, for paging.
    public var before: CaseID?
    /// How many at most.
    public var limit: Int

    /// A query for all cases of some units and all cases of an account.
    public init(units: Set<String>, account: String, limit: Int) {
        self.units = units
        self.account = account
        self.limit = limit
    }
}

/// A case that counts for others: of a kind, on a day, at a place.
public struct Occurrence: Sendable, Hashable {
    /// The kind.
    public let kind: String
    /// The case.
    public let caseID: CaseID
    /// The calendar day in Asia/Taipei, as `2026-11-24`.
    public let day: String
    /// The ids of the places.
    public let places: [String]

    /// An occurrence from its parts.
    public init(kind: String, caseID: CaseID, day: String, places: [String]) {
        self.kind = kind
        self.caseID = caseID
        self.day = day
        self.places = places
    }
}

/// Which occurrences are asked for.
public struct OccurrenceSearch: Sendable, Hashable {
    /// The kind.
    public let kind: String
    /// Any of these places is enough.
    public let places: [String]
    /// The first day, as `2026-11-24`.
    public let first: String
    /// The last day.
    public let last: String
    /// The case that asks.
    public let excluding: CaseID
    /// The account that must be one that may know of each case found; nil where all count.
    ///
    /// The store finds all of them.
    public let knownTo: String?

    /// A search from its parts.
    public init(
        kind: String,
        places: [String],
        first: String,
        last: String,
        excluding: CaseID,
        knownTo: String? = nil
    ) {
        self.kind = kind
        self.places = places
        self.first = first
        self.last = last
        self.excluding = excluding
        self.knownTo = knownTo
    }
}

/// Which deadlines are asked for.
public struct DeadlineQuery: Sendable, Hashable {
    /// The units whose cases the account may see.
    public var units: Set<String>
    /// The account, for cases in which it is a party.
    public var account: String
    /// Only deadlines due before this instant; nil for all that are open or missed.
    public var dueBefore: Instant?
    /// Only one status.
    public var status: Deadline.Status?
    /// How many at most.
    public var limit: Int

    /// A query for the deadlines of some units' cases and an account's own.
    public init(units: Set<String>, account: String, limit: Int) {
        self.units = units
        self.account = account
        self.limit = limit
    }
}

/// One deadline in a list.
public struct DeadlineRow: Sendable, Hashable {
    /// The case.
    public let caseID: CaseID
    /// The deadline.
    public let deadline: Deadline

    /// A row from its parts.
    public init(caseID: CaseID, deadline: Deadline) {
        self.caseID = caseID
        self.deadline = deadline
    }
}

/// What the register holds.
public enum RegisterKind: String, Sendable, Hashable, CaseIterable {
    case unit, account, site, calendar, credential, changeSet
}

/// What a request with a key has done, so that a retry does it no second time.
public struct AnsweredKey: Sendable, Hashable {
    /// The keyed digest of account and idempotency key.
    public let key: [UInt8]
    /// The keyed digest of the request; another request under the same key is refused.
    public let request: [UInt8]
    /// The entry that the request made; the answer is rendered anew from it.
    public let sequence: Int64
    /// The case.
    public let caseID: CaseID

    /// A remembered effect from its parts.
    public init(key: [UInt8], request: [UInt8], sequence: Int64, caseID: CaseID) {
        self.key = key
        self.request = request
        self.sequence = sequence
        self.caseID = caseID
    }
}

/// A message owed to somebody, in the outbox.
public struct NoticeRow: Sendable, Hashable {
    /// The row's number; 0 before it is stored.
    public let id: Int64
    /// The account that is told.
    public let account: String
    /// The case it is about.
    public let caseID: CaseID
    /// The notice's or deadline's name.
    public let name: String
    /// Why it goes out.
    public let reason: Reason
    /// The content-free sentence; the case's number is put before it when it is shown.
    public let text: LocalizedText
    /// When it was recorded.
    public let at: Instant

    /// Why a notice goes out.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case step, reminder, missed, correction
    }

    /// A notice from its parts.
    public init(
        id: Int64 = 0,
        account: String,
        caseID: CaseID,
        name: String,
        reason: Reason,
        text: LocalizedText,
        at: Instant
    ) {
        self.id = id
        self.account = account
        self.caseID = caseID
        self.name = name
        self.reason = reason
        self.text = text
        self.at = at
    }
}

/// A refused action in the stream of refusals: attribute names, never sensitive values.
public struct RefusalRow: Sendable, Hashable {
    /// When.
    public let at: Instant
    /// Who was refused.
    public let account: String
    /// The case, if it exists.
    public let caseID: CaseID?
    /// The action.
    public let action: String
    /// The kind of refusal.
    public let kind: String
    /// The clauses of the requirements that did not hold.
    public let clauses: [String]
    /// The attributes that were looked at.
    public let attributes: [String]

    /// A row from its parts.
    public init(
        at: Instant,
        account: String,
        caseID: CaseID?,
        action: String,
        kind: String,
        clauses: [String],
        attributes: [String]
    ) {
        self.at = at
        self.account = account
        self.caseID = caseID
        self.action = action
        self.kind = kind
        self.clauses = clauses
        self.attributes = attributes
    }
}

/// A look at sensitive data, recorded before the answer left.
public struct LookRow: Sendable, Hashable {
    /// When.
    public let at: Instant
    /// Who looked.
    public let account: String
    /// At which case.
    public let caseID: CaseID
    /// At which fields.
    public let fields: [String]

    /// A row from its parts.
    public init(at: Instant, account: String, caseID: CaseID, fields: [String]) {
        self.at = at
        self.account = account
        self.caseID = caseID
        self.fields = fields
    }
}
