public import Casework
public import Values

/// A case that was kept on paper: its opening and the steps taken since, each with the instant claimed for it.
///
/// All of it is entered or nothing. Who enters it must be one who may open the case and take each of the actions
/// today; deadlines and `now` run by the claimed instants, roles and notices by the journal's time.
public struct PaperCase: Sendable, Hashable {
    /// The workflow.
    public let workflow: String
    /// The unit that holds the case.
    public let unit: String
    /// The opening form's values.
    public let data: ValueMap
    /// When it is said to have been opened.
    public let at: Instant
    /// Where it is found on paper.
    public let paper: PaperRecord
    /// What was done since, in order.
    public let steps: [Step]

    /// An action that was taken on paper.
    public struct Step: Sendable, Hashable {
        /// The action's name.
        public let action: String
        /// The form's values.
        public let data: ValueMap
        /// When it is said to have been taken.
        public let at: Instant

        /// A step from its parts.
        public init(action: String, data: ValueMap, at: Instant) {
            self.action = action
            self.data = data
            self.at = at
        }
    }

    /// A case from its parts.
    public init(
        workflow: String,
        unit: String,
        data: ValueMap,
        at: Instant,
        paper: PaperRecord,
        steps: [Step] = []
    ) {
        self.workflow = workflow
        self.unit = unit
        self.data = data
        self.at = at
        self.paper = paper
        self.steps = steps
    }
}
