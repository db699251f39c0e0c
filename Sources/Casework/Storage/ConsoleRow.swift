public import Values

/// One row of the stream of what is done in consoles.
///
/// ```
///  attached ─▶ mode (unlocked, locked, revealed …) ─▶ asked ─▶ answered ─▶ … ─▶ closed ─▶ reviewed
/// ```
///
/// What is asked is recorded before it is done, and how it ended afterwards, as a row of its own.
public struct ConsoleRow: Sendable, Hashable {
    /// The row's position in its stream; 0 before it is stored.
    public let id: Int64
    /// When, by the journal's time.
    public let at: Instant
    /// The row with which the session began; 0 in that row before it is stored.
    public let session: Int64
    /// The session's account; in a review that of whoever reviews.
    public let account: String
    /// What kind of row it is.
    public let step: Step
    /// The row that an answer is to.
    public let refersTo: Int64?
    /// The cases that it is about.
    public var cases: [CaseID]
    /// What else there is to say, without sensitive values.
    public var content: Value

    /// What a row records.
    public enum Step: String, Sendable, Hashable, CaseIterable {
        /// A session began.
        case attached
        /// What the session may do changed.
        case mode
        /// What somebody typed, as their console says: it helps to read the record, the requests are the evidence.
        case announced
        /// Something was asked; it has not been done yet.
        case asked
        /// How it ended: done, refused, failed or lost.
        case answered
        /// The session is over.
        case closed
        /// Somebody else has looked at the session.
        case reviewed
    }

    /// A row from its parts.
    public init(
        id: Int64 = 0,
        at: Instant,
        session: Int64,
        account: String,
        step: Step,
        refersTo: Int64? = nil,
        cases: [CaseID] = [],
        content: Value
    ) {
        self.id = id
        self.at = at
        self.session = session
        self.account = account
        self.step = step
        self.refersTo = refersTo
        self.cases = cases
        self.content = content
    }

    /// The row as it is stored at a position.
    public func placed(at position: Int64) -> ConsoleRow {
        ConsoleRow(
            id: position,
            at: Instant(milliseconds: at.milliseconds),
            session: step == .attached ? position : session,
            account: account,
            step: step,
            refersTo: refersTo,
            cases: cases,
            content: content
        )
    }

    /// The cases as the store keeps them: a blank before and after each id.
    public var caseText: String {
        cases.isEmpty ? "" : " \(cases.map { String($0.number) }.joined(separator: " ")) "
    }

    /// The cases from the store's text.
    public static func cases(from text: String) -> [CaseID] {
        text.split(separator: " ").compactMap { Int64($0) }.map { CaseID($0) }
    }
}

/// Which rows of the consoles are asked for.
public struct ConsoleQuery: Sendable, Hashable {
    /// Only rows of one session.
    public var session: Int64?
    /// Only rows of one account.
    public var account: String?
    /// Only rows that are about one case.
    public var caseID: CaseID?
    /// Only rows of one kind.
    public var step: ConsoleRow.Step?
    /// Only rows before this one, for paging.
    public var before: Int64?
    /// How many at most, newest first.
    public var limit: Int

    /// A query for the newest rows.
    public init(limit: Int) { self.limit = limit }

    /// Whether a row is asked for, the limit aside.
    public func matches(_ row: ConsoleRow) -> Bool {
        if let session, row.session != session { return false }
        if let account, row.account != account { return false }
        if let caseID, !row.cases.contains(caseID) { return false }
        if let step, row.step != step { return false }
        if let before, row.id >= before { return false }
        return true
    }
}
