public import CaseEngine
public import Casework
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
    /// A case as an account may see it.
    func view(number: String, as account: String) async throws -> CaseView
    /// One page of the cases that an account may see.
    func cases(_ listing: CaseListing, as account: String) async throws -> Page<CaseSummary>
    /// One page of a case's history.
    func history(number: String, cursor: String?, limit: Int, as account: String) async throws
        -> Page<EntryView>
    /// What may be done where a case stands.
    func actions(number: String, as account: String) async throws -> [ActionView]
    /// How an action's requirements stand with form values laid over the data.
    func why(number: String, action: String, data: ValueMap, as account: String) async throws -> ActionView
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
    /// The forms in force.
    func forms() async throws -> [FormView]
    /// A form to be filled in by hand.
    func blank(form: String, copy: String?) async throws -> Document
    /// The forms of a case that an account may have.
    func documents(number: String, as account: String) async throws -> [DocumentView]
    /// A form of a case, once the look at it is on record.
    func document(number: String, form: String, mode: FormMode, copy: String?, as account: String)
        async throws
        -> Document
    /// Recomputes the chain, folds and compares (levels 1 to 3).
    func verify(level: Int) async throws -> VerificationReport
}
