public import Casework
import Values

/// Which records of the consoles somebody wants to see.
public struct AuditFilter: Sendable, Hashable {
    /// Only those of one session.
    public var session: Int64?
    /// Only those of one account.
    public var account: String?
    /// Only those about one case, with every other look at its sensitive data.
    public var number: String?
    /// Only those of one kind.
    public var step: ConsoleRow.Step?
    /// Where the page before ended.
    public var cursor: String?
    /// How many at most, 1 to 200.
    public var limit: Int

    /// A filter that lets everything through.
    public init(limit: Int = 50) { self.limit = limit }
}

/// One record as an auditor, or whoever it is about, sees it.
public struct AuditView: Sendable, Hashable {
    /// The record; a look that came through no console has the position 0.
    public let row: ConsoleRow
    /// The name of the account.
    public let accountName: String?
    /// The numbers of its cases.
    public let numbers: [String]
    /// Whether contents are hidden, because the reader is kept away from a case that it is about.
    public let isMasked: Bool

    /// A view from its parts.
    public init(row: ConsoleRow, accountName: String?, numbers: [String], isMasked: Bool) {
        self.row = row
        self.accountName = accountName
        self.numbers = numbers
        self.isMasked = isMasked
    }
}

extension Engine {
    /// The roles that may see what others did in consoles.
    public static let auditors = ["auditor", "administrator"]

    /// The records of the consoles, newest first: one's own, and for auditors those of everybody who holds a role where
    /// they audit.
    ///
    /// Filtered by a case, `unknown` for whoever may neither audit nor see it.
    public func audit(_ filter: AuditFilter, as account: String) async throws -> Page<AuditView> {
        try read(as: account) { reading in
            let limit = min(max(filter.limit, 1), 200)
            var query = ConsoleQuery(limit: 500)
            query.session = filter.session
            query.account = filter.account
            query.step = filter.step
            query.before = filter.cursor.flatMap { Int64($0) }
            var looks: [AuditView] = []
            if let number = filter.number {
                let id = try reading.audited(number)
                query.caseID = id
                if filter.step == nil, filter.session == nil, filter.cursor == nil {
                    looks = try reading.looks(at: id, number: number, by: filter.account)
                }
            }
            var items: [AuditView] = []
            while items.count <= limit {
                let rows = try reading.snapshot.console(query)
                for row in rows where items.count <= limit && reading.mayAudit(row) {
                    items.append(try reading.view(of: row))
                }
                guard rows.count == query.limit, let last = rows.last else { break }
                query.before = last.id
            }
            let page = Array(items.prefix(limit))
            let next = items.count > limit ? page.last.map { String($0.row.id) } : nil
            return Page(items: page + looks, next: next)
        }
    }

    /// Records what somebody thinks of a session; refused for the session's own person.
    public func review(session: Int64, verdict: String, text: String, as account: String) async throws
        -> Int64
    {
        try read(as: account) { reading in
            var query = ConsoleQuery(limit: 1)
            query.session = session
            query.step = .attached
            guard let row = try reading.snapshot.console(query).first, reading.mayAudit(row) else {
                throw Refusal.unknown(.account)
            }
            let person = reading.directory.accounts[row.account]
            let reviewer = reading.directory.accounts[account]
            // Two accounts of one system user are one person.
            let isSame =
                row.account == account
                || (person?.systemUser != nil && person?.systemUser == reviewer?.systemUser)
                || (person?.name == reviewer?.name)
            guard !isSame, reading.audits() else {
                throw Refusal.notPermitted(action: "review", by: Engine.auditors)
            }
        }
        return try await record(
            ConsoleNote(
                session: session,
                account: account,
                step: .reviewed,
                content: ValueMap([("verdict", .string(verdict)), ("text", .string(text))])
            )
        )
    }
}

extension Reading {
    private var auditing: [RoleGrant] {
        directory.grants(of: account, at: now).filter { Engine.auditors.contains($0.role) }
    }

    /// Whether the account audits anything at all.
    func audits() -> Bool { !auditing.isEmpty }

    /// Whether the account may see what another one did in a console.
    func mayAudit(_ row: ConsoleRow) -> Bool {
        if row.account == account { return true }
        guard !auditing.isEmpty else { return false }
        let audited = auditing.reduce(into: Set<String>()) { $0.formUnion(directory.subtree(of: $1.unit)) }
        let held = directory.accounts[row.account]?.grants.map(\.unit) ?? []
        // Somebody without any role belongs nowhere, and so to every auditor.
        return held.isEmpty || held.contains(where: audited.contains)
    }

    /// The case of a number whose records the account may see; `unknown` for anybody else.
    func audited(_ number: String) throws -> CaseID {
        let found = try snapshot.lookUp(number: number)
        // Where there is none, another is looked at: the way to "unknown" is the same.
        let place = if case .current(let id)? = found { id } else { CaseID.stranger }
        let there = try snapshot.caseHead(place)
        guard case .current(let id)? = found, let head = there else { throw Refusal.unknown(.case) }
        let isConflicted = head.file.isConflictedByAccount[account] == true
        let line = directory.lineageIDs(of: head.file.unit)
        let mayAudit = auditing.contains { line.contains($0.unit) }
        let mayKnow = try see(head) != nil
        guard !isConflicted, mayAudit || mayKnow else { throw Refusal.unknown(.case) }
        return id
    }

    /// The looks at a case's sensitive data, however they came about.
    func looks(at id: CaseID, number: String, by other: String?) throws -> [AuditView] {
        try snapshot.looks(at: id, limit: 200).compactMap { look in
            let row = ConsoleRow(
                at: look.at,
                session: 0,
                account: look.account,
                step: .answered,
                cases: [id],
                content: .map(ValueMap([("looked", .list(look.fields.map { .string($0) }))]))
            )
            guard mayAudit(row), other.map({ $0 == look.account }) ?? true else { return nil }
            return AuditView(
                row: row,
                accountName: directory.accounts[look.account]?.name,
                numbers: [number],
                isMasked: false
            )
        }
    }

    /// The row without positions in the chain, which would tell how much else happened.
    private func unplaced(_ row: ConsoleRow) -> ConsoleRow {
        guard case .map(var content) = row.content, content["sequence"] != nil else { return row }
        content["sequence"] = nil
        var row = row
        row.content = .map(content)
        return row
    }

    /// The row without what it is about, for whoever may not know of the case.
    private func masked(_ row: ConsoleRow) -> ConsoleRow {
        var row = row
        row.cases = []
        row.content = .map(ValueMap())
        return row
    }

    func view(of row: ConsoleRow) throws -> AuditView {
        let heads = try row.cases.compactMap { try snapshot.caseHead($0) }
        let isMasked =
            row.account != account && heads.contains { $0.file.isConflictedByAccount[account] == true }
        return AuditView(
            row: isMasked ? masked(row) : audits() ? row : unplaced(row),
            accountName: directory.accounts[row.account]?.name,
            numbers: isMasked ? [] : heads.map(\.file.number),
            isMasked: isMasked
        )
    }
}
