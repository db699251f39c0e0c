import Casework
import CivilCalendar
import Synchronization
public import Values

extension Engine {
    func read<Result>(
        as account: String,
        masked: Bool = false,
        _ body: (Reading) throws -> Result
    ) throws -> Result {
        let now = configuration.clock.now()
        return try configuration.storage.read { snapshot in
            try body(
                Reading(
                    snapshot: snapshot,
                    engine: self,
                    account: account,
                    now: max(now, try snapshot.chainHead().at),
                    directory: directory,
                    calendar: calendar,
                    masksSensitive: masked,
                    vault: vault
                )
            )
        }
    }

    /// A case as an account may see it; the look is recorded before this returns, if sensitive fields are shown.
    ///
    /// Masked, sensitive values stay hidden even from whoever may read them.
    public func view(number: String, as account: String, masked: Bool = false) async throws -> CaseView {
        let (view, look) = try read(as: account, masked: masked) { reading in
            let found = try reading.snapshot.lookUp(number: number)
            if case .pointer(let id, let unit)? = found {
                return (try referred(number, to: id, from: unit, reading), nil as LookRow?)
            }
            let seen = try reading.visible(found)
            let file = try reading.opened(seen)
            let view = try reading.view(of: seen, file, actions: reading.actions(seen, file))
            return (view, reading.look(at: view.shownSensitive, of: file))
        }
        if let look { try await record(look) }
        return view
    }

    /// What whoever saw a case before its referral still sees under the old number: "referred", nothing more.
    private func referred(_ number: String, to id: CaseID, from unit: String, _ reading: Reading) throws
        -> CaseView
    {
        guard let head = try reading.snapshot.caseHead(id) else { throw Refusal.unknown(.case) }
        var former = head.file
        former.unit = unit
        let workflow = try shelf.workflow(former.bundleHash, in: reading.snapshot)
        let standing = Gate.standing(
            of: reading.account,
            in: former,
            workflow: workflow,
            directory: reading.directory,
            now: reading.now
        )
        guard standing.maySee, standing.account != reading.directory.units[unit]?.head else {
            throw Refusal.unknown(.case)
        }
        let summary = CaseSummary(
            number: number,
            workflow: workflow.name,
            title: workflow.title,
            unit: unit,
            unitName: reading.unitName(unit),
            revision: 0,
            states: [
                StateView(id: "referred", title: LocalizedText(zhHant: "已移送上級機關", en: "Referred upward"))
            ],
            isClosed: true,
            isReferred: true,
            openedAt: head.file.openedAt,
            changedAt: head.file.openedAt,
            nextDeadline: nil
        )
        return CaseView(
            summary: summary,
            fields: [],
            deadlines: [],
            actions: [],
            parent: nil,
            children: [],
            faults: []
        )
    }

    /// The cases that an account may see, newest first.
    public func cases(_ listing: CaseListing, as account: String) async throws -> Page<CaseSummary> {
        try read(as: account) { reading in
            let units = listing.unit.map { reading.directory.subtree(of: $0) }
            var query = CaseQuery(
                units: units.map { $0.intersection(reading.units()) } ?? reading.units(),
                account: account,
                limit: min(max(listing.limit, 1), 200) + 1
            )
            query.state = listing.state
            query.workflow = listing.workflow
            query.isClosed = listing.isClosed
            query.before = try listing.cursor.map { try reading.visible($0).head.file.id }
            return try page(query, reading) { seen in
                (units?.contains(seen.head.file.unit) ?? true) && listing.holds(seen, reading)
            }
        }
    }

    /// Fills a page with what the gate lets through, asking the store again while rows fall away.
    ///
    /// Where the page ends, and whether there is another, is told by cases that the account may see alone: a cursor
    /// is the number of the last one shown.
    private func page(
        _ query: CaseQuery,
        _ reading: Reading,
        where isListed: (SeenCase) -> Bool
    ) throws -> Page<CaseSummary> {
        var query = query
        let wanted = query.limit - 1
        var items: [CaseSummary] = []
        while true {
            let heads = try reading.snapshot.cases(query)
            for head in heads {
                guard let seen = try reading.see(head), isListed(seen) else { continue }
                guard items.count < wanted else { return Page(items: items, next: items.last?.number) }
                items.append(reading.summary(seen))
            }
            guard heads.count == query.limit, let last = heads.last else {
                return Page(items: items, next: nil)
            }
            query.before = last.file.id
        }
    }

    /// A case's entries in order, as an account may see them.
    public func history(
        number: String,
        cursor: String?,
        limit: Int,
        as account: String
    ) async throws -> Page<EntryView> {
        try read(as: account) { reading in
            let seen = try reading.visible(number)
            let limit = min(max(limit, 1), 200)
            let after = cursor.flatMap { Int64($0) } ?? 0
            let id = seen.head.file.id
            let stored = try reading.snapshot.entries(of: id, after: after, limit: limit + 1)
            let key = try reading.snapshot.caseKey(id)
            let corrected = try reading.corrected(seen, key: key)
            let items = try stored.prefix(limit).map { stored in
                var entry = try reading.entry(stored, seen, key: key)
                entry.correctedBy = corrected[entry.revision]
                return entry
            }
            let next = stored.count > limit ? items.last.map { String($0.revision) } : nil
            return Page(items: items, next: next)
        }
    }

    /// What may be done with a case, possible actions first.
    public func actions(number: String, as account: String, masked: Bool = false) async throws -> [ActionView]
    {
        let (actions, look) = try read(as: account, masked: masked) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            let actions = reading.actions(seen, file)
            return (actions, reading.look(at: actions, of: file))
        }
        if let look { try await record(look) }
        return actions
    }

    /// Open and missed deadlines of the cases that an account may see, in due order.
    public func deadlines(
        dueBefore: Instant?,
        overdueOnly: Bool,
        isMine: Bool = false,
        limit: Int,
        as account: String
    ) async throws -> Page<DeadlineView> {
        try read(as: account) { reading in
            let limit = min(max(limit, 1), 200)
            var query = DeadlineQuery(units: reading.units(), account: account, limit: limit * 2)
            query.dueBefore = dueBefore
            query.status = overdueOnly ? .missed : nil
            let items = try Engine.filled(to: limit, asking: query.limit) { asked in
                query.limit = asked
                let rows = try reading.snapshot.deadlines(query)
                return (try rows.flatMap { try shown($0, isMine, reading) }, rows.count)
            }
            return Page(items: items, next: nil)
        }
    }

    /// A listed deadline as the account may see it; nothing where the case is not for it.
    private func shown(_ row: DeadlineRow, _ isMine: Bool, _ reading: Reading) throws -> [DeadlineView] {
        guard let seen = try reading.see(row.caseID),
            !isMine || reading.isFor(reading.account, row.deadline.name, in: seen)
        else { return [] }
        return reading.deadlines(seen).filter {
            $0.deadline.isOwed && $0.deadline.name == row.deadline.name
                && $0.deadline.occasion == row.deadline.occasion
        }
    }

    /// Asks for more and more rows until so many items came of them or there are no more: rows that fall away at
    /// the gate take no item's place.
    private static func filled<Item>(
        to limit: Int,
        asking first: Int,
        _ ask: (Int) throws -> (items: [Item], rows: Int)
    ) throws -> [Item] {
        var asked = first
        while true {
            let (items, rows) = try ask(asked)
            if items.count >= limit || rows < asked { return Array(items.prefix(limit)) }
            asked *= 4
        }
    }

    /// Numbers that contain a text, of cases that an account may see: for completion.
    public func numbers(matching text: String, limit: Int, as account: String) async throws -> [String] {
        try read(as: account) { reading in
            try Engine.filled(to: limit, asking: 200) { asked in
                let found = try reading.snapshot.cases(numbered: text, limit: asked)
                return (try found.compactMap { try reading.see($0)?.head.file.number }, found.count)
            }
        }
    }

    /// The workflows that an account may open a case of, with their opening forms.
    public func workflows(as account: String) async throws -> [WorkflowView] {
        try read(as: account) { reading in
            let units = reading.units().sorted()
            return try configuration.workflows.names.compactMap { name in
                try view(of: name, units, reading)
            }
        }
    }

    private func view(of name: String, _ units: [String], _ reading: Reading) throws -> WorkflowView? {
        var found: WorkflowView?
        var open: [String] = []
        for unit in units {
            guard let profile = reading.directory.profile(of: unit),
                let (workflow, bundle) = try shelf.inForce(
                    name,
                    profile: profile,
                    on: Taipei.date(of: reading.now)
                )
            else { continue }
            let roles = reading.directory.roles(of: reading.account, in: unit, at: reading.now)
            guard roles.contains(where: { workflow.opening.by.contains($0.role) }) else { continue }
            open.append(unit)
            let form = workflow.opening.asks.compactMap { ask in
                workflow.field(ask.field).map {
                    FormField(field: $0, isRequired: ask.isRequired, current: nil)
                }
            }
            found = WorkflowView(
                name: name,
                title: workflow.title,
                units: open,
                form: form,
                bundleHash: bundle.hash
            )
        }
        return found
    }

    /// Who an account is.
    public func account(_ id: String) async throws -> AccountView {
        guard let account = directory.accounts[id], account.isEnabled else { throw Refusal.unknown(.account) }
        return AccountView(account: account, grants: directory.grants(of: id, at: configuration.clock.now()))
    }

    /// The account of an operating-system user, for connections over the Unix socket.
    public func account(systemUser: Int64) async throws -> String? {
        directory.accounts.values.filter { $0.isEnabled && $0.systemUser == systemUser }.map(\.id).min()
    }

    /// The account that a bearer token belongs to.
    public func account(token: String) async throws -> String? {
        guard let id = try await holder(of: configuration.digest(Array(token.utf8))) else { return nil }
        return directory.accounts[id]?.isEnabled == true ? id : nil
    }

    private func holder(of digest: [UInt8]) async throws -> String? {
        let (known, version) = credentials.withLock { ($0.account(digest), $0.version) }
        if let known { return known }
        // Whoever's executor this is need not wait for a reader.
        let found = try await withTaskExecutorPreference(globalConcurrentExecutor) {
            try configuration.storage.read { try $0.account(credential: digest) }
        }
        if let found { credentials.withLock { $0.keep(found, for: digest, readAt: version) } }
        return found
    }
}
