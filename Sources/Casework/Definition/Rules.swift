import CivilCalendar
public import Statechart
public import Values

/// What a person's action is called, who may take it, what it asks and what must hold.
///
/// There is one for each transition of the chart (found by the transition's label) and one for the opening.
/// A transition that people cannot take has an empty `by`.
public struct TransitionRule: Sendable, Hashable {
    /// The event's name (`assign-companion`); `open` for the opening.
    public let event: String
    /// What people call the action.
    public let title: LocalizedText?
    /// The roles and relations that may take it; empty where people may not.
    public let by: [String]
    /// The fields that the action collects, in the form's order.
    public let asks: [Ask]
    /// What must hold, each with its sentence and clause; all are looked at.
    public let requires: [Requirement]
    /// The clauses that the transition carries out.
    public let clauses: [String]

    /// A rule from its parts.
    public init(
        event: String,
        title: LocalizedText? = nil,
        by: [String] = [],
        asks: [Ask] = [],
        requires: [Requirement] = [],
        clauses: [String] = []
    ) {
        self.event = event
        self.title = title
        self.by = by
        self.asks = asks
        self.requires = requires
        self.clauses = clauses
    }

    /// One field of an action's form.
    public struct Ask: Sendable, Hashable {
        /// The field's name.
        public let field: String
        /// Whether the form is invalid without it.
        public let isRequired: Bool

        /// An ask from its parts.
        public init(field: String, isRequired: Bool) {
            self.field = field
            self.isRequired = isRequired
        }
    }
}

/// A condition on a person's action, with the sentence and clause to show when it does not hold.
public struct Requirement: Sendable, Hashable {
    /// The condition.
    public let condition: ExpressionReference
    /// What the refused person reads.
    public let sentence: LocalizedText
    /// The clause that demands it.
    public let clause: String?

    /// A requirement from its parts.
    public init(condition: ExpressionReference, sentence: LocalizedText, clause: String?) {
        self.condition = condition
        self.sentence = sentence
        self.clause = clause
    }
}

/// What a workflow says of a state beyond its place in the chart.
public struct StateRule: Sendable, Hashable {
    /// The state's id.
    public let id: String
    /// What people call it.
    public let title: LocalizedText
    /// Whether a case in it is out of the work lists (◉); it may still be left again.
    public let isClosed: Bool
    /// Whether it is shown as a line of work of its own.
    public let isTrack: Bool
    /// The clauses that the state carries out.
    public let clauses: [String]

    /// A state's rule from its parts.
    public init(id: String, title: LocalizedText, isClosed: Bool, isTrack: Bool, clauses: [String]) {
        self.id = id
        self.title = title
        self.isClosed = isClosed
        self.isTrack = isTrack
        self.clauses = clauses
    }
}

/// Who stands in a relation to a case, read from a field that holds account ids.
public struct RelationRule: Sendable, Hashable {
    /// The relation's name (`reporter`, `affected`, `harmer`); usable in `by`, `tell` and `readers`.
    public let name: String
    /// What people call it.
    public let title: LocalizedText
    /// The field, or the member of the records of a list (`victims.person`).
    public let field: FieldPath
    /// Whether whoever stands in it is kept away from the case: no access, no notice, no trace.
    public let isConflicted: Bool
    /// Whether the case goes to the superior unit when somebody in it heads the unit that holds the case.
    public let refersUpward: Bool
    /// Whether it does so too when the case is held further down, in a section of the unit that somebody in it heads.
    public let refersFromBelow: Bool
    /// Whether somebody in it can go on with the case, so that it is not deserted when all by office are kept away.
    public let keepsCase: Bool

    /// A relation from its parts.
    public init(
        name: String,
        title: LocalizedText,
        field: FieldPath,
        isConflicted: Bool,
        refersUpward: Bool,
        refersFromBelow: Bool = false,
        keepsCase: Bool = false
    ) {
        self.name = name
        self.title = title
        self.field = field
        self.isConflicted = isConflicted
        self.refersUpward = refersUpward
        self.refersFromBelow = refersFromBelow
        self.keepsCase = keepsCase
    }
}

/// A deadline of a state: from when, how long, what meets it, who is told.
public struct DeadlineRule: Sendable, Hashable {
    /// How long one has.
    public enum Within: Sendable, Hashable {
        /// A stopwatch with a reminder ladder: 「立即」 has no figure and is never missed by an invented one.
        case immediately
        /// A legal period, in the syntax of `CivilCalendar.Period`.
        case period(String)
        /// An expression that gives a period's text or a duration.
        case computed(ExpressionReference)
    }

    /// What meets a deadline.
    public enum Met: Sendable, Hashable {
        /// One of these actions or events is taken.
        case event([String])
        /// A condition comes to hold; the second expression, if any, is the instant claimed for it.
        case condition(ExpressionReference, at: ExpressionReference?)
    }

    /// The name, unique in the workflow.
    public let name: String
    /// The state it belongs to; leaving the state otherwise cancels it.
    public let state: String
    /// What people call it.
    public let title: LocalizedText
    /// How long one has.
    public let within: Within
    /// The instant it counts from; nil counts from entering the state.
    public let from: ExpressionReference?
    /// What meets it.
    public let met: Met
    /// When reminders go out, nil where there are none.
    ///
    /// Spans after the start for `immediately`, before the due instant otherwise. An expression that gives a list
    /// of durations or texts.
    public let remind: ExpressionReference?
    /// The roles and relations that are told of reminders and of a miss.
    public let tell: [String]
    /// The clause that demands it.
    public let clause: String?
    /// The period of `within`, read once; nil where it has none or its text is none.
    let period: Period?

    /// A deadline's rule from its parts.
    public init(
        name: String,
        state: String,
        title: LocalizedText,
        within: Within,
        from: ExpressionReference?,
        met: Met,
        remind: ExpressionReference?,
        tell: [String],
        clause: String?
    ) {
        self.name = name
        self.state = state
        self.title = title
        self.within = within
        self.from = from
        self.met = met
        self.remind = remind
        self.tell = tell
        self.clause = clause
        period = if case .period(let text) = within { try? Period(text: text) } else { nil }
    }
}

/// A notice that a `notify` action gives: who hears of it and the content-free sentence.
public struct NoticeRule: Sendable, Hashable {
    /// The notice's name in the file.
    public let name: String
    /// The roles and relations that are told, minus whoever is kept away from the case.
    public let tell: [String]
    /// The sentence: the kind of event and the action needed, never names or contents.
    public let text: LocalizedText
    /// The clause that demands it.
    public let clause: String?

    /// A notice's rule from its parts.
    public init(name: String, tell: [String], text: LocalizedText, clause: String?) {
        self.name = name
        self.tell = tell
        self.text = text
        self.clause = clause
    }
}

/// What a case reports to the index of occurrences, so that other cases can count it.
///
/// While the condition holds the case has one occurrence of the kind, on a calendar day (Asia/Taipei) and at
/// some places; when it no longer holds (a voided report) the occurrence is withdrawn.
public struct OccurrenceRule: Sendable, Hashable {
    /// The kind (`injury`).
    public let kind: String
    /// When the case counts.
    public let condition: ExpressionReference
    /// The day of the occurrence: a date's text or a timestamp.
    public let day: ExpressionReference
    /// The fields whose values are places (workplace, service unit); either match is enough.
    public let places: [String]

    /// An occurrence rule from its parts.
    public init(kind: String, condition: ExpressionReference, day: ExpressionReference, places: [String]) {
        self.kind = kind
        self.condition = condition
        self.day = day
        self.places = places
    }
}

/// A named fact: the other cases with an occurrence of a kind at the same places within a month of a day.
///
/// Conditions read `facts.NAME`, a list of maps with `number` and `day`, in order of day. The window is that
/// of K-2.2.1b: rolling, by the calendar, in both directions. Computed inside the transaction, recorded in the
/// entry.
public struct FactRule: Sendable, Hashable {
    /// The fact's name.
    public let name: String
    /// The kind of occurrence that is counted.
    public let kind: String
    /// The day that the window is laid around.
    public let day: ExpressionReference
    /// The fields whose values are places.
    public let places: [String]
    /// Whether only cases count that whoever acts may know of: for facts that tell people something, in contrast to
    /// those that the law counts.
    public let isKnownToActor: Bool

    /// A fact rule from its parts.
    public init(
        name: String,
        kind: String,
        day: ExpressionReference,
        places: [String],
        isKnownToActor: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.day = day
        self.places = places
        self.isKnownToActor = isKnownToActor
    }
}
