import Casework
import Statechart
import Values

/// The way of a change set: begun, filled, proposed, agreed to, applied. Each act is an entry with the whole new row.
///
/// Whoever may not know of one of its cases finds no such change set; an administrator is no exception.
extension Turn {
    /// How many cases, and how many operations, one change set may have.
    static let changeLimit = 200

    mutating func change(_ request: ChangeRequest, for account: String) throws -> Receipt {
        isChange = true
        switch request {
        case .begin(let title, let undoing): return try begin(title, undoing: undoing, for: account)
        case .migrate(let title, let numbers, let states):
            return try beginMigration(title, numbers, states, for: account)
        case .migrateAll(let title, let workflow, let states):
            return try beginMigration(title, outdated(workflow, for: account), states, for: account)
        case .add(let set, let number, let operation, let revision):
            return try add(operation, on: number, revision, to: set, for: account)
        case .drop(let set, let operation): return try drop(operation, from: set, for: account)
        case .preview(let set, let reveals):
            let set = try find(set, for: account)
            var receipt = Receipt(sequence: 0, at: now)
            // What is over, or applied already, can come to nothing more; it is shown with what was agreed to.
            let isOpen = set.state == .draft || set.state == .proposed
            let consequences = isOpen ? try consequences(of: set) : nil
            receipt.change = try view(set, consequences, reveals: reveals, for: account)
            return receipt
        case .propose(let set, let reason, let fingerprint, let cases, let consent):
            return try propose(set, reason, fingerprint, cases, consent, for: account)
        case .approve(let set, let fingerprint, let digits):
            return try approve(set, fingerprint, digits, for: account)
        case .reject(let set, let remark): return try reject(set, remark, for: account)
        case .withdraw(let set):
            var set = try own(set, for: account)
            set.state = .withdrawn
            return try put(set, for: account)
        }
    }

    // MARK: Keeping

    mutating func put(_ set: ChangeSet, _ consequences: Consequences? = nil, for account: String) throws
        -> Receipt
    {
        let sequence = try append(set, for: account)
        var receipt = Receipt(sequence: sequence, at: now)
        receipt.change = try view(set, consequences, reveals: false, for: account)
        return receipt
    }

    mutating func append(_ set: ChangeSet, for account: String) throws -> Int64 {
        let entry = RegisterEntry(
            sequence: try transaction.chainHead().sequence + 1,
            at: now,
            account: account,
            change: .changeSet(set),
            request: request
        )
        request = nil
        let head = try transaction.append(entry.draft)
        try transaction.put(.changeSet, id: set.id, row: entry.change.row)
        return head.sequence
    }

    /// The answer to a request about the register that was carried out before: of a change set, how it stood then.
    func repeated(_ stored: StoredEntry, for account: String) throws -> Receipt {
        var receipt = Receipt(sequence: stored.draft.sequence, at: stored.draft.at)
        receipt.isRepeated = true
        if case .changeSet(let set) = try RegisterEntry(bytes: stored.draft.bytes).change,
            try maySee(set, account)
        {
            receipt.change = try view(set, nil, reveals: false, for: account)
        }
        return receipt
    }

    // MARK: Finding

    /// A change set that the account may know of: its own, or one that waits for somebody such as it.
    func find(_ id: String, for account: String) throws -> ChangeSet {
        guard let row = try transaction.registered(.changeSet, id: id),
            case .changeSet(let set) = try RegisterChange(kind: .changeSet, id: id, row: row),
            try maySee(set, account)
        else { throw Refusal.unknown(.changeSet) }
        return set
    }

    func maySee(_ set: ChangeSet, _ account: String) throws -> Bool {
        let roles = policy.approvers + policy.correctors + policy.supervisors + policy.dutySupervisors
        return try set.items.allSatisfy { item in
            let standing = try standing(of: account, in: item.caseID).standing
            return standing.maySee && (set.author == account || standing.holds(roles))
        } && (set.author == account || (!set.items.isEmpty && set.state != .draft))
    }

    func standing(of account: String, in id: CaseID) throws -> (standing: Standing, file: CaseFile) {
        guard let file = try transaction.caseHead(id)?.file else { throw Refusal.unknown(.case) }
        let workflow = try shelf.workflow(file.bundleHash, in: transaction)
        return (standing(of: account, in: file, workflow), file)
    }

    /// A change set of the account's own that can still be changed.
    func own(_ id: String, for account: String) throws -> ChangeSet {
        let set = try find(id, for: account)
        guard set.author == account else { throw Refusal.notPermitted(action: "change", by: ["author"]) }
        guard set.state == .draft || set.state == .proposed else { throw Refusal.over(set) }
        guard set.state == .proposed || now < set.begunAt + policy.draftLife else { throw Refusal.expired }
        return set
    }

    /// A case that the account may put something right in; its own roles decide, not those of the register.
    func correctable(_ number: String, _ action: String, by roles: [String], for account: String) throws
        -> CaseID
    {
        guard case .current(let id)? = try transaction.lookUp(number: number) else {
            // The way to "unknown" is as long as where the gate is shut.
            _ = try transaction.caseHead(.stranger)
            throw Refusal.unknown(.case)
        }
        let standing = try standing(of: account, in: id).standing
        guard standing.maySee else { throw Refusal.unknown(.case) }
        guard standing.holds(roles) else { throw Refusal.notPermitted(action: action, by: roles) }
        return id
    }

    /// The cases that a request is about, as far as the account may know of them: what is due of them fires first.
    func cases(of request: ChangeRequest, for account: String) throws -> [CaseID] {
        var found: [CaseID] = []
        do {
            if let set = request.set { found = try find(set, for: account).items.map(\.caseID) }
        } catch is Refusal {
            // The act itself is refused for it.
        }
        for number in request.numbers {
            guard case .current(let id)? = try transaction.lookUp(number: number) else {
                _ = try maySee(.stranger, account)
                continue
            }
            if try maySee(id, account) { found.append(id) }
        }
        return found
    }

    // MARK: Drafts

    private mutating func begin(_ title: String, undoing: String?, for account: String) throws -> Receipt {
        var set = try draft(title, undoing: undoing, for: account)
        guard let undoing else { return try put(set, for: account) }
        guard let done = try changeSets().first(where: { $0.receipt == undoing }), try maySee(done, account)
        else { throw Refusal.unknown(.changeSet) }
        for item in done.items {
            let (standing, file) = try standing(of: account, in: item.caseID)
            guard standing.holds(policy.correctors) else {
                throw Refusal.notPermitted(action: "undo", by: policy.correctors)
            }
            let past = try history(of: item.caseID)
            guard let entry = past.first(where: { $0.correction?.receipt == undoing }),
                entry.entry.kind == .correction
            else { throw Refusal.lasting }
            let (opened, workflow) = try load(item.caseID)
            let operation = try sealed(.void(entry.revision), in: set, opened, workflow)
            set.count += 1
            set.items.append(
                ChangeSet.Item(caseID: item.caseID, revision: file.revision, operations: [operation])
            )
        }
        return try put(set, for: account)
    }

    private func draft(_ title: String, undoing: String? = nil, for account: String) throws -> ChangeSet {
        let roles = policy.correctors + policy.supervisors + policy.dutySupervisors
        let isHead = state.directory.units.values.contains { $0.head == account }
        guard
            isHead
                || state.directory.grants(of: account, at: now).contains(where: { roles.contains($0.role) })
        else { throw Refusal.notPermitted(action: "begin", by: roles) }
        guard title.contains(where: { !$0.isWhitespace }), title.count <= 200 else {
            throw Refusal.missing("title")
        }
        return ChangeSet(
            // Not the place in the chain, which would tell how much else is written.
            id: "D-\(try changeSets().count + 1)",
            title: title,
            author: account,
            begunAt: now,
            undoes: undoing
        )
    }

    /// The open cases of a workflow that follow another version than the one in force, oldest first, as far as the
    /// account may correct them.
    private func outdated(_ name: String, for account: String) throws -> [String] {
        let granted = state.directory.grants(of: account, at: now).filter {
            policy.correctors.contains($0.role)
        }
        let units = granted.reduce(into: Set<String>()) { $0.formUnion(state.directory.subtree(of: $1.unit)) }
        var query = CaseQuery(units: units, account: account, limit: 500)
        query.workflow = name
        query.isClosed = false
        var numbers: [String] = []
        while numbers.count <= Turn.changeLimit {
            let heads = try transaction.cases(query)
            for head in heads {
                let (standing, file) = try standing(of: account, in: head.file.id)
                guard standing.maySee, standing.holds(policy.correctors),
                    let (target, _) = try definition(of: name, in: file.unit, at: now),
                    target.bundleHash != file.bundleHash
                else { continue }
                numbers.append(file.number)
            }
            guard heads.count == query.limit, let last = heads.last else { break }
            query.before = last.file.id
        }
        return numbers.reversed()
    }

    private mutating func beginMigration(
        _ title: String,
        _ numbers: [String],
        _ states: [String: String],
        for account: String
    ) throws -> Receipt {
        var set = try draft(title, for: account)
        guard !numbers.isEmpty, numbers.count <= Turn.changeLimit, Set(numbers).count == numbers.count else {
            throw Refusal.missing("cases")
        }
        for number in numbers {
            let id = try correctable(number, "migrate", by: policy.correctors, for: account)
            let (opened, _) = try load(id)
            guard
                let (target, bundle) = try definition(of: opened.file.workflow, in: opened.file.unit, at: now)
            else { throw Refusal.unknown(.workflow) }
            guard target.bundleHash != opened.file.bundleHash else { throw Refusal.upToDate(number) }
            try transaction.keep(bundle: bundle.bytes, hash: bundle.hash)
            let own = states.filter { opened.file.chart.configuration.contains($0.key) }
            let operation = try sealed(.migrate(to: bundle.hash, states: own), in: set, opened, target)
            set.count += 1
            set.items.append(
                ChangeSet.Item(caseID: id, revision: opened.file.revision, operations: [operation])
            )
        }
        return try put(set, for: account)
    }

    private mutating func add(
        _ operation: CorrectionOperation,
        on number: String,
        _ revision: Int64?,
        to id: String,
        for account: String
    ) throws -> Receipt {
        var set = try own(id, for: account)
        let handsOver = if case .reassign = operation { true } else { false }
        let roles = policy.correctors + policy.dutySupervisors + (handsOver ? policy.supervisors : [])
        let caseID = try correctable(number, operation.verb, by: roles, for: account)
        let (opened, workflow) = try load(caseID)
        let place = set.items.firstIndex { $0.caseID == caseID }
        let expected = place.map { set.items[$0].revision } ?? revision ?? opened.file.revision
        guard expected == opened.file.revision, revision ?? expected == expected else {
            throw Refusal.conflict(revision: opened.file.revision)
        }
        if case .migrate = operation { throw Refusal.missing("verb") }
        guard set.items.count < Turn.changeLimit, set.count < 5 * Int64(Turn.changeLimit) else {
            throw Refusal.tooMuch
        }
        let past = try history(of: caseID)
        let accepted = try CaseDecision(in: situation(workflow, of: caseID)).accepted(
            operation,
            on: opened.file,
            past: past,
            workflows: try workflows(past, [operation]),
            by: account
        ).get()
        let kept = try sealed(accepted, in: set, opened, workflow)
        set.count += 1
        if let place {
            set.items[place].operations.append(kept)
        } else {
            set.items.append(ChangeSet.Item(caseID: caseID, revision: expected, operations: [kept]))
        }
        set.reopen()
        return try put(set, for: account)
    }

    private mutating func drop(_ number: Int64, from id: String, for account: String) throws -> Receipt {
        var set = try own(id, for: account)
        guard set.items.contains(where: { $0.operations.contains { $0.number == number } }) else {
            throw Refusal.missing("operation")
        }
        for place in set.items.indices { set.items[place].operations.removeAll { $0.number == number } }
        set.items.removeAll { $0.operations.isEmpty }
        set.reopen()
        return try put(set, for: account)
    }
}

extension ChangeSet {
    /// What was proposed is a draft again once it is changed.
    fileprivate mutating func reopen() {
        state = .draft
        reason = nil
        fingerprint = nil
    }
}

extension Standing {
    /// Whether the account holds one of some roles for the case's unit.
    func holds(_ roles: [String]) -> Bool { grants.contains { roles.contains($0.role) } }
}
