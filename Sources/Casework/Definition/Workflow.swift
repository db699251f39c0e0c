public import Expressions
public import Statechart
public import Values

/// One definition as it is in force for one case: the chart with the fields, rules, deadlines, texts, clauses
/// and profile values that belong to it.
///
/// `WorkflowFiles` builds it from a bundle; a case pins the bundle's hash when it opens, and nothing in here
/// changes afterwards (promise 6). A class, because a step hands it on dozens of times.
public final class Workflow: Sendable {
    /// The file's name for it (`threat-report`).
    public let name: String
    /// The SHA-256 of the bundle it was built from, in hexadecimal.
    public let bundleHash: String
    /// What people call it.
    public let title: LocalizedText
    /// How its cases are numbered.
    public let numberPattern: NumberPattern
    /// The declared data of a case, in the order of the file.
    public let fields: [Field]
    /// The names of the chart's own data, declared on the workflow or its states; empty they are null.
    public let dataNames: [String]
    /// Who stands in which relation to a case, and who is kept away from it.
    public let relations: [RelationRule]
    /// The roles that the file names, with their titles.
    public let roles: [String: LocalizedText]
    /// The roles that may see the workflow's cases in their unit and below; empty means every role.
    ///
    /// Relations to a case always let it be seen.
    public let access: [String]
    /// While it holds, a case belongs to the unit above its agency, whoever heads that (B-6); nil for never.
    public let refersUpward: ExpressionReference?
    /// What a case reports to the index of occurrences.
    public let occurrences: [OccurrenceRule]
    /// The facts about other cases that conditions may use as `facts.NAME`.
    public let facts: [FactRule]
    /// Who may open a case and what the opening asks.
    public let opening: TransitionRule
    /// The pure statechart.
    public let chart: Chart
    /// What is asked and demanded of a transition, by the transition's label in the chart.
    public let rules: [TransitionRule]
    /// Titles and marks of the states, by id.
    public let states: [String: StateRule]
    /// The deadlines of all states, in the order of the file.
    public let deadlines: [DeadlineRule]
    /// The notices that the chart's `notify` actions give, by name.
    public let notices: [String: NoticeRule]
    /// Every expression of the file; the chart and the rules refer to them by number.
    public let expressions: [CheckedExpression]
    /// The profile whose values `profile.KEY` reads.
    public let profile: Profile
    /// The clauses that the file cites, by id.
    public let clauses: [String: Clause]

    /// Whether the condition of some transition reads facts about other cases.
    let selectionAsksFacts: Bool

    private let fieldPositions: [String: Int]
    private let composites: Set<String>

    /// A definition from its parts; rules are looked up by label, so `rules[label]` must be the label's rule.
    public init(
        name: String,
        bundleHash: String,
        title: LocalizedText,
        numberPattern: NumberPattern,
        fields: [Field],
        dataNames: [String] = [],
        relations: [RelationRule],
        roles: [String: LocalizedText],
        access: [String] = [],
        refersUpward: ExpressionReference? = nil,
        occurrences: [OccurrenceRule],
        facts: [FactRule],
        opening: TransitionRule,
        chart: Chart,
        rules: [TransitionRule],
        states: [String: StateRule],
        deadlines: [DeadlineRule],
        notices: [String: NoticeRule],
        expressions: [CheckedExpression],
        profile: Profile,
        clauses: [String: Clause]
    ) {
        self.name = name
        self.bundleHash = bundleHash
        self.title = title
        self.numberPattern = numberPattern
        self.fields = fields
        self.dataNames = dataNames
        self.relations = relations
        self.roles = roles
        self.access = access
        self.refersUpward = refersUpward
        self.occurrences = occurrences
        self.facts = facts
        self.opening = opening
        self.chart = chart
        self.rules = rules
        self.states = states
        self.deadlines = deadlines
        self.notices = notices
        self.expressions = expressions
        self.profile = profile
        self.clauses = clauses
        var positions: [String: Int] = [:]
        for (position, field) in fields.enumerated() { positions[field.name] = position }
        fieldPositions = positions
        composites = Workflow.composites(among: chart.definition.states)
        selectionAsksFacts = Workflow.conditions(among: chart.definition.states).contains { condition in
            expressions[condition.index].reads.contains { $0.root == "facts" }
        }
    }

    private static func conditions(among states: [StateDefinition]) -> [ExpressionReference] {
        states.flatMap { state in
            state.transitions.compactMap(\.condition) + conditions(among: state.children)
        }
    }

    private static func composites(among states: [StateDefinition]) -> Set<String> {
        states.reduce(into: []) { found, state in
            guard !state.children.isEmpty else { return }
            found.insert(state.id)
            found.formUnion(composites(among: state.children))
        }
    }

    /// The titles of the states among some that stand for themselves; those that only hold others are left out.
    public func titles(ofAtomic states: [String]) -> [(id: String, title: LocalizedText)] {
        states.filter { !composites.contains($0) }
            .map { ($0, self.states[$0]?.title ?? LocalizedText(zhHant: $0, en: $0)) }
    }

    /// The declared field of a name.
    public func field(_ name: String) -> Field? { fieldPositions[name].map { fields[$0] } }

    /// Whether any field is sealed where it is stored; then data that no field declares are sealed too,
    /// because they may hold copies.
    public var sealsData: Bool { fields.contains(where: \.isSensitive) }

    /// Whether a datum is sealed where it is stored.
    public func isSealed(_ name: String) -> Bool { field(name)?.isSensitive ?? sealsData }

    /// The data that an expression may look at.
    public func data(readBy reference: ExpressionReference) -> Set<String> {
        Set(expression(reference).reads.map(\.root))
    }

    /// The expression that a reference stands for.
    public func expression(_ reference: ExpressionReference) -> CheckedExpression {
        expressions[reference.index]
    }
}

/// One jurisdiction's values in force on a day (`kaohsiung`, from 111-01-17).
public struct Profile: Sendable, Hashable {
    /// The file's name for it.
    public let name: String
    /// What people call it.
    public let title: LocalizedText
    /// The values, by key.
    public let values: ValueMap
    /// The registers of the regulations that apply there (`K`); of several clauses that demand the same these are
    /// named.
    public let regulations: [String]

    /// A profile from its parts.
    public init(name: String, title: LocalizedText, values: ValueMap, regulations: [String] = []) {
        self.name = name
        self.title = title
        self.values = values
        self.regulations = regulations
    }

    /// Those of some clauses that stand in the profile's own regulations; all of them where none does.
    public func ownClauses(among clauses: [String]) -> [String] {
        let own = clauses.filter { clause in
            regulations.contains { clause.hasPrefix($0 + "-") }
        }
        return own.isEmpty ? clauses : own
    }

    /// Whether the profile says nothing under a path such as `profile.reviewPeriod`: the source leaves it open.
    func isEmpty(_ path: FieldPath) -> Bool {
        var value = Value.map(values)
        for name in path.names.dropFirst() {
            guard let member = value[name] else { return false }
            value = member
        }
        return value == .null
    }
}

/// One obligation of one regulation, to be named when it is met, refused or owed.
public struct Clause: Sendable, Hashable {
    /// The id of the register (`K-15.1b`).
    public let id: String
    /// Where it stands, as lawyers write it (高雄市…要點第十五點第一項).
    public let citation: LocalizedText
    /// What it demands, in a few words.
    public let title: LocalizedText

    /// A clause from its parts.
    public init(id: String, citation: LocalizedText, title: LocalizedText) {
        self.id = id
        self.citation = citation
        self.title = title
    }
}

/// How case numbers are made: literal text and the unit, the 民國 year and a number within both.
///
/// Nothing sensitive stands in a number. A serial restarts each 1 January in Asia/Taipei; where a case may be hidden
/// from somebody who opens or lists others of its kind, a gap between serials would give it away, and the number is
/// drawn: for all cases of the workflow, or for those from which somebody is kept away.
public struct NumberPattern: Sendable, Hashable {
    /// A piece of the pattern.
    public enum Part: Sendable, Hashable {
        case literal(String)
        case unit
        case rocYear
        case serial(width: Int)
        /// Drawn by lot, never twice.
        case lot(width: Int)
        /// A serial, but drawn by lot where somebody is kept away from the case: then it takes no place in the series.
        case serialOrLot(width: Int, lot: Int)
    }
    /// The pieces in order; exactly one is a serial or drawn.
    public let parts: [Part]

    /// A pattern from its pieces.
    public init(parts: [Part]) { self.parts = parts }

    /// Below and from what a number is drawn by lot; nil where it is a serial.
    ///
    /// - Parameter hides: whether somebody is kept away from the case.
    public func lots(hides: Bool) -> Range<Int>? {
        func power(_ digits: Int) -> Int { (0..<digits).reduce(1) { power, _ in power * 10 } }
        for part in parts {
            switch part {
            case .lot(let width): return 0..<power(width)
            // More digits than a serial has, so that neither is ever the other.
            case .serialOrLot(_, let lot) where hides: return power(lot - 1)..<power(lot)
            case .literal, .unit, .rocYear, .serial, .serialOrLot: break
            }
        }
        return nil
    }

    /// The number for a unit's short name, a 民國 year and a serial or what was drawn.
    public func number(unit: String, rocYear: Int, serial: Int) -> String {
        parts.map { part in
            switch part {
            case .literal(let text): text
            case .unit: unit
            case .rocYear: String(rocYear)
            case .serial(let width), .lot(let width), .serialOrLot(let width, _):
                String(repeating: "0", count: max(0, width - String(serial).count)) + String(serial)
            }
        }.joined()
    }
}
