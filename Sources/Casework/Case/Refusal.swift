public import Statechart
public import Values

/// Why an action was not taken: a value that API, console and pages render in the user's language.
public enum Refusal: Error, Sendable, Hashable {
    /// The account lacks the role or relation that the action asks for; it may see the case.
    case notPermitted(action: String, by: [String])
    /// No transition answers to the action where the case stands, or something else stands against it.
    case notPossible(action: String, possible: [String], because: LocalizedText? = nil)
    /// Requirements do not hold, are undecided or faulty; all of the action's requirements are listed.
    case unmet(action: String, [RequirementFinding])
    /// The form's values are not what the fields take.
    case invalidData([FieldProblem])
    /// The case has changed since the revision that the caller saw.
    case conflict(revision: Int64)
    /// There is no such thing, or the account may not know that there is.
    case unknown(Thing)
    /// The same idempotency key came with another request.
    case keyReused
    /// The server cannot take it now; nothing was done.
    case busy
    /// One command would have set off more than 64 entries, or a case has no microsteps left.
    case tooMuch
    /// A step of a case from paper is refused, and so all of it; steps are counted from 0.
    indirect case inStep(Int, Refusal)

    /// What kind of thing was not found.
    public enum Thing: String, Sendable, Hashable {
        case `case`, workflow, unit, account, action, form, changeSet
    }

    /// The step from paper that is refused, counted from 0; nil for any other refusal.
    public var step: Int? {
        guard case .inStep(let step, _) = self else { return nil }
        return step
    }

    /// The refusal itself, whichever step it is of.
    public var cause: Refusal {
        guard case .inStep(_, let cause) = self else { return self }
        return cause.cause
    }
}

/// How one requirement came out, with its sentence, its clause and the data it looked at.
public struct RequirementFinding: Sendable, Hashable {
    /// How a requirement can come out.
    public enum Outcome: String, Sendable, Hashable {
        case met, notMet, undecided, faulty
    }
    /// How it came out.
    public let outcome: Outcome
    /// What the refused person reads.
    public let sentence: LocalizedText
    /// The clause that demands it.
    public let clause: String?
    /// Where the clause stands.
    public let citation: LocalizedText?
    /// The data it looked at.
    public let reads: [FieldPath]
    /// The empty fields that left it undecided.
    public let missing: [FieldPath]
    /// What went wrong inside the rule, for the administrator.
    public let fault: String?
    /// The condition, which tells requirements of the same words apart; nil where it stands for none.
    public let condition: ExpressionReference?

    /// A finding from its parts.
    public init(
        outcome: Outcome,
        sentence: LocalizedText,
        clause: String?,
        citation: LocalizedText?,
        reads: [FieldPath],
        missing: [FieldPath] = [],
        fault: String? = nil,
        condition: ExpressionReference? = nil
    ) {
        self.outcome = outcome
        self.sentence = sentence
        self.clause = clause
        self.citation = citation
        self.reads = reads
        self.missing = missing
        self.fault = fault
        self.condition = condition
    }
}

/// What is wrong with one value of a form, and what to do about it.
public struct FieldProblem: Error, Sendable, Hashable {
    /// The field, with the member inside it (`victims.0.person`).
    public let field: String
    /// What the person reads.
    public let message: LocalizedText

    /// A problem from its parts.
    public init(field: String, message: LocalizedText) {
        self.field = field
        self.message = message
    }
}
