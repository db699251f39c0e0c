import Casework
import CivilCalendar
import Statechart
import Values

/// One consistent view of the store with the people and clock of the moment, as one account may see it.
struct Reading {
    let snapshot: any StorageSnapshot
    let engine: Engine
    let account: String
    let now: Instant
    let directory: Directory
    let calendar: OfficeCalendar
    /// Whether sensitive values stay hidden from whoever may read them: they did not ask for them to be revealed.
    var masksSensitive = false
    /// What opens cases; that of the engine but in a fork.
    var vault: CaseVault

    /// Whether a field's value may leave in clear.
    func mayRead(_ field: Field, as standing: Standing) -> Bool {
        standing.mayRead(field) && !(masksSensitive && field.isSensitive)
    }

    /// A case that the account may see, or `unknown`: what it may not see does not exist for it.
    func visible(_ number: String) throws -> SeenCase { try visible(try snapshot.lookUp(number: number)) }

    /// A case that was found under a number, if the account may see it.
    ///
    /// Where there is none, another is looked at in its stead: the way to "unknown" is as long as where the gate is
    /// shut, so that the time of an answer does not tell the two apart.
    func visible(_ found: NumberLookup?) throws -> SeenCase {
        guard case .current(let id)? = found else {
            _ = try see(.stranger)
            throw Refusal.unknown(.case)
        }
        guard let seen = try see(id) else { throw Refusal.unknown(.case) }
        return seen
    }

    /// A case, or nil if the account may not know of it.
    func see(_ id: CaseID) throws -> SeenCase? {
        guard let head = try snapshot.caseHead(id) else { return nil }
        return try see(head)
    }

    func see(_ head: CaseHead) throws -> SeenCase? {
        let standing = try standing(of: account, in: head)
        guard standing.maySee else { return nil }
        let workflow = try engine.shelf.workflow(head.file.bundleHash, in: snapshot)
        return SeenCase(head: head, workflow: workflow, standing: standing)
    }

    func standing(of account: String, in head: CaseHead) throws -> Standing {
        Gate.standing(
            of: account,
            in: head.file,
            workflow: try engine.shelf.workflow(head.file.bundleHash, in: snapshot),
            directory: directory,
            now: now
        )
    }

    /// The case with its sensitive values open.
    func opened(_ seen: SeenCase) throws -> CaseFile {
        guard let key = try snapshot.caseKey(seen.head.file.id) else { return seen.head.file }
        return try vault.open(seen.head, key: key).file
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

    func decision(_ workflow: Workflow) -> CaseDecision { CaseDecision(in: situation(workflow)) }

    func situation(_ workflow: Workflow) -> Situation {
        Situation(
            workflow: workflow,
            now: now,
            calendar: calendar,
            directory: directory,
            surroundings: StoreSurroundings(snapshot: snapshot) { head, account in
                try standing(of: account, in: head).maySee
            }
        )
    }

    // MARK: Views

    /// All that the account may see of a case.
    func view(of seen: SeenCase, _ file: CaseFile, actions: [ActionView]) throws -> CaseView {
        let children = try file.children.sorted { $0.key < $1.key }.compactMap { name, id in
            try see(id).map { CaseView.Child(name: name, number: $0.head.file.number) }
        }
        let fields = fields(seen, file)
        return CaseView(
            summary: summary(seen),
            fields: fields,
            deadlines: deadlines(seen),
            actions: actions,
            parent: try file.parent.flatMap { try see($0.id)?.head.file.number },
            children: children,
            faults: file.faults,
            names: names(in: fields),
            roles: roleTitles(of: seen.workflow)
        )
    }

    func summary(_ seen: SeenCase) -> CaseSummary {
        let file = seen.head.file
        let deadlines = deadlines(seen).filter(\.deadline.isOwed)
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
            nextDeadline: deadlines.min { ($0.deadline.due ?? .latest) < ($1.deadline.due ?? .latest) },
            isErased: file.erasedAt != nil,
            paper: file.paper
        )
    }

    func unitName(_ unit: String) -> LocalizedText {
        directory.units[unit]?.name ?? LocalizedText(zhHant: unit, en: unit)
    }

    private func states(_ seen: SeenCase) -> [StateView] {
        let states = views(of: seen.head.file.chart.configuration, seen.workflow)
        guard seen.head.file.erasedAt != nil else { return states }
        // Beside the states it stands in, so that every list and page says it.
        let title = LocalizedText(zhHant: "個人資料已銷毀", en: "Personal data destroyed")
        return states + [StateView(id: "erased", title: title)]
    }

    /// The states that people see: atomic ones, with their titles.
    func views(of states: [String], _ workflow: Workflow) -> [StateView] {
        workflow.titles(ofAtomic: states).map { StateView(id: $0.id, title: $0.title) }
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
            let isReadable = mayRead(field, as: seen.standing)
            // Nobody knows any more whether there was a value.
            let isErased = file.erasedAt != nil && seen.workflow.isSealed(field.name)
            return FieldView(
                field: field,
                value: isReadable ? value : nil,
                isMasked: isErased || (!isReadable && value != nil)
            )
        }
    }

    /// What has to be recorded before the forms of some actions leave: their sensitive values, if they show any.
    func look(at actions: [ActionView], of file: CaseFile) -> LookRow? {
        var shown: Set<String> = []
        for field in actions.flatMap(\.form) where field.field.isSensitive && field.current != nil {
            shown.insert(field.field.name)
        }
        guard !shown.isEmpty else { return nil }
        return LookRow(at: now, account: account, caseID: file.id, fields: shown.sorted())
    }

    func actions(_ seen: SeenCase, _ file: CaseFile) -> [ActionView] {
        guard file.erasedAt == nil else { return [] }
        let decision = decision(seen.workflow)
        return decision.choices(for: seen.standing, on: file).map { choice in
            view(of: choice, seen, file)
        }
        .sorted { ($0.isPossible ? 0 : 1) < ($1.isPossible ? 0 : 1) }
    }

    func entry(_ stored: StoredEntry, _ seen: SeenCase, key: [UInt8]?) throws -> EntryView {
        let coding = vault.coding(
            for: seen.workflow,
            id: seen.head.file.id,
            revision: stored.draft.revision,
            key: key
        )
        let (entry, frame) = try coding.decode(stored.draft.bytes)
        // By the version of its time: a case may have gone over to another since.
        let workflow = try engine.shelf.workflow(frame.bundleHash, in: snapshot)
        let rules = entry.outcome.taken.filter { workflow.rules.indices.contains($0) }
            .map { workflow.rules[$0] }
        let title = entry.kind == .open ? workflow.opening.title : rules.compactMap(\.title).first
        var clauses = entry.kind == .open ? workflow.opening.clauses : []
        for clause in rules.flatMap(\.clauses) where !clauses.contains(clause) { clauses.append(clause) }
        return EntryView(
            sequence: frame.sequence,
            revision: frame.revision,
            at: entry.at,
            kind: entry.kind,
            account: entry.account,
            accountName: entry.account.flatMap { directory.accounts[$0]?.name },
            event: entry.event,
            title: title ?? Reading.title(of: entry, workflow),
            left: views(of: entry.outcome.left, workflow),
            entered: views(of: entry.outcome.entered, workflow),
            changed: entry.outcome.data.keys.filter { seen.standing.mayLearn(of: $0, in: workflow) }.sorted(),
            clauses: clauses,
            hash: Hexadecimal.encode(stored.hash),
            reason: entry.input.reason,
            claimed: entry.claimed
        )
    }
}

extension Entry.Input {
    fileprivate var reason: String? {
        switch self {
        case .reason(let reason): return reason
        case .correction(let record):
            let undone = record.approver.map { "/\($0)" } ?? ""
            return "\(record.receipt) \(record.text)(\(record.basis);\(record.author)\(undone))"
        case .none, .form, .message: return nil
        }
    }
}

extension Reading {
    /// What people call an entry that no action of theirs has made.
    private static func title(of entry: Entry, _ workflow: Workflow) -> LocalizedText {
        let name = entry.event.split(separator: ".").last.map(String.init) ?? ""
        let deadline = workflow.deadlines.first { $0.name == name }?.title
        switch entry.kind {
        case .facts: return LocalizedText(zhHant: "相關案件有變動", en: "Related cases have changed")
        case .calendar: return LocalizedText(zhHant: "依新辦公日曆重算時限", en: "Deadlines reckoned by a new calendar")
        case .erasure: return LocalizedText(zhHant: "銷毀個人資料", en: "Personal data destroyed")
        case .correction: return LocalizedText(zhHant: "更正", en: "Correction")
        case .migration: return LocalizedText(zhHant: "改用流程新版本", en: "Taken over to another version")
        case .deadline:
            let isReminder = entry.event.hasPrefix("reminder.")
            let title = deadline ?? LocalizedText(zhHant: name, en: name)
            return isReminder
                ? LocalizedText(zhHant: "提醒：\(title.zhHant)", en: "Reminder: \(title.en)")
                : LocalizedText(zhHant: "逾期：\(title.zhHant)", en: "Overdue: \(title.en)")
        case .open, .action, .delayed, .message, .register:
            return LocalizedText(zhHant: entry.event, en: entry.event)
        }
    }
}

extension Deadline {
    /// Whether somebody still has to do what it demands, in time or late.
    var isOwed: Bool { isOpen || (status == .missed && satisfiedAt == nil) }
}

/// A case that somebody may see, and as what.
struct SeenCase {
    let head: CaseHead
    let workflow: Workflow
    let standing: Standing

    var isClosed: Bool { head.file.isClosed(in: workflow) }
}

extension Reading {
    /// An action as the account may see it.
    func view(of choice: CaseDecision.Choice, _ seen: SeenCase, _ file: CaseFile) -> ActionView {
        let form = choice.asks.compactMap { ask -> FormField? in
            guard let field = seen.workflow.field(ask.field) else { return nil }
            let current = mayRead(field, as: seen.standing) ? file.data[field.name] : nil
            return FormField(field: field, isRequired: ask.isRequired, current: current)
        }
        return ActionView(
            name: choice.rule.event,
            title: choice.rule.title ?? LocalizedText(zhHant: choice.rule.event, en: choice.rule.event),
            clauses: choice.rule.clauses,
            by: choice.rule.by,
            isPermitted: choice.isPermitted,
            requirements: choice.findings,
            form: form
        )
    }
}
