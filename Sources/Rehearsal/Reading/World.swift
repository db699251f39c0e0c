import Casework
import Values

/// The people, units and workplaces of a rehearsal, in the order in which they are put into the register.
struct World: Sendable {
    var units: [Unit] = []
    var accounts: [Account] = []
    var sites: [Site] = []

    /// Everything as changes of the register: units first, because people and workplaces name them.
    var changes: [RegisterChange] {
        units.map { .unit($0) } + accounts.map { .account($0) } + sites.map { .site($0) }
    }
}

extension World {
    static let keys: Set<String> = ["units", "people", "sites"]

    /// Reads `given`; units that only people or sites name become units without a superior.
    init(_ node: RehearsalNode?, profile: String, isComplete: Bool = true) throws(RehearsalProblem) {
        guard let node else { return }
        let reader = try NodeReader(node, keys: World.keys)
        for pair in try reader["units"]?.asPairs() ?? [] {
            units.append(try World.unit(pair.key, pair.value, profile: profile))
        }
        for pair in try reader["people"]?.asPairs() ?? [] {
            accounts.append(try World.account(pair.key, pair.value))
        }
        for pair in try reader["sites"]?.asPairs() ?? [] {
            let site = try NodeReader(pair.value, keys: ["name", "unit"])
            let name = try site.text("name") ?? pair.key
            sites.append(
                Site(
                    id: pair.key,
                    name: LocalizedText(zhHant: name, en: name),
                    unit: try site.required("unit").asText()
                )
            )
        }
        guard isComplete else { return }
        for id in accounts.flatMap({ $0.grants.map(\.unit) }) + sites.map(\.unit)
        where !units.contains(where: { $0.id == id }) {
            let name = LocalizedText(zhHant: id, en: id)
            units.append(Unit(id: id, name: name, parent: nil, head: nil, profile: profile))
        }
    }

    private static func unit(_ id: String, _ node: RehearsalNode, profile: String) throws(RehearsalProblem)
        -> Unit
    {
        let reader = try NodeReader(node, keys: ["name", "under", "head", "profile", "agency"])
        let name = try reader.text("name") ?? id
        let parent = try reader.text("under")
        return Unit(
            id: id,
            name: LocalizedText(zhHant: name, en: name),
            parent: parent,
            head: try reader.text("head"),
            profile: try reader.text("profile") ?? (parent == nil ? profile : nil),
            isAgency: try reader.flag("agency") ?? false
        )
    }

    private static func account(_ id: String, _ node: RehearsalNode) throws(RehearsalProblem) -> Account {
        let reader = try NodeReader(
            node,
            keys: ["name", "role", "unit", "from", "until", "stands-in-for", "grants", "enabled"]
        )
        var grants: [RoleGrant] = []
        if reader["role"] != nil { grants += try World.grants(reader) }
        for grant in try reader["grants"]?.asList() ?? [] {
            grants += try World.grants(
                try NodeReader(grant, keys: ["role", "unit", "from", "until", "stands-in-for"])
            )
        }
        return Account(
            id: id,
            name: try reader.text("name") ?? id,
            grants: grants,
            isEnabled: try reader.flag("enabled") ?? true
        )
    }

    private static func grants(_ reader: NodeReader) throws(RehearsalProblem) -> [RoleGrant] {
        let unit = try reader.required("unit").asText()
        let from = try reader["from"]?.asInstant()
        let until = try reader["until"]?.asInstant()
        let principal = try reader.text("stands-in-for")
        let roles = try reader.required("role").asTexts()
        return roles.map { RoleGrant(role: $0, unit: unit, from: from, until: until, standsInFor: principal) }
    }
}
