public import Casework
public import CivilCalendar

/// The units, people and sites of the agencies that an account belongs to: the staff list that everybody there has.
public struct RegisterView: Sendable, Hashable {
    /// The units, by id.
    public let units: [Unit]
    /// The people with something granted in one of the units, each with the grants in force there, by id.
    public let people: [AccountView]
    /// The sites of the units, by id.
    public let sites: [Site]

    /// A register from its parts.
    public init(units: [Unit], people: [AccountView], sites: [Site]) {
        self.units = units
        self.people = people
        self.sites = sites
    }
}

extension Engine {
    /// The office calendar as of the last COMMIT, for the doors.
    public func officeCalendar() async throws -> OfficeCalendar { calendar }

    /// The agencies are the trees, root and all, in which the account holds a role or heads a unit; other agencies
    /// are not its business.
    public func register(as account: String) async throws -> RegisterView {
        try read(as: account) { reading in
            let directory = reading.directory
            let roots = Set(reading.units().compactMap { directory.lineage(of: $0).last?.id })
            let inside = roots.reduce(into: Set<String>()) { $0.formUnion(directory.subtree(of: $1)) }
            let people = directory.accounts.values.filter(\.isEnabled).compactMap { person -> AccountView? in
                let grants = directory.grants(of: person.id, at: reading.now)
                    .filter { inside.contains($0.unit) }
                let heads = inside.contains { directory.units[$0]?.head == person.id }
                return grants.isEmpty && !heads ? nil : AccountView(account: person, grants: grants)
            }
            return RegisterView(
                units: inside.compactMap { directory.units[$0] }.sorted { $0.id < $1.id },
                people: people.sorted { $0.account.id < $1.account.id },
                sites: directory.sites.values.filter { inside.contains($0.unit) }.sorted { $0.id < $1.id }
            )
        }
    }

    /// The definition in force of a workflow; the first found among the profiles of the account's units.
    public func definition(of name: String, as account: String) async throws -> Workflow {
        try read(as: account) { reading in
            let profiles = Set(reading.units().compactMap { reading.directory.profile(of: $0) })
            for profile in profiles.sorted() {
                let day = Taipei.date(of: reading.now)
                if let (workflow, _) = try shelf.inForce(name, profile: profile, on: day) { return workflow }
            }
            throw Refusal.unknown(.workflow)
        }
    }
}
