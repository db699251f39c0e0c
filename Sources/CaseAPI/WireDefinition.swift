/// What a workflow in force prescribes: the answer of `GET /api/v1/workflows/{name}`.
public struct WireDefinition: Codable, Sendable, Hashable {
    /// One state that cases stand in.
    public struct State: Codable, Sendable, Hashable {
        /// The state's id.
        public var id: String
        /// What people call it.
        public var title: WireText
        /// Whether a case in it is out of the work lists.
        public var closed: Bool
        /// The clauses that it carries out.
        public var clauses: [String]
    }

    /// One action that people may take.
    public struct Action: Codable, Sendable, Hashable {
        /// The event's name.
        public var name: String
        /// What people call it.
        public var title: WireText
        /// The roles and relations that may take it.
        public var by: [String]
        /// The clauses that it carries out.
        public var clauses: [String]
        /// The fields of its form.
        public var asks: [WireFormField]
    }

    /// One rule of a deadline.
    public struct Deadline: Codable, Sendable, Hashable {
        /// The deadline's name.
        public var name: String
        /// What people call it.
        public var title: WireText
        /// The state that it belongs to.
        public var state: String
        /// `immediately`, a period such as `24h`, or `computed`.
        public var within: String
        /// The roles and relations that are told of reminders and of a miss.
        public var tell: [String]
        /// The clause that demands it.
        public var clause: String?
    }

    /// The workflow's name.
    public var name: String
    /// What people call it.
    public var title: WireText
    /// The hash of the bundle in force.
    public var hash: String
    /// The profile whose values it follows.
    public var profile: WireText
    /// The states, by id.
    public var states: [State]
    /// The actions, in the order of the file.
    public var actions: [Action]
    /// The deadlines, in the order of the file.
    public var deadlines: [Deadline]
    /// The titles of roles and relations.
    public var roles: [String: WireText]
}
