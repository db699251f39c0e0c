public import Values

/// What an account is to a case: the one answer from which every door decides.
///
/// Built by `Gate`; whoever shows, lists, counts, tells or changes a case asks it first (promise 5).
public struct Standing: Sendable, Hashable {
    /// The account.
    public let account: String
    /// The roles it holds for the case's unit, now.
    public let grants: [RoleGrant]
    /// The relations it stands in.
    public let relations: [String]
    /// Whether it is kept away: then it learns nothing, not even that the case exists.
    public let isConflicted: Bool
    /// Whether it may know of the case at all.
    public let maySee: Bool

    /// The names under which rules may let it act, see or hear: roles and relations.
    public var names: Set<String> { Set(grants.map(\.role)).union(relations) }

    /// Whether a rule's list of roles and relations lets the account through.
    public func isAmong(_ names: [String]) -> Bool {
        maySee && (relations.contains { names.contains($0) } || grants.contains { names.contains($0.role) })
    }

    /// The roles and relations of a rule's list that let the account through, sorted.
    public func used(of names: [String]) -> [String] { self.names.intersection(names).sorted() }

    /// Whether a field may be read in clear.
    public func mayRead(_ field: Field) -> Bool {
        maySee && (field.readers.isEmpty || isAmong(field.readers))
    }

    /// Whether the account may learn that a datum has changed: a field that it may read.
    ///
    /// What the chart keeps for itself concerns nobody, and a name can say as much as a value (who is kept away,
    /// what was passed on).
    public func mayLearn(of datum: String, in workflow: Workflow) -> Bool {
        workflow.field(datum).map(mayRead) ?? false
    }
}

/// Decides what an account is to a case, from roles in units, relations and conflicts of interest.
public enum Gate {
    /// The engine's own account: opens child cases and fires deadlines; no door lets anybody be it.
    public static let system = "system"

    /// The role that counts as the head of the case's unit in rules (`tell: [unit-head]`).
    public static let unitHead = "unit-head"

    /// The role of whoever heads an agency.
    public static let agencyHead = "agency-head"

    /// What an account is to a case that a unit holds.
    ///
    /// A grant held as a stand-in for somebody who is kept away does not count: the stand-in would decide in
    /// that person's place. Disabled and unknown accounts stand nowhere.
    public static func standing(
        of account: String,
        in file: CaseFile,
        workflow: Workflow,
        directory: Directory,
        now: Instant
    ) -> Standing {
        if account == system {
            return Standing(
                account: account,
                grants: [],
                relations: [system],
                isConflicted: false,
                maySee: true
            )
        }
        let own = file.parties.filter { $0.account == account }
        let isConflicted = own.contains(where: \.isConflicted)
        guard directory.accounts[account]?.isEnabled == true, !isConflicted else {
            return Standing(
                account: account,
                grants: [],
                relations: [],
                isConflicted: isConflicted,
                maySee: false
            )
        }
        let keptAway = Set(file.parties.lazy.filter(\.isConflicted).map(\.account))
        var grants = directory.roles(of: account, in: file.unit, at: now).filter { grant in
            grant.standsInFor.map { !keptAway.contains($0) } ?? true
        }
        if directory.units[file.unit]?.head == account {
            grants.append(RoleGrant(role: unitHead, unit: file.unit))
        }
        let relations = own.map(\.relation)
        let holdsAccess = grants.contains { workflow.access.isEmpty || workflow.access.contains($0.role) }
        return Standing(
            account: account,
            grants: grants,
            relations: relations,
            isConflicted: false,
            maySee: holdsAccess || !relations.isEmpty
        )
    }

    /// The accounts that a rule's list of roles and relations means, minus whoever is kept away.
    ///
    /// Each role is looked for in the case's unit and then upward, until somebody holds it who may see the case.
    /// If a list with a role in it finds nobody, the head of the nearest unit above is told: a notice holds no
    /// contents, and somebody is always told (promise 4).
    public static func recipients(
        of names: [String],
        in file: CaseFile,
        workflow: Workflow,
        directory: Directory,
        now: Instant
    ) -> [String] {
        let keptAway = Set(file.parties.lazy.filter(\.isConflicted).map(\.account))
        func mayBeTold(_ account: String) -> Bool {
            directory.accounts[account]?.isEnabled == true && !keptAway.contains(account)
        }
        func maySee(_ account: String) -> Bool {
            standing(of: account, in: file, workflow: workflow, directory: directory, now: now).maySee
        }
        func holders(of role: String, in unit: Unit) -> [String] {
            // The head is so by the unit's row or by a grant.
            let head = role == unitHead ? [unit.head].compactMap(\.self) : []
            return head
                + directory.accounts(grantedIn: unit.id).filter { account in
                    account.grants.contains {
                        $0.unit == unit.id && $0.role == role && $0.holds(at: now)
                            && !($0.standsInFor.map(keptAway.contains) ?? false)
                    }
                }
                .map(\.id)
        }
        var found = Set(
            file.parties.lazy.filter { names.contains($0.relation) }.map(\.account).filter(mayBeTold)
        )
        let line = directory.lineage(of: file.unit)
        for name in names {
            for unit in line {
                let reached = holders(of: name, in: unit).filter { mayBeTold($0) && maySee($0) }
                found.formUnion(reached)
                if !reached.isEmpty { break }
            }
        }
        let asksForRole = names.contains { name in !workflow.relations.contains { $0.name == name } }
        if found.isEmpty, asksForRole,
            let head = line.dropFirst().lazy.compactMap(\.head).first(where: mayBeTold)
        {
            found.insert(head)
        }
        return found.sorted()
    }
}
