/// The staff list of the caller's agencies: the answer of `GET /api/v1/register`.
public struct WireRegister: Codable, Sendable, Hashable {
    /// One unit.
    public struct Unit: Codable, Sendable, Hashable {
        /// The id.
        public var id: String
        /// What people call it.
        public var name: WireText
        /// The unit above.
        public var parent: String?
        /// The account that heads it.
        public var head: String?
        /// The profile that its cases follow; nil takes that of the unit above.
        public var profile: String?
        /// Whether it is an agency of its own, in contrast to a section of one.
        public var agency: Bool?

        /// From its parts.
        public init(
            id: String,
            name: WireText,
            parent: String? = nil,
            head: String? = nil,
            profile: String? = nil,
            agency: Bool? = nil
        ) {
            self.id = id
            self.name = name
            self.parent = parent
            self.head = head
            self.profile = profile
            self.agency = agency
        }
    }

    /// One person.
    public struct Person: Codable, Sendable, Hashable {
        /// The account's id.
        public var account: String
        /// The name to show.
        public var name: String
        /// The roles in force.
        public var roles: [WireGrant]

        /// From its parts.
        public init(account: String, name: String, roles: [WireGrant]) {
            self.account = account
            self.name = name
            self.roles = roles
        }
    }

    /// One workplace.
    public struct Site: Codable, Sendable, Hashable {
        /// The id.
        public var id: String
        /// What people call it.
        public var name: WireText
        /// The unit that runs it.
        public var unit: String

        /// From its parts.
        public init(id: String, name: WireText, unit: String) {
            self.id = id
            self.name = name
            self.unit = unit
        }
    }

    /// The units, by id.
    public var units: [Unit]
    /// The people, by account.
    public var people: [Person]
    /// The workplaces, by id.
    public var sites: [Site]

    /// From its parts.
    public init(units: [Unit], people: [Person], sites: [Site]) {
        self.units = units
        self.people = people
        self.sites = sites
    }
}
