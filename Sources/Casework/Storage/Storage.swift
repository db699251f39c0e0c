public import Values

/// Where cases and their journal live: SQLite in production, memory in rehearsals and tests.
///
/// The store speaks the domain's verbs; whole decisions go in, and nothing in it decides. One suite of tests
/// runs against every store.
public protocol Storage: Sendable {
    /// Runs a batch in one transaction and returns after it is durable on disk.
    ///
    /// Only one batch runs at a time. If the body throws, everything it did is rolled back and its error is
    /// thrown on. A failure of the medium is thrown as `StorageFailure`; after `.outcomeUnknown` the process
    /// must stop, because what the disk holds is not known (promise 2).
    @discardableResult
    func write<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result

    /// Runs a batch as `write` does, in whose savepoints failures are rare: if one has to be undone, the store may
    /// undo the whole batch and run the body again.
    ///
    /// The body must change nothing but the transaction before it returns.
    @discardableResult
    func writeRepeatably<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result

    /// Runs a query on one consistent snapshot, beside the writer.
    func read<Result>(_ body: (any StorageSnapshot) throws -> Result) throws -> Result

    /// Empties the log beside the file, so that nothing overwritten or deleted can be read in either.
    ///
    /// Called outside a transaction, after a case's key was destroyed. Throws `StorageFailure.busy` while a
    /// query holds an old snapshot or a copy is made; the log is then as it was, and the call can be repeated.
    func truncateLog() throws

    /// Brings the file into its resting form and closes it; nothing may be called afterwards.
    func close() throws
}

extension Storage {
    /// Runs a batch as `write` does, and never twice.
    @discardableResult
    public func writeRepeatably<Result>(
        _ body: (any StorageTransaction) throws -> Result
    ) throws -> Result { try write(body) }
}

/// What can be asked of a store inside one consistent view.
public protocol StorageSnapshot {
    /// The end of the journal's chain.
    func chainHead() throws -> ChainHead
    /// A case as the journal's entries have left it.
    func caseHead(_ id: CaseID) throws -> CaseHead?
    /// The case that a number stands for, now or as a pointer from before a referral.
    func lookUp(number: String) throws -> NumberLookup?
    /// Cases that may concern an account, newest first; the gate has the last word on each.
    func cases(_ query: CaseQuery) throws -> [CaseHead]
    /// Cases whose number contains a text, newest first, for completion; the gate has the last word on each.
    ///
    /// All at once: a call for each would tell how many the gate has held back.
    func cases(numbered text: String, limit: Int) throws -> [CaseHead]
    /// A case's entries after a revision, in order.
    func entries(of id: CaseID, after revision: Int64, limit: Int) throws -> [StoredEntry]
    /// The journal's entries after a position of the chain, in order.
    func entries(after sequence: Int64, limit: Int) throws -> [StoredEntry]
    /// Occurrences of a kind at any of the places on days from `first` to `last` (`2026-11-24`), in order of
    /// day and case, without those of one case.
    func occurrences(_ search: OccurrenceSearch) throws -> [Occurrence]
    /// The cases with a deadline, reminder or delayed event due by an instant, in due order.
    func casesDue(by now: Instant, limit: Int) throws -> [CaseID]
    /// The next instant at which a case has something due.
    func nextDue() throws -> Instant?
    /// The deadlines that a query asks for, in due order; the gate has the last word on each.
    func deadlines(_ query: DeadlineQuery) throws -> [DeadlineRow]
    /// The bytes of a bundle.
    func bundle(_ hash: String) throws -> [UInt8]?
    /// A case's key, wrapped by the master key; nil once it was destroyed.
    func caseKey(_ id: CaseID) throws -> [UInt8]?
    /// The register's rows of a kind, by id.
    func register(_ kind: RegisterKind) throws -> [String: [UInt8]]
    /// One row of the register.
    func registered(_ kind: RegisterKind, id: String) throws -> [UInt8]?
    /// The effect that a request with this key has had.
    func answered(_ key: [UInt8]) throws -> AnsweredKey?
    /// Notices owed, oldest first.
    func notices(after id: Int64, limit: Int) throws -> [NoticeRow]
    /// Refused actions, newest first.
    func refusals(limit: Int) throws -> [RefusalRow]
    /// Recorded looks at sensitive data, newest first.
    func looks(at id: CaseID, limit: Int) throws -> [LookRow]
    /// What was done in consoles, newest first.
    func console(_ query: ConsoleQuery) throws -> [ConsoleRow]
    /// Whether definitions with this key have passed the check.
    func hasPassed(verdict key: String) throws -> Bool
    /// How many cases there are in all.
    func caseCount() throws -> Int64
    /// The end of a stream.
    func streamHead(_ stream: RecordStream) throws -> StreamHead

    // For verification, which reads everything: each is one pass over its tables.

    /// The rows beside head and entries, of every case that any of these rows speaks of.
    func projections() throws -> [CaseID: CaseProjections]
    /// The last number of each series; the series with the empty name counts the case ids.
    func serials() throws -> [String: Int64]
    /// The names of all bundles, in order.
    func bundleHashes() throws -> [String]
    /// The remembered effects of requests, in order of their keys, after one of them.
    func answeredKeys(after key: [UInt8]?, limit: Int) throws -> [AnsweredKey]
    /// The rows of a stream after a position, in order.
    func records(of stream: RecordStream, after position: Int64, limit: Int) throws -> [StreamRecord]
    /// What is wrong with the store's own form: tables, indexes, kinds of values, pages, gaps in the streams.
    func structureProblems() throws -> [LocalizedText]
}

/// What can be done to a store inside the writer's turn.
public protocol StorageTransaction: StorageSnapshot {
    /// Runs the body inside a savepoint: if it throws, all that it did is undone and the error is thrown on.
    @discardableResult
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result
    /// The next number of a series, from 1; rolled back with the savepoint.
    func nextSerial(_ series: String) throws -> Int
    /// The next free case id; rolled back with the savepoint.
    func nextCaseID() throws -> CaseID
    /// Appends an entry to the chain; the draft's sequence must be one more than the chain's head.
    @discardableResult
    func append(_ entry: EntryDraft) throws -> ChainHead
    /// Replaces what is kept of a case beside its entries.
    func save(_ record: CaseRecord) throws
    /// Removes all that is kept of cases beside their entries, sound or not; whoever calls it saves every case anew in
    /// the same transaction.
    func forgetCases() throws
    /// Keeps a bundle's bytes under their hash; keeping it twice is the same as once.
    func keep(bundle bytes: [UInt8], hash: String) throws
    /// Keeps a new case's wrapped key.
    func keep(caseKey wrapped: [UInt8], for id: CaseID) throws
    /// Destroys a case's key, and forgets what is kept in memory of the case; nothing happens if there is none.
    ///
    /// The key's bytes are overwritten in the file with the next checkpoint: see `Storage.truncateLog`.
    func destroy(caseKey id: CaseID) throws
    /// Puts a row into the register, or replaces it.
    func put(_ kind: RegisterKind, id: String, row: [UInt8]) throws
    /// Records notices in the outbox.
    func owe(_ notices: [NoticeRow]) throws
    /// Remembers the effect of a request.
    func remember(_ key: AnsweredKey) throws
    /// Adds to the stream of refusals.
    func record(_ refusal: RefusalRow) throws
    /// Records a look at sensitive data.
    func record(_ look: LookRow) throws
    /// Records something of a console, and returns the row's position.
    func record(_ row: ConsoleRow) throws -> Int64
    /// Keeps that definitions have passed the check, each under the key that says what was looked at; keeping one
    /// twice is the same as once.
    func keep(verdicts keys: [String]) throws
}

/// How a store can fail for reasons outside the program.
public enum StorageFailure: Error, Sendable, Hashable {
    /// Another process holds the database; nothing was done (503).
    case busy
    /// The disk is full; nothing was done (507).
    case full
    /// The medium failed during a write, fsync or COMMIT; what was done is not known. The process must stop.
    case outcomeUnknown(String)
    /// The medium failed during a read; nothing was changed.
    case unreadable(String)
    /// The file is not a database of Anwei.
    case foreign
    /// The file was written by a newer version of Anwei.
    case newerSchema(found: Int, known: Int)
    /// Another server has the database open.
    case inUse
    /// What is stored contradicts itself.
    case corrupt(String)
}
