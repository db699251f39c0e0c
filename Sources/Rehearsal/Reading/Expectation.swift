import Values

/// What must be so at a moment of a rehearsal; what is nil is not looked at.
struct Expectation: Sendable {
    /// The case, by its alias.
    var alias: String
    var line: Int
    /// States that the case is in, at any depth.
    var states: [String]?
    /// States that it is not in.
    var absent: [String]?
    /// Data with the values they have; null for empty.
    var data: ValueMap?
    var deadlines: [(name: String, line: Int, expected: ExpectedDeadline)] = []
    var views: [(account: String, line: Int, expected: ExpectedView)] = []
    var notices: ExpectedNotices?
    var number: String?
    var unit: String?
    var revision: Int?
    var isClosed: Bool?
    var hasEnded: Bool?
    /// Faults that need the administrator; how many.
    var faults: Int?
    /// The cases started, by the name in the chart, with the aliases they get here.
    var started: [(name: String, alias: String)]?
    /// How many actions on the case were refused so far.
    var refusals: Int?

    /// How a deadline must stand.
    struct ExpectedDeadline: Sendable {
        var status: String?
        var due: Instant?
        var from: Instant?
        var satisfiedAt: Instant?
        var wasMissed: Bool?
        /// How many reminders are still to be given.
        var reminders: Int?
    }

    /// What somebody must see of the case.
    enum ExpectedView: Sendable {
        /// Nothing at all: no case, no row in any list or count, no number in a completion.
        case nothing
        /// That it was referred, and nothing more.
        case referred
        /// The case.
        case sees(ExpectedSight)
    }

    /// What somebody who sees the case must see of it.
    struct ExpectedSight: Sendable {
        /// Fields read in clear.
        var fields: [String] = []
        /// Fields that have a value which is not shown.
        var masked: [String] = []
        /// Actions that are offered and possible.
        var may: [String] = []
        /// Actions that are not.
        var mayNot: [String] = []
    }

    /// The notices given for the case since the rehearsal began.
    enum ExpectedNotices: Sendable {
        case total(Int)
        /// By person: how many, or which in order.
        case each([(account: String, line: Int, count: Int?, names: [String]?)])
    }
}
