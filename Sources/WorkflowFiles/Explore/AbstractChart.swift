import Casework
import Statechart
import Values

/// What an action does to an abstract case, beside the chart's own doing.
enum AbstractEffect {
    /// Leaves a variable with one of the values of a mask.
    case write(AbstractWriting)
    /// An event that comes later, at any time.
    case delay(Int)
    case cancel([Int])
    /// Another case that will report its end.
    case start(Int)
}

/// A field or datum that is given a value.
struct AbstractWriting {
    let name: String
    let variable: Int?
    let mask: UInt64
    let fills: Bool
    /// The fields and data without which the value is none; only where requirements are looked at.
    var needs: [Int] = []
    /// Whether the value may be none all the same.
    var canBeNull = false
}

/// A chart whose conditions are formulas and whose data are sets of values: what the explorer runs.
struct AbstractChart {
    /// A `send` with a delay.
    struct Delayed {
        let event: String
        let id: String?
        /// How long, as it stands in the file; nil where it is computed.
        let delay: String?
    }

    let chart: Chart
    let pool: VariablePool
    let formulas: [Formula]
    let effects: [AbstractEffect]
    let delayed: [Delayed]
    /// The names of the cases that the chart starts.
    let started: [String]
    /// Whether it sends itself events, or starts cases, under computed names.
    let sendsAny: Bool
    let startsAny: Bool
    /// What the fields can hold when a case opens.
    let initial: [UInt64]
    let variables: [AbstractVariable]
    /// The variables of which nothing is kept between two events from outside.
    let forgotten: [Int]
    /// What a person's transitions demand; nil where requirements are not looked at.
    let demands: Demands?

    /// The requirements of a workflow.
    struct Demands {
        /// By transition, and those of the opening.
        let transitions: [[Formula]]
        let opening: [Formula]
        /// The variables that are fields.
        let fields: [Int]
        /// What a person can have filled in when they open a case.
        let opened: [UInt64]
        /// The fields that each transition's form requires.
        let required: [[Int]]
    }
}
