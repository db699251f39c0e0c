public import Casework
public import CivilCalendar
public import Statechart
public import Values

/// Something that an account asks the engine to do.
public struct Request: Sendable {
    /// The account that asks; how it proved who it is, is the door's business.
    public let account: String
    /// The caller's idempotency key: the same key and request have one effect, however often they come.
    public let key: String?
    /// Whether to go the whole way and then roll back, to show what would happen.
    public let isDryRun: Bool
    /// What is asked.
    public let command: Command

    /// A request from its parts.
    public init(account: String, key: String? = nil, isDryRun: Bool = false, command: Command) {
        self.account = account
        self.key = key
        self.isDryRun = isDryRun
        self.command = command
    }
}

/// What an account can ask the engine to do.
public enum Command: Sendable, Hashable {
    /// Open a case of a workflow in a unit, with the opening form's values.
    case open(workflow: String, unit: String, data: ValueMap)
    /// Take over a case that was kept on paper, with what was done there and when it is said to have been done.
    case takeOver(PaperCase)
    /// Take an action on a case, with the form's values; refused as a conflict if the case is no longer at the
    /// revision that the caller saw.
    case act(number: String, action: String, data: ValueMap, revision: Int64?)
    /// Deliver an event from outside to a case (`Gate.system` only: rehearsals of bare charts).
    case deliver(number: String, event: Event)
    /// Put a row into the register (administrators only).
    case register(RegisterChange)
    /// Announce a day off that is in no published calendar, such as a typhoon day (administrators only); running
    /// deadlines are reckoned anew in the same transaction.
    case dayOff(CivilDate, name: String)
    /// Destroy a closed case's key, so that nobody can read its sensitive values any more (administrators of a
    /// root unit only). It cannot be undone.
    ///
    /// The reason stands in the journal in clear and must hold no personal data. Values that the case has passed
    /// to others were resealed with their keys: `includingPassed` erases those cases too, and those that they
    /// passed values to; all must be closed. Otherwise the receipt names them.
    case erase(number: String, reason: String, includingPassed: Bool)
    /// Do something with a change set: corrections and migrations.
    case change(ChangeRequest)
}

extension Command {
    /// The number of the case that is asked to do something; nil where none is there yet or meant.
    var number: String? {
        switch self {
        case .act(let number, _, _, _), .deliver(let number, _), .erase(let number, _, _): number
        case .open, .takeOver, .register, .dayOff, .change: nil
        }
    }
}

extension Command {
    /// Whether what may be told of it is asked of the gate; administrators' commands have rules of their own.
    var isForTheGate: Bool {
        switch self {
        case .open, .takeOver, .act: true
        case .deliver, .register, .dayOff, .erase, .change: false
        }
    }

    /// The workflow and unit of a case to be opened, and the instant whose definition holds; nil for anything else.
    func opening(at now: Instant) -> (workflow: String, unit: String, at: Instant)? {
        switch self {
        case .open(let workflow, let unit, _): (workflow, unit, now)
        case .takeOver(let paper): (paper.workflow, paper.unit, paper.at)
        case .act, .deliver, .register, .dayOff, .erase, .change: nil
        }
    }
}

/// What a command has done.
public struct Receipt: Sendable, Hashable {
    /// The case's number; empty for a change of the register.
    public var number = ""
    /// The case's revision afterwards.
    public var revision: Int64 = 0
    /// The position of the entry in the chain.
    public var sequence: Int64
    /// The journal's time of the step.
    public var at: Instant
    /// The states left, in the order of leaving.
    public var left: [String] = []
    /// The states entered, in the order of entering.
    public var entered: [String] = []
    /// The titles of those states left and entered that are atomic: what people are shown.
    public var titles: [String: LocalizedText] = [:]
    /// The fields changed, sorted.
    public var changed: [String] = []
    /// The numbers of the cases that the command opened.
    public var started: [String] = []
    /// The numbers of the other cases that were erased with the case.
    public var erased: [String] = []
    /// The numbers of the cases that still hold values of an erased case, under their own keys.
    public var passedTo: [String] = []
    /// The change set that the command was about.
    public var change: ChangeView?
    /// The deadlines that a change of the calendar has moved, as far as the account may know of their cases.
    public var moved: [MovedDeadline] = []
    /// How many notices are owed for it.
    public var notices = 0
    /// Whether the answer belongs to an earlier request with the same key.
    public var isRepeated = false
    /// Whether nothing was kept.
    public var isDryRun = false

    /// The states among some that people are shown, with their titles.
    public func shown(_ states: [String]) -> [StateView] {
        states.compactMap { id in titles[id].map { StateView(id: id, title: $0) } }
    }

    /// A receipt for an entry at a position of the chain.
    public init(sequence: Int64, at: Instant) {
        self.sequence = sequence
        self.at = at
    }
}

extension Receipt {
    /// The receipt of a decision that was kept.
    init(_ decision: Decision, sequence: Int64, workflow: Workflow) {
        self.init(sequence: sequence, at: decision.entry.at)
        number = decision.after.number
        revision = decision.after.revision
        describe(decision.entry.outcome, workflow)
    }

    /// Takes over what an entry's outcome says.
    mutating func describe(_ outcome: Entry.Outcome, _ workflow: Workflow) {
        left = outcome.left
        entered = outcome.entered
        changed = outcome.data.keys.sorted()
        for state in workflow.titles(ofAtomic: left + entered) { titles[state.id] = state.title }
    }
}
