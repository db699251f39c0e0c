import Casework
import CivilCalendar
import Statechart
public import Values

/// One consistent view of the store with the people and clock of the moment, as one account may see it.
struct Reading {
    let snapshot: any StorageSnapshot
    let engine: Engine
    let account: String
    let now: Instant
    let directory: Directory
    let calendar: OfficeCalendar

    /// A case that the account may see, or `unknown`: what it may not see does not exist for it.
    func visible(_ number: String) throws -> SeenCase {
        guard case .current(let id)? = try snapshot.lookUp(number: number), let seen = try see(id) else {
            throw Refusal.unknown(.case)
        }
        return seen
    }

    /// A case, or nil if the account may not know of it.
    func see(_ id: CaseID) throws -> SeenCase? {
        guard let head = try snapshot.caseHead(id) else { return nil }
        return try see(head)
    }

    func see(_ head: CaseHead) throws -> SeenCase? {
        let workflow = try engine.shelf.workflow(head.file.bundleHash, in: snapshot)
        let standing = Gate.standing(
            of: account,
            in: head.file,
            workflow: workflow,
            directory: directory,
            now: now
        )
        guard standing.maySee else { return nil }
        return SeenCase(head: head, workflow: workflow, standing: standing)
    }

    /// The case with its sensitive values open.
    func opened(_ seen: SeenCase) throws -> CaseFile {
        guard let key = try snapshot.caseKey(seen.head.file.id) else { return seen.head.file }
        return try engine.vault.open(seen.head, key: key).file
    }

    /// The units whose cases the account may see by some role.
    func units() -> Set<String> {
        var units: Set<String> = []
        for grant in directory.grants(of: account, at: now) {
            units.formUnion(directory.subtree(of: grant.unit))
        }
        for unit in directory.units.values where unit.head == account {
            units.formUnion(directory.subtree(of: unit.id))
        }
        return units
    }

    func decision(_ workflow: Workflow) -> CaseDecision {
        CaseDecision(
            in: Situation(
                workflow: workflow,
                now: now,
                calendar: calendar,
                directory: directory,
                surroundings: ReadingSurroundings(snapshot: snapshot)
            )
        )
    }

    // MARK: Views

    func summary(_ seen: SeenCase) -> CaseSummary {
        let file = seen.head.file
        let deadlines = deadlines(seen).filter { $0.deadline.isOpen || $0.deadline.status == .missed }
        return CaseSummary(
            number: file.number,
            workflow: seen.workflow.name,
            title: seen.workflow.title,
            unit: file.unit,
            unitName: unitName(file.unit),
            revision: file.revision,
            states: states(seen),
            isClosed: seen.isClosed,
            isReferred: false,
            openedAt: file.openedAt,
            changedAt: file.changedAt,
            nextDeadline: deadlines.min { ($0.deadline.due ?? .latest) < ($1.deadline.due ?? .latest) }
        )
    }

    func unitName(_ unit: String) -> LocalizedText {
        directory.units[unit]?.name ?? LocalizedText(zhHant: unit, en: unit)
    }

    private func states(_ seen: SeenCase) -> [StateView] {
        seen.head.file.chart.configuration.compactMap { id in
            guard let rule = seen.workflow.states[id] else {
                return StateView(id: id, title: LocalizedText(zhHant: id, en: id))
            }
            return StateView(id: id, title: rule.title)
        }
    }

    func deadlines(_ seen: SeenCase) -> [DeadlineView] {
        seen.head.file.deadlines.compactMap { deadline in
            guard let rule = seen.workflow.deadlines.first(where: { $0.name == deadline.name }) else {
                return nil
            }
            return DeadlineView(
                number: seen.head.file.number,
                unit: seen.head.file.unit,
                title: rule.title,
                clause: rule.clause,
                deadline: deadline
            )
        }
        .sorted { left, right in
            (left.deadline.isOpen ? 0 : 1, left.deadline.due ?? .latest)
                < (right.deadline.isOpen ? 0 : 1, right.deadline.due ?? .latest)
        }
    }

    func fields(_ seen: SeenCase, _ file: CaseFile) -> [FieldView] {
        seen.workflow.fields.map { field in
            let value = file.data[field.name]
            let isReadable = seen.standing.mayRead(field)
            return FieldView(
                field: field,
                value: isReadable ? value : nil,
                isMasked: !isReadable && value != nil
            )
        }
    }

    func actions(_ seen: SeenCase, _ file: CaseFile) -> [ActionView] {
        let decision = decision(seen.workflow)
        return decision.choices(for: seen.standing, on: file).map { choice in
            ActionView(choice, standing: seen.standing, workflow: seen.workflow, file: file)
        }
        .sorted { ($0.isPossible ? 0 : 1) < ($1.isPossible ? 0 : 1) }
    }

    func entry(_ stored: StoredEntry, _ seen: SeenCase, key: [UInt8]) throws -> EntryView {
        let coding = engine.vault.coding(
            for: seen.workflow,
            id: seen.head.file.id,
            revision: stored.draft.revision,
            key: key
        )
        let (entry, frame) = try coding.decode(stored.draft.bytes)
        let rules = entry.outcome.taken.filter { seen.workflow.rules.indices.contains($0) }
            .map { seen.workflow.rules[$0] }
        let title = entry.kind == .open ? seen.workflow.opening.title : rules.compactMap(\.title).first
        var clauses = entry.kind == .open ? seen.workflow.opening.clauses : []
        for clause in rules.flatMap(\.clauses) where !clauses.contains(clause) { clauses.append(clause) }
        return EntryView(
            sequence: frame.sequence,
            revision: frame.revision,
            at: entry.at,
            kind: entry.kind,
            account: entry.account,
            accountName: entry.account.flatMap { directory.accounts[$0]?.name },
            event: entry.event,
            title: title ?? LocalizedText(zhHant: entry.event, en: entry.event),
            left: entry.outcome.left,
            entered: entry.outcome.entered.map { id in
                StateView(id: id, title: seen.workflow.states[id]?.title ?? LocalizedText(zhHant: id, en: id))
            },
            changed: entry.outcome.data.keys.sorted(),
            clauses: clauses,
            hash: hexadecimal(stored.hash)
        )
    }
}

/// A case that somebody may see, and as what.
struct SeenCase {
    let head: CaseHead
    let workflow: Workflow
    let standing: Standing

    var isClosed: Bool {
        switch head.file.chart.status {
        case .ended: true
        case .faulted, .new: false
        case .running: head.file.chart.configuration.contains { workflow.states[$0]?.isClosed == true }
        }
    }
}

/// The rest of the store for a look that keeps nothing.
private struct ReadingSurroundings: Surroundings {
    let snapshot: any StorageSnapshot

    func occurrences(_ search: OccurrenceSearch) throws -> [FoundOccurrence] {
        try snapshot.occurrences(search).compactMap { occurrence in
            try snapshot.caseHead(occurrence.caseID).map {
                FoundOccurrence(number: $0.file.number, day: occurrence.day)
            }
        }
    }

    func serial(_ series: String) throws -> Int { 0 }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }.joined()
}

extension ActionView {
    init(_ choice: CaseDecision.Choice, standing: Standing, workflow: Workflow, file: CaseFile) {
        name = choice.rule.event
        title = choice.rule.title ?? LocalizedText(zhHant: choice.rule.event, en: choice.rule.event)
        clauses = choice.rule.clauses
        by = choice.rule.by
        isPermitted = choice.isPermitted
        requirements = choice.findings
        form = choice.asks.compactMap { ask in
            guard let field = workflow.field(ask.field) else { return nil }
            let current = standing.mayRead(field) ? file.data[field.name] : nil
            return FormField(field: field, isRequired: ask.isRequired, current: current)
        }
    }
}

extension Engine {
    func read<Result>(as account: String, _ body: (Reading) throws -> Result) throws -> Result {
        let now = configuration.clock.now()
        return try configuration.storage.read { snapshot in
            try body(
                Reading(
                    snapshot: snapshot,
                    engine: self,
                    account: account,
                    now: max(now, try snapshot.chainHead().at),
                    directory: directory,
                    calendar: calendar
                )
            )
        }
    }

    /// A case as an account may see it; the look is recorded before this returns, if sensitive fields are shown.
    public func view(number: String, as account: String) async throws -> CaseView {
        let (view, look) = try read(as: account) { reading in
            if let pointer = try referred(number, reading) { return (pointer, nil as LookRow?) }
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            let fields = reading.fields(seen, file)
            let parent = try file.parent.flatMap { try reading.see($0.id)?.head.file.number }
            let children = try file.children.sorted { $0.key < $1.key }.compactMap { name, id in
                try reading.see(id).map { CaseView.Child(name: name, number: $0.head.file.number) }
            }
            let view = CaseView(
                summary: reading.summary(seen),
                fields: fields,
                deadlines: reading.deadlines(seen),
                actions: reading.actions(seen, file),
                parent: parent,
                children: children,
                faults: file.faults
            )
            let shown = fields.filter { $0.field.isSensitive && $0.value != nil }.map(\.field.name)
            guard !shown.isEmpty else { return (view, nil) }
            return (view, LookRow(at: reading.now, account: account, caseID: file.id, fields: shown))
        }
        if let look { try await record(look) }
        return view
    }

    /// What whoever saw a case before its referral still sees under the old number: "referred", nothing more.
    private func referred(_ number: String, _ reading: Reading) throws -> CaseView? {
        guard case .pointer(let id, let unit)? = try reading.snapshot.lookUp(number: number),
            let head = try reading.snapshot.caseHead(id)
        else { return nil }
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
            query.before = listing.cursor.flatMap { Int64($0) }.map { CaseID($0) }
            return try page(query, units, reading)
        }
    }

    /// Fills a page with what the gate lets through, asking the store again while rows fall away.
    private func page(_ query: CaseQuery, _ units: Set<String>?, _ reading: Reading) throws -> Page<
        CaseSummary
    > {
        var query = query
        let wanted = query.limit - 1
        var items: [CaseSummary] = []
        var last: CaseID?
        while true {
            let heads = try reading.snapshot.cases(query)
            for head in heads {
                guard items.count < wanted else {
                    return Page(items: items, next: last.map { String($0.number) })
                }
                last = head.file.id
                guard units?.contains(head.file.unit) ?? true, let seen = try reading.see(head) else {
                    continue
                }
                items.append(reading.summary(seen))
            }
            guard heads.count == query.limit, let last else { return Page(items: items, next: nil) }
            query.before = last
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
            let key = try reading.snapshot.caseKey(id) ?? []
            let items = try stored.prefix(limit).map { try reading.entry($0, seen, key: key) }
            let next = stored.count > limit ? items.last.map { String($0.revision) } : nil
            return Page(items: items, next: next)
        }
    }

    /// What may be done with a case, possible actions first.
    public func actions(number: String, as account: String) async throws -> [ActionView] {
        try read(as: account) { reading in
            let seen = try reading.visible(number)
            return reading.actions(seen, try reading.opened(seen))
        }
    }

    /// How each requirement of an action comes out with some form values.
    public func why(number: String, action: String, data: ValueMap, as account: String) async throws
        -> ActionView
    {
        try read(as: account) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            let decision = reading.decision(seen.workflow)
            let choice = try decision.choice(action, data, for: seen.standing, on: file).get()
            return ActionView(choice, standing: seen.standing, workflow: seen.workflow, file: file)
        }
    }

    /// Open and missed deadlines of the cases that an account may see, in due order.
    public func deadlines(
        dueBefore: Instant?,
        overdueOnly: Bool,
        limit: Int,
        as account: String
    ) async throws -> Page<DeadlineView> {
        try read(as: account) { reading in
            let limit = min(max(limit, 1), 200)
            var query = DeadlineQuery(units: reading.units(), account: account, limit: limit * 2)
            query.dueBefore = dueBefore
            query.status = overdueOnly ? .missed : nil
            var items: [DeadlineView] = []
            for row in try reading.snapshot.deadlines(query) where items.count < limit {
                guard let seen = try reading.see(row.caseID) else { continue }
                items += reading.deadlines(seen).filter {
                    $0.deadline.name == row.deadline.name && $0.deadline.occasion == row.deadline.occasion
                }
            }
            return Page(items: items, next: nil)
        }
    }

    /// Numbers that contain a text, of cases that an account may see: for completion.
    public func numbers(matching text: String, limit: Int, as account: String) async throws -> [String] {
        try read(as: account) { reading in
            try reading.snapshot.numbers(containing: text, limit: 200)
                .compactMap { try reading.see($0)?.head.file.number }
                .prefix(limit).map { $0 }
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
        let digest = configuration.digest(Array(token.utf8))
        guard let id = try configuration.storage.read({ try $0.account(credential: digest) }) else {
            return nil
        }
        return directory.accounts[id]?.isEnabled == true ? id : nil
    }
}
