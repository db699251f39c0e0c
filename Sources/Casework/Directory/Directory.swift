public import Values

/// The people, units and sites as one transaction sees them.
///
/// They are not pinned by cases: who may act is decided by the roles held now. Every change is a register
/// entry in the same chain, so that replay can rebuild the directory of any moment.
public struct Directory: Sendable, Hashable {
    /// The units, by id.
    public var units: [String: Unit] { didSet { lines = Directory.lines(among: units) } }
    /// The accounts, by id.
    public var accounts: [String: Account] { didSet { holders = Directory.holders(among: accounts) } }
    /// The sites (workplaces), by id.
    public var sites: [String: Site]

    /// A directory from its parts.
    public init(units: [String: Unit] = [:], accounts: [String: Account] = [:], sites: [String: Site] = [:]) {
        self.units = units
        self.accounts = accounts
        self.sites = sites
        holders = Directory.holders(among: accounts)
        lines = Directory.lines(among: units)
    }

    /// A unit and those above it, by unit: each step looks for roles along such a line several times.
    private var lines: [String: Line]

    private struct Line: Sendable, Hashable {
        var units: [Unit] = []
        var ids: Set<String> = []
    }

    private static func lines(among units: [String: Unit]) -> [String: Line] {
        units.mapValues { unit in
            var line = Line()
            var next: Unit? = unit
            while let found = next, line.ids.insert(found.id).inserted {
                line.units.append(found)
                next = found.parent.flatMap { units[$0] }
            }
            return line
        }
    }

    /// The accounts with a grant in a unit, by unit: whoever is told is looked for here, not among everybody.
    private var holders: [String: [String]]

    private static func holders(among accounts: [String: Account]) -> [String: [String]] {
        var holders: [String: Set<String>] = [:]
        for account in accounts.values {
            for grant in account.grants { holders[grant.unit, default: []].insert(account.id) }
        }
        return holders.mapValues { $0.sorted() }
    }

    /// The accounts that are granted something in a unit itself, now or at another time, by id.
    public func accounts(grantedIn unit: String) -> [Account] {
        holders[unit, default: []].compactMap { accounts[$0] }
    }
}

/// An organisation in the tree of agencies; a case belongs to one.
public struct Unit: Sendable, Hashable {
    /// The id (`haifeng-shegong`).
    public let id: String
    /// The name that case numbers show (社工科).
    public let name: LocalizedText
    /// The unit above, nil for the root.
    public let parent: String?
    /// The account that heads the unit.
    public let head: String?
    /// The profile that its cases follow; nil takes the parent's.
    public let profile: String?
    /// Whether it is an agency of its own (機關), in contrast to a section of one.
    public let isAgency: Bool

    /// A unit from its parts.
    public init(
        id: String,
        name: LocalizedText,
        parent: String?,
        head: String?,
        profile: String?,
        isAgency: Bool = false
    ) {
        self.id = id
        self.name = name
        self.parent = parent
        self.head = head
        self.profile = profile
        self.isAgency = isAgency
    }
}

/// Somebody who can sign in: a name and the roles held in units.
public struct Account: Sendable, Hashable {
    /// The id (`lin`).
    public let id: String
    /// The person's name.
    public let name: String
    /// The roles held.
    public let grants: [RoleGrant]
    /// The operating-system user whose socket connections are this account's.
    public let systemUser: Int64?
    /// Whether the account may still act.
    public let isEnabled: Bool
    /// The natural person whose account it is, by any id that all accounts of this person share; the account's own id
    /// where nobody has said.
    public let person: String

    /// An account from its parts.
    public init(
        id: String,
        name: String,
        grants: [RoleGrant],
        systemUser: Int64? = nil,
        isEnabled: Bool = true,
        person: String? = nil
    ) {
        self.person = person ?? id
        self.id = id
        self.name = name
        self.grants = grants
        self.systemUser = systemUser
        self.isEnabled = isEnabled
    }
}

/// A role held in a unit and everything below it, for a period, possibly as a stand-in (代理).
public struct RoleGrant: Sendable, Hashable {
    /// The role's name (`supervisor`).
    public let role: String
    /// The unit it is held in; it reaches the units below.
    public let unit: String
    /// From when; nil from always.
    public let from: Instant?
    /// Until when, exclusive; nil for ever.
    public let until: Instant?
    /// The account that the holder stands in for.
    public let standsInFor: String?

    /// A grant from its parts.
    public init(
        role: String,
        unit: String,
        from: Instant? = nil,
        until: Instant? = nil,
        standsInFor: String? = nil
    ) {
        self.role = role
        self.unit = unit
        self.from = from
        self.until = until
        self.standsInFor = standsInFor
    }

    /// Whether the grant is in force at an instant.
    public func holds(at now: Instant) -> Bool {
        if let from, now < from { return false }
        if let until, now >= until { return false }
        return true
    }
}

/// A workplace: where people work, whichever unit they belong to.
public struct Site: Sendable, Hashable {
    /// The id.
    public let id: String
    /// The name.
    public let name: LocalizedText
    /// The unit that runs it.
    public let unit: String

    /// A site from its parts.
    public init(id: String, name: LocalizedText, unit: String) {
        self.id = id
        self.name = name
        self.unit = unit
    }
}

extension Directory {
    /// A unit and the units above it, from the inside out; stops at a unit that is unknown or seen before.
    public func lineage(of unit: String) -> [Unit] { lines[unit]?.units ?? [] }

    /// The ids of a unit and of the units above it.
    public func lineageIDs(of unit: String) -> Set<String> { lines[unit]?.ids ?? [] }

    /// The agency that a unit belongs to: the nearest one on the way up that is marked as one.
    ///
    /// Where none is, the nearest in which somebody holds the office of its head, and where nobody does, the one
    /// below the root: rather too far up, where nobody is under that head, than not far enough.
    public func agency(of unit: String) -> Unit? {
        let line = lineage(of: unit)
        func isHeaded(_ unit: Unit) -> Bool {
            accounts(grantedIn: unit.id).contains { account in
                account.grants.contains { $0.unit == unit.id && $0.role == Gate.agencyHead }
            }
        }
        let found = line.first(where: \.isAgency) ?? line.first(where: isHeaded)
        return found ?? line.dropLast().last ?? line.last
    }

    /// The profile that a unit's cases follow: its own or that of the nearest unit above.
    public func profile(of unit: String) -> String? { lineage(of: unit).lazy.compactMap(\.profile).first }

    /// The units in which an account's roles are in force, as held (not expanded downward).
    public func grants(of account: String, at now: Instant) -> [RoleGrant] {
        guard let found = accounts[account], found.isEnabled else { return [] }
        return found.grants.filter { $0.holds(at: now) }
    }

    /// The roles an account holds for a case of a unit: those granted there or in a unit above it.
    public func roles(of account: String, in unit: String, at now: Instant) -> [RoleGrant] {
        guard let line = lines[unit]?.ids, let found = accounts[account], found.isEnabled else { return [] }
        return found.grants.filter { $0.holds(at: now) && line.contains($0.unit) }
    }

    /// The unit and all units below it.
    public func subtree(of unit: String) -> Set<String> {
        var found: Set<String> = [unit]
        var frontier = [unit]
        while let next = frontier.popLast() {
            for child in units.values where child.parent == next && found.insert(child.id).inserted {
                frontier.append(child.id)
            }
        }
        return found
    }
}
