public import CaseEngine
public import Casework
public import CivilCalendar
public import Documents
public import Values

/// What the doors ask of the engine; a protocol so that tests can stand something simple behind a door.
///
/// Queries throw `Refusal` or `StorageFailure`; a command's refusal is a value, because it is recorded.
public protocol CaseService: Sendable {
    /// Whether requests are taken.
    var isReady: Bool { get }
    /// Carries a command out and returns once it is durable on disk.
    func submit(_ request: CaseEngine.Request) async throws -> Result<Receipt, Refusal>
    /// A case as an account may see it; masked, sensitive values stay hidden from everybody.
    func view(number: String, as account: String, masked: Bool) async throws -> CaseView
    /// One page of the cases that an account may see.
    func cases(_ listing: CaseListing, as account: String) async throws -> Page<CaseSummary>
    /// One page of a case's history.
    func history(number: String, cursor: String?, limit: Int, as account: String) async throws
        -> Page<EntryView>
    /// What may be done where a case stands.
    func actions(number: String, as account: String, masked: Bool) async throws -> [ActionView]
    /// How an action's requirements stand with form values laid over the data.
    func why(number: String, action: String, data: ValueMap, as account: String, masked: Bool) async throws
        -> ReasonsView
    /// How a deadline comes about, from another start where one is supposed.
    func clock(number: String, deadline: String, from: Instant?, as account: String) async throws -> ClockView
    /// The chart with the place of a case marked in it.
    func diagram(number: String, as account: String) async throws -> DiagramView
    /// A case as it was at a moment.
    func view(number: String, at moment: PastMoment, as account: String, masked: Bool) async throws
        -> CaseView
    /// What differs between two revisions of a case.
    func changes(number: String, from: Int64, to: Int64, as account: String, masked: Bool) async throws
        -> ChangesView
    /// What a case would become if something happened; nothing is kept.
    func simulate(number: String, moves: [SimulatedMove], as account: String, masked: Bool) async throws
        -> SimulationView
    /// Deadlines in due order, up to an instant; mine are those that an action of the account's would meet.
    func deadlines(dueBefore: Instant?, overdueOnly: Bool, isMine: Bool, limit: Int, as account: String)
        async throws -> Page<DeadlineView>
    /// Case numbers that contain a text.
    func numbers(matching text: String, limit: Int, as account: String) async throws -> [String]
    /// The workflows in force that an account may know of.
    func workflows(as account: String) async throws -> [WorkflowView]
    /// The definition in force of a workflow, for the units whose cases an account may see.
    func definition(of name: String, as account: String) async throws -> Workflow
    /// The units, people and sites of the agencies that an account belongs to.
    func register(as account: String) async throws -> RegisterView
    /// An account and its grants in force.
    func account(_ id: String) async throws -> AccountView
    /// The account of an operating-system user.
    func account(systemUser: Int64) async throws -> String?
    /// The account that a bearer token was issued for.
    func account(token: String) async throws -> String?
    /// A change set with its consequences as they would be now.
    func changeSet(_ id: String, reveals: Bool, as account: String) async throws -> ChangeView
    /// The change sets that wait for an account, or that it waits with.
    func proposals(as account: String) async throws -> [ChangeView]
    /// Records something of a console, and returns the row's position once it is durable.
    func record(_ note: ConsoleNote) async throws -> Int64
    /// The records of consoles that an account may see.
    func audit(_ filter: AuditFilter, as account: String) async throws -> Page<AuditView>
    /// Keeps what somebody else than its person thinks of a session.
    func review(session: Int64, verdict: String, text: String, as account: String) async throws -> Int64
    /// The office calendar in force.
    func officeCalendar() async throws -> OfficeCalendar
    /// The forms in force.
    func forms() async throws -> [FormView]
    /// A form to be filled in by hand.
    func blank(form: String, copy: String?) async throws -> Document
    /// The forms of a case that an account may have.
    func documents(number: String, as account: String) async throws -> [DocumentView]
    /// A form of a case, once the look at it is on record.
    func document(number: String, _ request: DocumentRequest, as account: String) async throws -> Document
    /// Recomputes the chain, folds and compares (levels 1 to 3).
    func verify(level: Int) async throws -> VerificationReport
}
